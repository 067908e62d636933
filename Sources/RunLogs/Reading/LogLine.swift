/// The contents of one line of a log: numbers by column, and what says where they belong. One value is reused for all lines,
/// so that its memory is reused.
struct LogLine {
    /// The run's name; nil if the line has none.
    var run: String?
    /// The values of `iteration`, `step` and `epoch`.
    var iteration: Double?
    var step: Double?
    var epoch: Double?
    /// The other numbers.
    var values: [(column: Int, value: Double)] = []

    mutating func clear() {
        run = nil
        iteration = nil
        step = nil
        epoch = nil
        values.removeAll(keepingCapacity: true)
    }

    mutating func set(_ column: LogColumns.Column, to value: Double) {
        switch column {
        case .series(let index): values.append((index, value))
        case .iteration: iteration = value
        case .step: step = value
        case .epoch: epoch = value
        case .run, .none: break
        }
    }
}

/// The columns of a log by their names.
struct LogColumns {
    /// The kinds of columns.
    enum Column: Equatable {
        case run, iteration, step, epoch
        /// A column of numbers, by its index.
        case series(Int)
        /// A column beyond the limit.
        case none
    }

    /// The names of the columns that can be series.
    private(set) var names: [String] = []
    /// Whether there are more columns than are kept.
    private(set) var hasLeftOut = false
    private var columns: [String: Column] = ["run": .run, "iteration": .iteration, "step": .step, "epoch": .epoch]
    /// The keys of a line in their order, since lines are mostly alike.
    private var expected: [(bytes: [UInt8], column: Column)] = []

    /// Longer names are not accepted.
    private static let nameLimit = 256

    mutating func column(named name: String) -> Column {
        if let column = columns[name] { return column }
        guard names.count < RunLog.seriesLimit, name.utf8.count <= Self.nameLimit else {
            hasLeftOut = true
            return .none
        }
        columns[name] = .series(names.count)
        names.append(name)
        return .series(names.count - 1)
    }

    /// The column of a key that has no escapes, the `index`-th in its line.
    mutating func column(spelled bytes: [UInt8], _ range: Range<Int>, index: Int) -> Column {
        if index < expected.count {
            let guess = expected[index]
            if guess.bytes.count == range.count, zip(range, guess.bytes).allSatisfy({ bytes[$0] == $1 }) {
                return guess.column
            }
        }
        let column = column(named: String(decoding: bytes[range], as: UTF8.self))
        let entry = (Array(bytes[range]), column)
        if index < expected.count {
            expected[index] = entry
        } else if index < RunLog.seriesLimit, expected.count == index {
            expected.append(entry)
        }
        return column
    }
}
