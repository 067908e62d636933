/// A point of a history.
public protocol HistoryEntry: Equatable, Sendable {
    /// Its number among all possible points, from 0.
    var number: Int { get }
}

/// The points of a run in little memory: at first every point, later every second one, then every fourth, and so on. The
/// first and the newest point are always kept.
///
/// Which points are kept depends only on their numbers, never on how far the run went. So going back means forgetting the
/// later points. A run of a billion iterations has 76 000 points.
public struct ThinnedHistory<Point: HistoryEntry>: Equatable, Sendable {
    /// The number of points that are all kept at the start, and that are kept for each doubling after it: a power of two,
    /// larger than the number of columns of any screen.
    private static var density: Int { 4096 }

    /// The points that are kept for good, oldest first.
    private var kept: [Point] = []
    /// The newest point, if it is not kept for good.
    private var newest: Point?
    /// The next number that is kept for good.
    private var nextKept: Int

    /// The first number, which is always kept.
    private let start: Int

    /// A history without points.
    /// - start: the first number; not 0 if earlier points are unknown.
    public init(from start: Int = 0) {
        self.start = start
        nextKept = start
    }

    /// Whether two histories have the same points, to the last bit.
    public static func == (a: ThinnedHistory, b: ThinnedHistory) -> Bool {
        a.kept == b.kept && a.newest == b.newest
    }

    /// The points, oldest first.
    public var points: [Point] { newest.map { kept + [$0] } ?? kept }

    /// The oldest point; nil at the start.
    public var first: Point? { kept.first ?? newest }

    /// The newest point; nil at the start.
    public var latest: Point? { newest ?? kept.last }

    /// The distance between a number that is kept for good and the one kept before it.
    public static func spacing(at number: Int) -> Int {
        guard number >= 2 * density else { return 1 }
        return 1 << (Int.bitWidth - 1 - number.leadingZeroBitCount - density.trailingZeroBitCount)
    }

    /// Whether the point with this number is kept for good.
    static func keeps(_ number: Int) -> Bool { number & (spacing(at: number) - 1) == 0 }

    /// The points from a number on that are kept for good: the same points however far the run went.
    public func kept(from number: Int) -> ArraySlice<Point> {
        kept[kept.firstIndexSorted { $0.number >= number }...]
    }

    /// Adds the next point.
    /// - Precondition: its number is greater than that of all others.
    public mutating func record(_ point: Point) {
        precondition(point.number > latest?.number ?? -1, "a history grows forward")
        guard point.number >= nextKept else {
            newest = point
            return
        }
        let spacing = Self.spacing(at: point.number)
        if point.number & (spacing - 1) == 0 || point.number == start {
            kept.append(point)
            newest = nil
        } else {
            newest = point
        }
        nextKept = (point.number & ~(spacing - 1)) + spacing
    }

    /// The point with a number; nil if it was not kept.
    func point(_ number: Int) -> Point? {
        if let newest, newest.number == number { return newest }
        let index = kept.firstIndexSorted { $0.number >= number }
        return index < kept.count && kept[index].number == number ? kept[index] : nil
    }

    /// Forgets the points from a number on. Of the ones before it, only those kept for good remain.
    public mutating func truncate(from number: Int) {
        if let newest, newest.number >= number { self.newest = nil }
        let index = kept.firstIndexSorted { $0.number >= number }
        if index < kept.count { newest = nil }
        kept.removeSubrange(index...)
        nextKept = start
    }

    /// Roughly how much memory it takes.
    var byteCount: Int { kept.capacity * MemoryLayout<Point>.stride }
}

extension Array {
    /// The index of the first element for which a condition holds; the count if there is none.
    /// - Precondition: once the condition holds, it holds for all later elements.
    func firstIndexSorted(where holds: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
