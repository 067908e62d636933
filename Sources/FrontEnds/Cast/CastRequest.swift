import CommandLanguage
import Platform
import TerminalDrawing
import Workbench

/// What `backstep cast` is asked to do.
struct CastRequest: Equatable {
    /// The scenario's path; `-` is standard input.
    var scenario: String
    /// Where the recording goes.
    var output: String
    /// The terminal's size.
    var size = Size(columns: 100, rows: 30)
    /// How fast the lesson plays, as a multiple of the usual pace.
    var pace = 1.0

    init(scenario: String, output: String, size: Size = Size(columns: 100, rows: 30), pace: Double = 1) {
        self.scenario = scenario
        self.output = output
        self.size = size
        self.pace = pace
    }

    /// Reads the options and operands of `backstep cast`.
    init(_ parsed: ParsedOptions) throws(UsageError) {
        guard parsed.operands.count >= 2 else { throw .castNeedsTwoFiles }
        try parsed.require(atMost: 2)
        self.init(scenario: parsed.operands[0], output: parsed.operands[1])
        if let text = parsed.values["size"] {
            guard let size = SnapshotRequest.size(text), size.columns <= Self.largestSide, size.rows <= Self.largestSide
            else { throw .badSize(text) }
            self.size = Size(columns: size.columns, rows: size.rows)
        }
        if let text = parsed.values["pace"] {
            guard let pace = Double(text), ScreenSetting.paces.contains(text) else { throw .badPace(text) }
            self.pace = pace
        }
    }

    /// Players do not show larger screens.
    private static let largestSide = 500
}

extension UsageError {
    static let castNeedsTwoFiles = UsageError(
        "'cast' needs a scenario and the file to write: backstep cast FILE.scenario OUT.cast")

    static func badSize(_ text: String) -> UsageError {
        UsageError(
            "'\(text)' is not the size of a terminal: '--size' takes columns and rows, as 100x30, at most 500x500")
    }

    static func badPace(_ text: String) -> UsageError {
        UsageError("'\(text)' is not a pace: '--pace' takes \(ScreenSetting.paces.joined(separator: ", "))")
    }
}
