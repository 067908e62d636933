import CommandLanguage
import NeuralEngine
import PlainText
import StepDebugger

/// `list`: shows the operations and where the session stands.
package struct ListCommand: CommandBody {
    package static let entry = CommandEntry(
        "list", group: .inspection, usage: ["list"], summary: "shows the operations and where the session stands")
    package static let influence = Influence(onlyLooks: true)

    package init() {}

    package init(parsing parser: inout CommandParser) throws(ParseError) {

    }

    package var words: [String] {
        []
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        guard let session = state.session else { throw CommandError(.noNetworkToRun) }
        let operations = session.engine.plan.operations
        let stopping = state.operationsWithBreakpoint
        let labelColumns = operations.map(\.label.count).max() ?? 0
        let lines = operations.enumerated().map { index, operation in
            let stop = stopping.isEmpty ? "" : stopping.contains(index) ? "●" : " "
            let mark = stop + (index == session.currentOperationIndex ? "▶" : " ")
            let number = String(index + 1).leftPadded(to: 3)
            return "\(mark)\(number) \(operation.label.padded(to: labelColumns))  \(operation.summary)"
        }
        return [state.report(command, TextReport(lines.joined(separator: "\n")))]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.tryOut(command)
    }
}

/// `when`: shows the epoch, iteration and operation.
package struct WhenCommand: CommandBody {
    package static let entry = CommandEntry(
        "when", group: .inspection, usage: ["when"], summary: "shows the epoch, iteration and operation")
    package static let influence = Influence(onlyLooks: true)

    package init() {}

    package init(parsing parser: inout CommandParser) throws(ParseError) {

    }

    package var words: [String] {
        []
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.when(command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.tryOut(command)
    }
}

extension WorkbenchState {
    func when(_ command: PendingCommand) throws(CommandError) -> [Effect] {
        guard let report = positionReport else { throw CommandError(.noNetworkToRun) }
        return [self.report(command, report)]
    }

    /// Where the session stands; nil without a network.
    public var positionReport: PositionReport? {
        guard let session else { return nil }
        let engine = session.engine
        return PositionReport(
            position: session.position, epoch: session.epoch, batch: session.batchIndex,
            branch: session.branches.count > 1 ? session.branchName : nil,
            operation: session.currentOperation?.label, summary: session.currentOperation?.summary,
            operationNumber: session.currentOperationIndex.map { $0 + 1 } ?? 0,
            operationCount: engine.plan.operations.count, nextOperation: session.nextOperation.label,
            cell: lastRevealedCell, lossStep: session.lossSteps.last.map(LossStepReport.init), loss: engine.loss,
            accuracy: engine.training?.isClassification == true ? engine.accuracy : nil)
    }

    private var lastRevealedCell: CellReport? {
        guard let session, case .cell(let cell) = session.lastOutputStep, let matrix = session.matrix(cell.name) else {
            return nil
        }
        return CellReport(
            matrix: cell.name, row: cell.row, column: cell.column, value: matrix[cell.row, cell.column])
    }
}
