/// A point of a history.
public protocol HistoryEntry: Equatable, Sendable {
    /// Its number among all that there could be, from 0.
    var number: Int { get }
}

/// What a run left behind, in little memory: every point of its start, later every second one, then every fourth and so
/// on, and the first and the newest one always.
///
/// Which points are kept depends on their numbers alone, never on how far the run went. So going back, to any place, is
/// forgetting what came after it. A run of a billion iterations has 76 000 points.
public struct ThinnedHistory<Point: HistoryEntry>: Equatable, Sendable {
    /// How many points at the start are all kept, and how many of each doubling after it: a power of two, more than any
    /// screen has columns.
    private static var density: Int { 4096 }

    /// The points that are kept for good, oldest first.
    private var kept: [Point] = []
    /// The newest one, where it is not to be kept for good.
    private var newest: Point?
    /// The iteration that is kept for good next.
    private var nextKept: Int

    /// The first number that there is, which is always kept.
    private let start: Int

    /// A history without points.
    /// - start: the first number that there will be, 0 unless what came before is not known.
    public init(from start: Int = 0) {
        self.start = start
        nextKept = start
    }

    /// Whether two histories have the same points, to the last bit.
    public static func == (a: ThinnedHistory, b: ThinnedHistory) -> Bool {
        a.kept == b.kept && a.newest == b.newest
    }

    /// The points, oldest first; the newest is the last one recorded.
    public var points: [Point] { newest.map { kept + [$0] } ?? kept }

    /// The oldest point; nil at the start.
    public var first: Point? { kept.first ?? newest }

    /// The newest point; nil at the start.
    public var latest: Point? { newest ?? kept.last }

    /// The distance of a number that is kept for good from the one that is kept before it.
    public static func spacing(at number: Int) -> Int {
        guard number >= 2 * density else { return 1 }
        return 1 << (Int.bitWidth - 1 - number.leadingZeroBitCount - density.trailingZeroBitCount)
    }

    /// Whether the point of a number is kept for good.
    static func keeps(_ number: Int) -> Bool { number & (spacing(at: number) - 1) == 0 }

    /// The points from a number on that are kept for good: the same ones however far the run went.
    public func kept(from number: Int) -> ArraySlice<Point> {
        kept[kept.firstIndexSorted { $0.number >= number }...]
    }

    /// Adds the next point.
    /// - Precondition: it is newer than the newest.
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

    /// The point of a number, if it is there.
    func point(_ number: Int) -> Point? {
        if let newest, newest.number == number { return newest }
        let index = kept.firstIndexSorted { $0.number >= number }
        return index < kept.count && kept[index].number == number ? kept[index] : nil
    }

    /// Forgets a number and all after it. Whether the newest of those that are left is still there depends on whether it
    /// is kept for good.
    public mutating func truncate(from number: Int) {
        if let newest, newest.number >= number { self.newest = nil }
        let index = kept.firstIndexSorted { $0.number >= number }
        if index < kept.count { newest = nil }
        kept.removeSubrange(index...)
        nextKept = start
    }

    /// How much memory it takes, about.
    var byteCount: Int { kept.capacity * MemoryLayout<Point>.stride }
}

extension Array {
    /// The index of the first element from which on a condition holds; the count where it never does.
    /// - Precondition: the elements for which it holds come last.
    func firstIndexSorted(where holds: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
