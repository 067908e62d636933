import CommandLanguage
import NeuralEngine

extension WorkbenchState {
    /// The cell that a reference stands for: `dW1[0, 2]`, `W1[-1, 0]`, or `loss`, which has only one.
    ///
    /// - Throws: if there is no such matrix or cell, if it has no value yet, or if the reference stands for several
    ///   cells.
    func cell(_ reference: CellReference, _ command: PendingCommand) throws(CommandError) -> MatrixCell {
        try Evaluator(scope: scope).cell(reference, for: command.parsed.command.name)
    }
}

extension Evaluator {
    /// The cell that a command's reference stands for.
    func cell(_ reference: CellReference, for command: String) throws(CommandError) -> MatrixCell {
        let (text, place) = (reference.name.value, reference.name.range)
        let commandName = command
        let value: Value
        do throws(EvaluationError) {
            value = try evaluate(Expression(.name(text), at: place))
        } catch {
            throw CommandError(error)
        }
        guard let name = MatrixName(text), name == .loss || !Vocabulary.scalars.contains(text) else {
            throw CommandError(.noCellOfThePlan(text, command: commandName), at: place)
        }
        let shape = value.shape
        guard !reference.indices.isEmpty else {
            guard shape.count == 1 else {
                throw CommandError(.severalCells(text, shape, command: commandName), at: reference.range)
            }
            return MatrixCell(name, 0, 0)
        }
        do throws(EvaluationError) {
            let selection = try CellSelection(reference.indices.map(Subscript.index), in: shape) {
                (expression) throws(EvaluationError) in
                try evaluate(expression)
            }
            return MatrixCell(name, selection.rows.lowerBound, selection.columns.lowerBound)
        } catch {
            throw CommandError(error)
        }
    }
}
