import CommandLanguage
import NeuralEngine
import StepDebugger

/// `let` and `set`: the user's hand in the session.
extension WorkbenchState {
    mutating func assign(
        _ expression: Expression, to target: CellRegion, _ command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        let value = try evaluate(expression)
        let name = target.name.value
        if let matrix = MatrixName(name), !Vocabulary.scalars.contains(name) {
            try assign(value, to: matrix, target)
        } else {
            try assign(value, toVariable: name, target)
        }
        let now = try evaluate(Expression(.name(name), at: target.name.range))
        guard !target.subscripts.isEmpty else {
            return [report(command, ValueReport(name, now))]
        }
        let selected = try evaluate(
            Expression(
                .subscripted(Expression(.name(name), at: target.name.range), target.subscripts), at: target.range))
        return [report(command, ValueReport(target.description, selected))]
    }

    // MARK: Matrices of the network

    private mutating func assign(
        _ value: Value, to name: MatrixName, _ target: CellRegion
    ) throws(CommandError) {
        let current = try evaluate(Expression(.name(target.name.value), at: target.name.range))
        let replaced = try current.matrix.replacing(target, by: value, evaluate)
        // One cell is recorded as that, so that the others count as left alone.
        let scope = scope
        let selection =
            target.subscripts.isEmpty
            ? nil
            : try? CellSelection(target.subscripts, in: replaced.shape) {
                (expression) throws(EvaluationError) in try Evaluator(scope: scope).evaluate(expression)
            }
        if let selection, selection.isSingleCell {
            let (row, column) = (selection.rows.lowerBound, selection.columns.lowerBound)
            try edit(.cell(name, row: row, column: column, value: replaced[row, column]), at: target.range)
        } else {
            try edit(.matrix(name, replaced), at: target.range)
        }
    }

    /// Applies an edit to the session, where there is one.
    mutating func edit(_ edit: SessionEdit, at range: SourceRange) throws(CommandError) {
        guard session != nil else { return }
        do {
            try session!.apply(edit)
        } catch {
            throw CommandError(.matrixCannotHold(error.description), at: range)
        }
    }

    // MARK: Variables

    /// Gives a variable, or some of its cells, a value.
    mutating func assign(
        _ value: Value, toVariable name: String, _ target: CellRegion
    ) throws(CommandError) {
        func refuse(_ reason: NotAssignableReason) -> CommandError {
            CommandError(.notAssignable(name, reason: reason), at: target.name.range)
        }
        if Settings.all.contains(where: { $0.name == name }) { throw refuse(.setting) }
        if Vocabulary.scalars.contains(name) { throw refuse(.scalarOfTheSession) }
        if SessionScope.constants[name] != nil { throw refuse(.constant) }
        if Function(rawValue: name) != nil { throw refuse(.functionName) }
        guard !target.subscripts.isEmpty else {
            variables[name] = value
            return
        }
        guard let current = variables[name] else {
            throw CommandError(.unknownVariable(name), at: target.name.range)
        }
        variables[name] = .matrix(try current.matrix.replacing(target, by: value, evaluate))
    }

    // MARK: set

    mutating func set(
        _ name: Located<String>, _ value: Located<OptionValue>, _ command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        if case .word(let word) = value.value, let setting = ScreenSetting(name.value, word) {
            return [report(command, Look.setting(setting))]
        }
        if name.value == "timeline-memory" {
            setup.timelineMemory = CommandOption(name: name, value: value).number
            let bytes = setup.timelineBytes
            session?.timelineMemory = bytes
            return [report(command, ValueReport(name.value, .number(setup.timelineMemory)))]
        }
        let rate = try learningRate(
            CommandOption(name: name, value: value).number, at: value.range)
        setup.optimizer.learningRate = rate
        try edit(.learningRate(rate), at: command.parsed.range)
        return [report(command, ValueReport(name.value, .number(rate)))]
    }
}

extension Setup {
    /// How much memory the timeline may take, in bytes.
    var timelineBytes: Int { Int(min(timelineMemory, 1e12) * Double(1 << 20)) }
}

extension Matrix where Element == Double {
    /// The matrix with the cells that a target names replaced; a number goes to every one of them.
    func replacing(
        _ target: CellRegion, by value: Value, _ evaluate: (Expression) throws(CommandError) -> Value
    ) throws(CommandError) -> Matrix {
        let shape = MatrixShape(rows: rows, columns: columns)
        var rowRange = 0..<rows
        var columnRange = 0..<columns
        if !target.subscripts.isEmpty {
            do throws(EvaluationError) {
                let selection = try CellSelection(target.subscripts, in: shape) {
                    (expression) throws(EvaluationError) in
                    do throws(CommandError) {
                        return try evaluate(expression)
                    } catch {
                        throw EvaluationError(problem: .indexIsNotAnInteger, range: expression.range)
                    }
                }
                (rowRange, columnRange) = (selection.rows, selection.columns)
            } catch {
                throw CommandError(error)
            }
        }
        let expected = MatrixShape(rows: rowRange.count, columns: columnRange.count)
        guard value.isScalar || value.shape == expected else {
            throw CommandError(
                .assignmentShape(name: target.description, expected: expected, found: value.shape), at: target.range)
        }
        var result = self
        for row in rowRange {
            for column in columnRange {
                result[row, column] =
                    value.scalar ?? value.matrix[row - rowRange.lowerBound, column - columnRange.lowerBound]
            }
        }
        return result
    }
}
