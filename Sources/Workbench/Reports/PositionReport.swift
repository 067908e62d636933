import NeuralEngine
import PlainText
import StepDebugger

/// A session's position: the answer of `when` and the stepping commands.
public struct PositionReport: Equatable, Sendable {
    /// The position itself.
    public let position: Position
    /// Completed epochs.
    public let epoch: Int
    /// The batch's index in its epoch.
    public let batch: Int
    /// The branch; nil if there is only one.
    public let branch: String?
    /// The label of the operation that ran last, or is being run cell by cell; nil at the start.
    public let operation: String?
    /// What that operation computes.
    public let summary: String?
    /// That operation's number in the iteration, from 1, and how many there are.
    public let operationNumber: Int
    /// How many operations an iteration has.
    public let operationCount: Int
    /// The label of the next operation.
    public let nextOperation: String
    /// The cell that `stepi` computed last, with its value.
    public let cell: CellReport?
    /// The part of a sample's loss that `stepi` computed last.
    public let lossStep: LossStepReport?
    /// The loss on the current batch; nil before the first forward pass.
    public let loss: Double?
    /// The accuracy on the current batch; nil before the first forward pass and without classes.
    public let accuracy: Double?
}

extension Position {
    /// `before iteration 3`, `in iteration 3 after tanh1.forward`
    /// - operations: the labels of an iteration's operations.
    func words(among operations: [String]) -> String {
        guard self != .start else { return "at the start" }
        guard operation > 0 || cell > 0 else { return "before iteration \(iteration)" }
        guard cell == 0 else { return "in iteration \(iteration) during \(operations[operation])" }
        return "in iteration \(iteration) after \(operations[operation - 1])"
    }
}

/// One cell of a matrix with its value.
public struct CellReport: Equatable, Sendable {
    /// The matrix.
    public let matrix: MatrixName
    /// The row, from 0.
    public let row: Int
    /// The column, from 0.
    public let column: Int
    /// The value.
    public let value: Double
}

extension PositionReport: CommandReport {
    package var kind: String { "position" }

    /// During a lesson the panes show where its steps have led.
    public func logLines(of output: CommandOutput) -> [LogLine] {
        [LogLine(output.command, .command)]
            + (output.isScripted || output.text.isEmpty ? [] : [LogLine(output.text, .output)])
    }

    /// `epoch 0 iteration 0: 3/10 tanh1.forward  A1 = tanh(Z1)`; for the update, also the position after it.
    public var text: String {
        let place = "epoch \(epoch) iteration \(position.iteration)" + (branch.map { " on \($0)" } ?? "")
        guard let operation, let summary else {
            let start = position.iteration == 0 ? "at the start" : "at the start of what was loaded"
            return "\(place): \(start), \(nextOperation) comes next"
        }
        let number = "\(operationNumber)/\(operationCount) \(operation)"
        if let cell {
            return
                "\(place): \(number)  \(cell.matrix)[\(cell.row),\(cell.column)] = \(NumberFormat.rounded(cell.value))"
        }
        if let lossStep { return "\(place): \(number)  \(lossStep.line)" }
        guard operationNumber == operationCount else { return "\(place): \(number)  \(summary)" }
        return "\(number)  \(summary); now \(place)" + (loss.map { ", loss \(NumberFormat.rounded($0))" } ?? "")
    }

    package var fields: [JSONField] {
        var fields: [JSONField] = [
            JSONField("epoch", .integer(epoch)), JSONField("iteration", .integer(position.iteration)),
            JSONField("batch", .integer(batch)),
            JSONField("operation", operation.map(JSONValue.string) ?? .null),
            JSONField("index", .integer(operationNumber)),
            JSONField("operations", .integer(operationCount)), JSONField("next", .string(nextOperation)),
        ]
        if let branch { fields.append(JSONField("branch", .string(branch))) }
        if let cell {
            fields.append(
                JSONField(
                    "cell",
                    .object([
                        JSONField("name", .string(cell.matrix.description)), JSONField("row", .integer(cell.row)),
                        JSONField("column", .integer(cell.column)), JSONField("value", .number(cell.value)),
                    ])
                ))
        }
        if let lossStep { fields.append(JSONField("lossStep", .object(lossStep.fields))) }
        if let loss { fields.append(JSONField("loss", .number(loss))) }
        if let accuracy { fields.append(JSONField("accuracy", .number(accuracy))) }
        return fields
    }
}

extension Position {
    /// `iteration 12`, `iteration 12 after tanh1.forward`, `the start`.
    func words(operations: [Operation]) -> String {
        var text = self == .start ? "the start" : "iteration \(iteration)"
        if operation > 0 { text = "iteration \(iteration) after \(operations[operation - 1].label)" }
        if cell > 0 { text = "iteration \(iteration) at cell \(cell) of \(operations[operation].label)" }
        return text
    }
}
