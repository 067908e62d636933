import CommandLanguage

/// `step [N]`: runs operations.
package struct StepCommand: CommandBody {
    package static let entry = CommandEntry(
        "step", aliases: ["s"], group: .runControl, usage: ["step [N]"], summary: "runs one operation, or N",
        keys: ["s"])
    package static let influence = Influence(movesOrChanges: true, showsOperation: true, leavesUnknown: .run)

    package let count: Int

    package init(count: Int) {
        self.count = count
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        count = try parser.parseOptionalCount()
    }

    package var words: [String] {
        count == 1 ? [] : ["\(count)"]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.run(.operations(count), command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.run()
    }
}

/// `stepi [N]`: computes output cells of the current operation.
package struct StepCellCommand: CommandBody {
    package static let entry = CommandEntry(
        "stepi", aliases: ["si"], group: .runControl, usage: ["stepi [N]"],
        summary: "computes one output cell of the operation, or N",
        details: [
            "'print' shows cells that the operation has yet to compute as · (null in JSON).",
            "In an expression they still have their former numbers.",
            "In loss.forward the parts of each sample's loss are steps, too: for",
            "cross-entropy the largest, the differences to it, exp, sum and log.",
        ], keys: ["i"])
    package static let influence = Influence(movesOrChanges: true, leavesUnknown: .run)

    package let count: Int

    package init(count: Int) {
        self.count = count
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        count = try parser.parseOptionalCount()
    }

    package var words: [String] {
        count == 1 ? [] : ["\(count)"]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.run(.cells(count), command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.run()
    }
}

/// `finish`: runs to the end of the pass.
package struct FinishCommand: CommandBody {
    package static let entry = CommandEntry(
        "finish", aliases: ["f"], group: .runControl, usage: ["finish"],
        summary: "runs to the end of the pass: forward, backward, update", keys: ["f"])
    package static let influence = Influence(movesOrChanges: true, showsOperation: true, leavesUnknown: .run)

    package init() {}

    package init(parsing parser: inout CommandParser) throws(ParseError) {

    }

    package var words: [String] {
        []
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.run(.endOfPass, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.run()
    }
}

/// `next [N]`: runs iterations.
package struct NextCommand: CommandBody {
    package static let entry = CommandEntry(
        "next", aliases: ["n"], group: .runControl, usage: ["next [N]"],
        summary: "runs one iteration (one batch), or N", keys: ["n"])
    package static let influence = Influence(movesOrChanges: true, leavesUnknown: .run)

    package let count: Int

    package init(count: Int) {
        self.count = count
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        count = try parser.parseOptionalCount()
    }

    package var words: [String] {
        count == 1 ? [] : ["\(count)"]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.run(.iterations(count), command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.run()
    }
}

/// `epoch [N]`: runs passes over the samples.
package struct EpochCommand: CommandBody {
    package static let entry = CommandEntry(
        "epoch", group: .runControl, usage: ["epoch [N]"], summary: "runs one pass over the samples, or N")
    package static let influence = Influence(movesOrChanges: true, leavesUnknown: .run)

    package let count: Int

    package init(count: Int) {
        self.count = count
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        count = try parser.parseOptionalCount()
    }

    package var words: [String] {
        count == 1 ? [] : ["\(count)"]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.run(.epochs(count), command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.run()
    }
}
