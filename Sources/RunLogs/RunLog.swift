/// The contents of a log: its runs, and in each run a series for every column of numbers.
///
/// It takes little memory, however long the log is: a long series keeps only every second record, or every fourth, and so
/// on, and always the newest one.
public struct RunLog: Equatable, Sendable {
    /// The runs in the order of their beginning.
    public internal(set) var runs: [LoggedRun] = []
    /// How many records have been read.
    public internal(set) var recordCount = 0
    /// How many lines are not records, not counting blank lines.
    public internal(set) var badLineCount = 0
    /// The number of the first such line, from 1.
    public internal(set) var firstBadLine: Int?
    /// Whether runs or columns beyond the limits have been left out.
    public internal(set) var hasLeftOut = false

    /// A log without records.
    public init() {}

    /// Runs beyond these are left out.
    public static let runLimit = 64
    /// Series beyond these are left out, counting those of all runs together.
    public static let seriesLimit = 512
}

/// A run in a log.
public struct LoggedRun: Equatable, Sendable {
    /// What the x of its series counts.
    public enum Axis: String, Equatable, Sendable {
        /// A column, in the order in which they are looked for.
        case iteration, step, epoch
        /// There is no such column, so the records themselves are counted, from 1.
        case record
    }

    /// The value of the field `run`; empty if there is none. If a run starts again under the same name, a number is appended.
    public let name: String
    /// What the x of its series counts.
    public internal(set) var axis = Axis.record
    /// How many records it has.
    public internal(set) var recordCount = 0
    /// The x of its newest record.
    public internal(set) var latestX = 0.0
    /// Its series, in the order in which their names first appeared.
    public internal(set) var series: [LoggedSeries] = []

    /// The series of a column; nil if there is none.
    public func series(named name: String) -> LoggedSeries? { series.first { $0.name == name } }

    // The state of reading it.
    var firstCount = 0.0
    var latestCount = 0.0
    var latestEpoch = -Double.infinity
    /// What is added to counts that start again in each epoch.
    var offset = 0.0
    /// For each column of the log, the index of its series here.
    var seriesOfColumn: [Int?] = []

    init(name: String) { self.name = name }
}

/// A series of numbers in a log.
public struct LoggedSeries: Equatable, Sendable {
    /// The column's name.
    public let name: String
    /// The kept points, oldest first, including the newest.
    public var points: [LoggedPoint] { newest.map { kept + [$0] } ?? kept }
    /// The newest value.
    public var latest: Double { (newest ?? kept.last)?.y ?? .nan }
    /// The smallest value, not counting NaN, with its x; nil if there is none.
    public private(set) var smallest: LoggedPoint?
    /// The largest value, not counting NaN, with its x; nil if there is none.
    public private(set) var largest: LoggedPoint?
    /// How many values there were.
    public private(set) var count = 0

    /// The most points that are kept, more than the number of columns of any screen.
    public static let pointLimit = 4096

    private var kept: [LoggedPoint] = []
    private var newest: LoggedPoint?
    /// The number of values per kept point.
    private var spacing = 1

    init(name: String) { self.name = name }

    mutating func append(_ point: LoggedPoint) {
        if point.y < smallest?.y ?? .infinity || (smallest == nil && point.y == .infinity) { smallest = point }
        if point.y > largest?.y ?? -.infinity || (largest == nil && point.y == -.infinity) { largest = point }
        if count % spacing == 0 {
            kept.append(point)
            newest = nil
            if kept.count == Self.pointLimit { thin() }
        } else {
            newest = point
        }
        count += 1
    }

    private mutating func thin() {
        let last = kept[kept.count - 1]
        for index in 0..<kept.count / 2 { kept[index] = kept[2 * index] }
        kept.removeLast(kept.count - kept.count / 2)
        spacing *= 2
        newest = last
    }
}

/// A value in a series.
public struct LoggedPoint: Equatable, Sendable {
    /// The count of its record.
    public let x: Double
    /// The value, which may be infinite or NaN.
    public let y: Double

    /// A value with its place.
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }

    /// Whether both have the same bits, NaN included.
    public static func == (a: LoggedPoint, b: LoggedPoint) -> Bool {
        a.x.bitPattern == b.x.bitPattern && a.y.bitPattern == b.y.bitPattern
    }
}

/// A record as it stands in a log.
public struct LoggedRecord: Equatable, Sendable {
    /// The value of the field `run`; nil if there is none.
    public let run: String?
    /// The counts: those of `iteration`, `step` and `epoch` that are there.
    public let counts: [RunRecord.Value]
    /// The other numbers.
    public let values: [RunRecord.Value]

    init(_ line: LogLine, _ columns: LogColumns) {
        run = line.run
        counts = [("iteration", line.iteration), ("step", line.step), ("epoch", line.epoch)]
            .compactMap { name, count in count.map { RunRecord.Value(name, $0) } }
        values = line.values.map { RunRecord.Value(columns.names[$0.column], $0.value) }
    }
}
