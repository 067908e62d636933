import CommandLanguage
import StepDebugger

/// `reverse-step [N]`: goes back by operations.
package struct ReverseStepCommand: CommandBody {
    package static let entry = CommandEntry(
        "reverse-step", aliases: ["rs"], group: .timeTravel, usage: ["reverse-step [N]"],
        summary: "goes back one operation, or N", keys: ["S"])
    package static let influence = Influence(movesOrChanges: true, showsOperation: true)

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
        try state.goBack(.operations(count), command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.travel()
    }
}

/// `reverse-stepi [N]`: goes back by output cells.
package struct ReverseStepCellCommand: CommandBody {
    package static let entry = CommandEntry(
        "reverse-stepi", aliases: ["rsi"], group: .timeTravel, usage: ["reverse-stepi [N]"],
        summary: "goes back one output cell, or N", keys: ["I"])
    package static let influence = Influence(movesOrChanges: true)

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
        try state.goBack(.cells(count), command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.travel()
    }
}

/// `reverse-finish`: goes back to where the pass began.
package struct ReverseFinishCommand: CommandBody {
    package static let entry = CommandEntry(
        "reverse-finish", aliases: ["rf"], group: .timeTravel, usage: ["reverse-finish"],
        summary: "goes back to where the pass began", keys: ["F"])
    package static let influence = Influence(movesOrChanges: true, showsOperation: true)

    package init() {}

    package init(parsing parser: inout CommandParser) throws(ParseError) {

    }

    package var words: [String] {
        []
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.goBack(.startOfPass, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.travel()
    }
}

/// `reverse-next [N]`: goes back by iterations.
package struct ReverseNextCommand: CommandBody {
    package static let entry = CommandEntry(
        "reverse-next", aliases: ["rn"], group: .timeTravel, usage: ["reverse-next [N]"],
        summary: "goes back one iteration, or N", keys: ["N"])
    package static let influence = Influence(movesOrChanges: true)

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
        try state.goBack(.iterations(count), command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.travel()
    }
}

/// `reverse-epoch [N]`: goes back by passes over the samples.
package struct ReverseEpochCommand: CommandBody {
    package static let entry = CommandEntry(
        "reverse-epoch", aliases: ["re"], group: .timeTravel, usage: ["reverse-epoch [N]"],
        summary: "goes back one pass over the samples, or N")
    package static let influence = Influence(movesOrChanges: true)

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
        try state.goBack(.epochs(count), command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.travel()
    }
}

extension WorkbenchState {
    fileprivate mutating func goBack(_ goal: ReverseGoal, _ command: PendingCommand) throws(CommandError) -> [Effect] {
        let session = try runnableSession()
        let target = session.target(goingBack: goal)
        return hasStopThatCanCount
            ? searchBack(notBefore: target, reportsStop: false, command) : travel(to: target, command)
    }
}
