/// What was read of a log: its runs, and in each a series for every column of numbers.
///
/// It takes little memory however long the log is: of long series every second record is kept, or every fourth and so
/// on, and the newest one always.
public struct RunLog: Equatable, Sendable {
    /// The runs in the order in which they began.
    public internal(set) var runs: [LoggedRun] = []
    /// How many records were read.
    public internal(set) var recordCount = 0
    /// How many lines are no records; blank ones do not count.
    public internal(set) var badLineCount = 0
    /// The number of the first such line, from 1.
    public internal(set) var firstBadLine: Int?
    /// Whether there are runs or columns beyond the limits, which are left out.
    public internal(set) var hasLeftOut = false

    /// A log without records.
    public init() {}

    /// Runs beyond these are left out.
    public static let runLimit = 64
    /// Series beyond these are left out, those of all runs together.
    public static let seriesLimit = 512
}

/// A run in a log.
public struct LoggedRun: Equatable, Sendable {
    /// What counts its records.
    public enum Axis: String, Equatable, Sendable {
        /// The columns that are looked for, the first one before the others.
        case iteration, step, epoch
        /// There is no such column: the records themselves are counted, from 1.
        case record
    }

    /// What the field `run` says; empty where there is none. A run that begins anew under the same name has a number
    /// behind it.
    public let name: String
    /// What the x of its series are.
    public internal(set) var axis = Axis.record
    /// How many records it has.
    public internal(set) var recordCount = 0
    /// The x of its newest record.
    public internal(set) var latestX = 0.0
    /// Its series, in the order in which their names first came.
    public internal(set) var series: [LoggedSeries] = []

    /// The series of a column; nil where there is none.
    public func series(named name: String) -> LoggedSeries? { series.first { $0.name == name } }

    // How it was read so far.
    var firstCount = 0.0
    var latestCount = 0.0
    var latestEpoch = -Double.infinity
    /// What is added to counts that begin anew in each epoch.
    var offset = 0.0
    /// For each column of the log the place of its series here.
    var seriesOfColumn: [Int?] = []

    init(name: String) { self.name = name }
}

/// A series of numbers in a log.
public struct LoggedSeries: Equatable, Sendable {
    /// The column's name.
    public let name: String
    /// The points that are kept, oldest first, the newest among them.
    public var points: [LoggedPoint] { newest.map { kept + [$0] } ?? kept }
    /// The newest value.
    public var latest: Double { (newest ?? kept.last)?.y ?? .nan }
    /// The smallest value that is a number, with its x; nil where there is none.
    public private(set) var smallest: LoggedPoint?
    /// The largest value that is a number, with its x; nil where there is none.
    public private(set) var largest: LoggedPoint?
    /// How many values there were.
    public private(set) var count = 0

    /// So many points are kept at most, more than any screen has columns.
    public static let pointLimit = 4096

    private var kept: [LoggedPoint] = []
    private var newest: LoggedPoint?
    /// Every so many values one is kept.
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
    /// What its record counts.
    public let x: Double
    /// The value; may be infinite or no number.
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
    /// What the field `run` says; nil where there is none.
    public let run: String?
    /// What counts: `iteration`, `step` and `epoch`, as far as they are there.
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
