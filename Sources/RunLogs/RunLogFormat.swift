/// How a log is written.
public enum RunLogFormat: String, CaseIterable, Equatable, Sendable {
    /// A JSON object a line.
    case jsonLines = "jsonl"
    /// A table of comma-separated values, with a header.
    case csv
    /// Event files of TensorBoard, a folder a run.
    case tensorBoard = "tensorboard"

    /// The format that a file's ending stands for; nil where it stands for none.
    public init?(ending path: String) {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
        switch name[name.index(after: dot)...].lowercased() {
        case "jsonl", "ndjson": self = .jsonLines
        case "csv": self = .csv
        default: return nil
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
    /// What a new file begins with.
    ///
    /// - Parameter time: seconds since 1970, which event files keep.
    public func opening(at time: Double) -> [UInt8] {
        switch self {
        case .jsonLines: []
        case .csv: CSVEncoding.header
        case .tensorBoard: EventEncoding.version(at: time)
        }
    }

    /// Records as they stand in a file, one after another; each is whole, so that a reader meanwhile sees all of it or
    /// an unfinished end.
    ///
    /// - Parameter time: seconds since 1970, which event files keep.
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
