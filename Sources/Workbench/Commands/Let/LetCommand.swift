import CommandLanguage
import NeuralEngine
import StepDebugger

/// `let W1[0, 1] = 0.3`: changes a matrix or its cells, or makes a variable.
package struct LetCommand: CommandBody {
    package static let entry = CommandEntry(
        "let", group: .setUp, usage: ["let NAME = EXPRESSION", "let NAME[ROW, COLUMN] = EXPRESSION"],
        summary: "changes a matrix or its cells, or makes a variable",
        arguments: [[.target, .keyword("="), .expression]])
    package static let influence = Influence(movesOrChanges: true, leavesUnknown: .variables)

    package let target: CellRegion
    package let expression: Expression

    package init(target: CellRegion, expression: Expression) {
        self.target = target
        self.expression = expression
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        (target, expression) = try parser.parseAssignment()
    }

    package var words: [String] {
        [target.description, "=", expression.description]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        let value = try state.evaluate(expression)
        let name = target.name.value
        if let matrix = MatrixName(name), !Vocabulary.scalars.contains(name) {
            try state.assign(value, to: matrix, target)
        } else {
            try state.assign(value, toVariable: name, target)
        }
        let now = try state.evaluate(Expression(.name(name), at: target.name.range))
        guard !target.subscripts.isEmpty else {
            return [state.report(command, ValueReport(name, now))]
        }
        let selected = try state.evaluate(
            Expression(
                .subscripted(Expression(.name(name), at: target.name.range), target.subscripts), at: target.range))
        return [state.report(command, ValueReport(target.description, selected))]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        let found = checker.values(of: expression)
        let name = target.name.value
        if let matrix = MatrixName(name), !Vocabulary.scalars.contains(name) {
            return try checker.checkAssignment(found, to: matrix, target)
        }
        // Any value shows whether there can be such a variable.
        let isKnown = found.map { values in Set(values.map(\.shape)).count == 1 } ?? false
        let indices = target.subscripts.flatMap(\.expressions)
        guard checker.areNamesKnown(in: indices), target.subscripts.isEmpty || !checker.isUnknown(name) else { return }
        if !indices.isEmpty, checker.dependOnWhatRuns(indices) { return }
        try checker.state.assign(found?.first ?? .number(.nan), toVariable: name, target)
        guard target.subscripts.isEmpty else { return }
        if isKnown {
            checker.knowledge.unknownVariables.remove(name)
        } else {
            checker.knowledge.unknownVariables.insert(name)
        }
    }
}

extension CommandParser {
    /// `let NAME = EXPR` or `let NAME[…] = EXPR`.
    fileprivate mutating func parseAssignment() throws(ParseError) -> (CellRegion, Expression) {
        guard hasMore() else { throw missing("a name, '=' and a value: let W1[0, 1] = 0.3") }
        let token = ExpressionToken(in: cursor, from: cursor.position)
        let word = cursor.text(token.range)
        let isWordOfTheLanguage = Function(rawValue: word) != nil || ["and", "or", "not"].contains(word)
        if isWordOfTheLanguage { throw ParseError(.assignmentToReservedWord(word), at: token.range) }
        guard token.kind == .name else {
            throw ParseError(
                .misplacedText(word, after: self.name, expected: "a name goes here", suggestion: nil), at: token.range)
        }
        if word.contains(".") { throw ParseError(.assignmentToDottedName(word), at: token.range) }
        let name = Located(word, at: token.range)
        let target = try parseRegion(name)
        try takeAssignmentSign(after: target)
        return (target, try parseExpression("a value after '='"))
    }

    fileprivate mutating func takeAssignmentSign(after target: CellRegion) throws(ParseError) {
        guard hasMore() else { throw missing("'=' and a value after '\(target)'") }
        let token = ExpressionToken(in: cursor, from: cursor.position)
        guard token.kind == .equals else {
            let suggestion: String? = token.kind == .operation(.equal) ? "=" : nil
            throw ParseError(
                .misplacedText(
                    cursor.text(token.range), after: textSoFar, expected: "'=' goes here", suggestion: suggestion),
                at: token.range)
        }
        cursor.take(upTo: token.range.upper)
    }
}

extension WorkbenchState {
    // MARK: Matrices of the network

    fileprivate mutating func assign(
        _ value: Value, to name: MatrixName, _ target: CellRegion
    ) throws(CommandError) {
        let current = try evaluate(Expression(.name(target.name.value), at: target.name.range))
        let replaced = try current.matrix.replacing(target, by: value, evaluate)
        // A single cell is recorded as such, so that the other cells count as unchanged.
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

    /// Applies an edit to the session, if there is one.
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
}

extension Matrix where Element == Double {
    /// The matrix with the cells of a target replaced; a single number goes into all of them.
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

extension ScenarioChecker {
    fileprivate mutating func checkAssignment(
        _ found: [Value]?, to matrix: MatrixName, _ target: CellRegion
    ) throws(CommandError) {
        let name = Expression(.name(target.name.value), at: target.name.range)
        let indices = target.subscripts.flatMap(\.expressions)
        guard areNamesKnown(in: [name] + indices) else { return }
        if let found {
            _ = attempt(withIndices: indices) { (scope) throws(CommandError) -> Matrix<Double> in
                let current = try scope.located(name)
                var problem: CommandError?
                for value in found {
                    do throws(CommandError) {
                        return try current.matrix.replacing(target, by: value) {
                            (index) throws(CommandError) in try scope.located(index)
                        }
                    } catch {
                        problem = error
                    }
                }
                throw problem ?? CommandError(.evaluation(.indexIsNotAnInteger), at: target.range)
            }
        }
        guard var session = state.session, let same = session.engine.matrix(matrix) else { return }
        do {
            try session.apply(.matrix(matrix, same))
        } catch {
            throw CommandError(.matrixCannotHold(error.description), at: target.range)
        }
    }
}

extension CheckScope {
    fileprivate func located(_ expression: Expression) throws(CommandError) -> Value {
        do throws(EvaluationError) {
            return try Evaluator(scope: self).evaluate(expression)
        } catch {
            throw CommandError(error)
        }
    }
}
