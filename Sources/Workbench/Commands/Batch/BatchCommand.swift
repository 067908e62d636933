import CommandLanguage
import NeuralEngine
import PlainText

/// `batch 32`: sets how many samples an iteration takes.
package struct BatchCommand: CommandBody {
    package static let entry = CommandEntry(
        "batch", group: .setUp, usage: ["batch N|full [OPTION...]"],
        summary: "sets how many samples an iteration takes",
        details: [
            "The last batch of an epoch may be smaller. Parameters are kept; the session",
            "starts over.",
        ],
        words: full,
        options: [
            OptionEntry("shuffle", .flag, default: "no", "whether each epoch has a different order"),
            OptionEntry("seed", .integer(minimum: 0), default: "0", "makes different orders"),
        ],
        arguments: [[.word(full), .options], [.free, .options]])
    private static let full: WordList = ["full": "all samples at once"]
    package static let influence = Influence(movesOrChanges: true)

    package let rows: Located<BatchRows>
    package let options: [CommandOption]

    package init(rows: Located<BatchRows>, options: [CommandOption]) {
        self.rows = rows
        self.options = options
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        (rows, options) = try parser.parseBatch()
    }

    package var words: [String] {
        [rows.value.description] + options.map(\.description)
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        var settings = BatchSettings()
        switch rows.value {
        case .full: settings.size = .full
        case .rows(let count): settings.size = .rows(count)
        }
        for option in options {
            switch option.name.value {
            case "shuffle": settings.shuffle = option.flag
            case "seed": settings.seed = option.seed
            default: break
            }
        }
        let restartNote = state.restartNote
        state.setup.batch = settings
        state.rebuildSession()
        return [state.report(command, TextReport(state.batchSummary + restartNote))]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.carryOut(command)
        checker.knowledge.startOver()
    }
}

/// How many samples a batch takes.
public enum BatchRows: Equatable, Sendable {
    /// All of them.
    case full
    /// At most this many, at least 1; the last batch of an epoch may be smaller.
    case rows(Int)
}

extension BatchRows: CustomStringConvertible {
    /// `full`, or the number of rows.
    public var description: String {
        switch self {
        case .full: "full"
        case .rows(let count): "\(count)"
        }
    }
}

extension CommandParser {
    fileprivate mutating func parseBatch() throws(ParseError) -> (Located<BatchRows>, [CommandOption]) {
        let word = try parseWord("a size: batch 32 or batch full")
        let rows: BatchRows
        if word.value == "full" {
            rows = .full
        } else {
            do throws(ParseError) {
                rows = .rows(try Self.count(from: word))
            } catch {
                guard case .badCount = error.kind else { throw error }
                throw ParseError(.badBatchSize(word.value), at: word.range)
            }
        }
        return (Located(rows, at: word.range), try parseOptions())
    }
}

extension WorkbenchState {
    /// One line on the batches.
    var batchSummary: String {
        let settings = setup.batch
        var text = "batch "
        switch settings.size {
        case .full: text += "full"
        case .rows(let rows): text += String(rows)
        }
        if settings.shuffle { text += " shuffle=yes seed=\(settings.seed)" }
        if let session, session.engine.training != nil {
            text += ": \(counted(session.iterationsPerEpoch, "iteration")) an epoch"
        }
        return text
    }
}
