import PlainText

/// Reads a log while it grows, from bytes in pieces of any size.
///
/// It reads any program's log that has a JSON object or a row of a table on each line. Each column of numbers is a series.
/// Their x is `iteration`, or else `step`, or else `epoch`, or else the number of the record; `run` is the name of the run.
/// Lines that are not records are counted and skipped.
public struct RunLogReader: Sendable {
    /// What has been read so far.
    public private(set) var log = RunLog()

    /// Whether records are also kept for `takeRecords`.
    public var collectsRecords = false
    private var collected: [LoggedRecord] = []

    private let isTable: Bool
    private var columns = LogColumns()
    /// The columns of a table in order, once its header has been read.
    private var tableColumns: [LogColumns.Column]?
    private var line = LogLine()
    private var lineNumber = 0
    /// For each name, the index of the run that continues.
    private var current: [String: Int] = [:]
    private var seriesCount = 0

    /// The unfinished line.
    private var pending: [UInt8] = []
    private var isInQuotes = false
    /// Whether the rest of a line that is too long is being skipped.
    private var isSkipping = false

    /// Longer lines are not records.
    static let lineLimit = 1 << 20

    /// A reader at the start of a log.
    ///
    /// - Parameter format: the format of the log.
    /// - Precondition: the format consists of lines; it is not TensorBoard's.
    public init(_ format: RunLogFormat) {
        precondition(format != .tensorBoard, "event files are not lines")
        isTable = format == .csv
    }

    /// Whether there is an unfinished line.
    public var hasUnfinishedLine: Bool { !pending.isEmpty || isSkipping }

    /// Reads the next bytes. A line counts once it is finished.
    public mutating func take(_ bytes: [UInt8]) {
        var start = 0
        for index in bytes.indices {
            let byte = bytes[index]
            if isTable, byte == Byte.quote, !isSkipping { isInQuotes.toggle() }
            guard byte == Byte.newline, !isInQuotes else { continue }
            if isSkipping {
                isSkipping = false
                lineNumber += 1
                countBadLine()
            } else if pending.isEmpty {
                read(bytes, start..<index)
            } else {
                pending += bytes[start..<index]
                finishPending()
            }
            start = index + 1
        }
        guard !isSkipping else { return }
        if pending.count + bytes.count - start > Self.lineLimit {
            pending = []
            isSkipping = true
            isInQuotes = false
        } else {
            pending += bytes[start...]
        }
    }

    /// Reads an unfinished last line as it is, since nothing will follow.
    public mutating func finish() {
        if isSkipping {
            isSkipping = false
            countBadLine()
        } else if !pending.isEmpty {
            finishPending()
        }
        isInQuotes = false
    }

    private mutating func finishPending() {
        let bytes = pending
        pending = []
        read(bytes, bytes.indices)
    }

    private mutating func countBadLine() {
        log.badLineCount += 1
        if log.firstBadLine == nil { log.firstBadLine = lineNumber }
    }

    private mutating func read(_ bytes: [UInt8], _ range: Range<Int>) {
        lineNumber += 1
        var range = range
        // A byte order mark at the start of a file.
        if lineNumber == 1, bytes[range].starts(with: [0xef, 0xbb, 0xbf]) {
            range = range.lowerBound + 3..<range.upperBound
        }
        guard !bytes[range].allSatisfy(\.isBlank) else { return }
        line.clear()
        if isTable {
            guard let table = tableColumns else { return readHeader(bytes, range) }
            guard CSVLine.read(bytes, range, columns: table, into: &line) else { return countBadLine() }
        } else {
            guard JSONLine.read(bytes, range, columns: &columns, into: &line) else { return countBadLine() }
        }
        addRecord()
    }

    private mutating func readHeader(_ bytes: [UInt8], _ range: Range<Int>) {
        guard let (table, isHeader) = CSVLine.header(bytes, range, columns: &columns) else { return countBadLine() }
        tableColumns = table
        if !isHeader, CSVLine.read(bytes, range, columns: table, into: &line) { addRecord() }
    }

    // MARK: Records

    /// The records read since the last call, if `collectsRecords` is on.
    public mutating func takeRecords() -> [LoggedRecord] {
        defer { collected = [] }
        return collected
    }

    private mutating func addRecord() {
        log.recordCount += 1
        if collectsRecords { collected.append(LoggedRecord(line, columns)) }
        if columns.hasLeftOut { log.hasLeftOut = true }
        guard let index = indexOfRun() else {
            log.hasLeftOut = true
            return
        }
        log.runs[index].recordCount += 1
        let x = log.runs[index].place(line)
        for (column, value) in line.values {
            guard let place = place(ofColumn: column, inRun: index) else { continue }
            log.runs[index].series[place].append(LoggedPoint(x: x, y: value))
        }
    }

    /// The run that the line belongs to: the one with its name, unless the line starts a new run.
    private mutating func indexOfRun() -> Int? {
        let name = line.run ?? ""
        if let index = current[name], !log.runs[index].isBegunAnew(by: line) { return index }
        guard log.runs.count < RunLog.runLimit else { return current[name] }
        let numbered = (name.isEmpty ? "run" : name) + " #"
        let earlier = log.runs.count { $0.name == name || $0.name.hasPrefix(numbered) }
        log.runs.append(LoggedRun(name: current[name] == nil ? name : "\(numbered)\(earlier + 1)"))
        current[name] = log.runs.count - 1
        return log.runs.count - 1
    }

    private mutating func place(ofColumn column: Int, inRun run: Int) -> Int? {
        while log.runs[run].seriesOfColumn.count <= column { log.runs[run].seriesOfColumn.append(nil) }
        if let place = log.runs[run].seriesOfColumn[column] { return place }
        guard seriesCount < RunLog.seriesLimit else {
            log.hasLeftOut = true
            return nil
        }
        seriesCount += 1
        log.runs[run].series.append(LoggedSeries(name: columns.names[column]))
        log.runs[run].seriesOfColumn[column] = log.runs[run].series.count - 1
        return log.runs[run].series.count - 1
    }
}

extension LoggedRun {
    /// The count of a line, and its unit.
    private static func count(_ line: LogLine) -> (axis: Axis, count: Double)? {
        let counts: [(Axis, Double?)] = [(.iteration, line.iteration), (.step, line.step), (.epoch, line.epoch)]
        for (axis, count) in counts {
            if let count, count.isFinite { return (axis, count) }
        }
        return nil
    }

    /// Whether a line starts a new run: its count starts again, and not because a new epoch begins.
    fileprivate func isBegunAnew(by line: LogLine) -> Bool {
        guard let (axis, count) = Self.count(line), axis == self.axis else { return false }
        return count < latestCount && count <= firstCount && line.epoch ?? -.infinity <= latestEpoch
    }

    /// The x of the run's next line.
    fileprivate mutating func place(_ line: LogLine) -> Double {
        defer { latestEpoch = max(latestEpoch, line.epoch ?? -.infinity) }
        if let (axis, count) = Self.count(line), axis == self.axis || self.axis == .record {
            if self.axis == .record {
                self.axis = axis
                firstCount = count
            } else if count < latestCount, count <= firstCount {
                // Steps that start again in each epoch.
                offset = latestX + 1 - count
            }
            latestCount = count
            latestX = count + offset
        } else if axis == .record {
            latestX = Double(recordCount)
        }
        return latestX
    }
}
