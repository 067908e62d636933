/// The format of a log.
public enum RunLogFormat: String, CaseIterable, Equatable, Sendable {
    /// One JSON object per line.
    case jsonLines = "jsonl"
    /// A table of comma-separated values, with a header.
    case csv
    /// TensorBoard event files, one folder per run.
    case tensorBoard = "tensorboard"

    /// The format that belongs to a file's extension; nil if there is none.
    public init?(ending path: String) {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
        switch name[name.index(after: dot)...].lowercased() {
        case "jsonl", "ndjson": self = .jsonLines
        case "csv": self = .csv
        default: return nil
        }
    }

    /// A short description.
    public var meaning: String {
        switch self {
        case .jsonLines: "a JSON object a line"
        case .csv: "a table with a header"
        case .tensorBoard: "event files in a folder"
        }
    }

    /// The name of the format in a sentence.
    public var title: String {
        switch self {
        case .jsonLines: "JSON Lines"
        case .csv: "CSV"
        case .tensorBoard: "TensorBoard event files"
        }
    }
}

extension RunLogFormat {
    /// The beginning of a new file.
    ///
    /// - Parameter time: seconds since 1970, which event files record.
    public func opening(at time: Double) -> [UInt8] {
        switch self {
        case .jsonLines: []
        case .csv: CSVEncoding.header
        case .tensorBoard: EventEncoding.version(at: time)
        }
    }

    /// Records as they are written to a file, one after another.
    ///
    /// - Parameter time: seconds since 1970, which event files record.
    public func encoded(_ records: [RunRecord], at time: Double) -> [UInt8] {
        var bytes: [UInt8] = []
        for record in records {
            switch self {
            case .jsonLines: JSONLinesEncoding.write(record, to: &bytes)
            case .csv: CSVEncoding.write(record, to: &bytes)
            case .tensorBoard: EventEncoding.write(record, at: time, to: &bytes)
            }
        }
        return bytes
    }
}
