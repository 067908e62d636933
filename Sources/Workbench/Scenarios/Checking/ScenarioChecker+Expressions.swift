import CommandLanguage
import NeuralEngine
import StepDebugger

/// Expressions: their names and shapes are checked.
extension ScenarioChecker {
    /// The scopes in which an expression may be evaluated: one, or one for each number of rows that a batch can have if
    /// the last batch of an epoch is smaller.
    var scopes: [CheckScope] {
        let session = state.scope
        func scope(rows: Int?) -> CheckScope {
            CheckScope(session: session, hasRun: knowledge.hasRun, batchRows: rows)
        }
        guard knowledge.hasRun, let engine = state.session?.engine, let samples = engine.training?.count,
            let rows = engine.sampler?.batchRows, rows > 0, samples % rows != 0
        else { return [scope(rows: nil)] }
        return [scope(rows: rows), scope(rows: samples % rows)]
    }

    /// Checks an expression and reports what is wrong with it.
    ///
    /// - Returns: the values that it may have, of which only the shapes and the cells that are not NaN are known; nil
    ///   if it is wrong or nothing can be known about it.
    @discardableResult
    mutating func values(of expression: Expression) -> [Value]? {
        guard areNamesKnown(in: [expression]) else { return nil }
        return attempt(withIndices: [expression]) { (scope) throws(CommandError) -> Value in
            do throws(EvaluationError) {
                return try Evaluator(scope: scope).evaluate(expression)
            } catch {
                throw CommandError(error)
            }
        }
    }

    /// Checks the names in expressions and reports those that do not exist.
    ///
    /// - Returns: whether all exist and their shapes are known.
    mutating func areNamesKnown(in expressions: [Expression]) -> Bool {
        var areKnown = true
        for (name, isPrevious) in expressions.flatMap(\.names) {
            guard !isUnknown(name.value) else {
                areKnown = false
                continue
            }
            do throws(EvaluationProblem) {
                _ = try isPrevious ? scopes[0].previousValue(of: name.value) : scopes[0].value(of: name.value)
            } catch {
                report(CommandError(.evaluation(error), at: name.range))
                areKnown = false
            }
        }
        return areKnown
    }

    /// Whether a name stands for something of unknown shape.
    func isUnknown(_ name: String) -> Bool {
        if MatrixName(name) != nil || Vocabulary.scalars.contains(name) { return knowledge.isSetUpUnknown }
        return knowledge.unknownVariables.contains(name)
            || (knowledge.hasUnknownVariables && SessionScope.constants[name] == nil)
    }

    /// Tries something in every scope. It is wrong only if it fails in all of them.
    ///
    /// - Parameter expressions: the indices, which may depend on something unknown.
    /// - Returns: the results where it succeeded; nil if it is wrong or cannot be known.
    mutating func attempt<Result>(
        withIndices expressions: [Expression], _ body: (CheckScope) throws(CommandError) -> Result
    ) -> [Result]? {
        var results: [Result] = []
        var first: CommandError?
        for scope in scopes {
            do throws(CommandError) {
                results.append(try body(scope))
            } catch {
                first = first ?? error
            }
        }
        guard results.isEmpty, let first else { return results }
        if case .evaluation(.indexIsNotAnInteger) = first.problem, dependOnWhatRuns(expressions) { return nil }
        report(first)
        return nil
    }

    func dependOnWhatRuns(_ expressions: [Expression]) -> Bool {
        expressions.flatMap(\.names).contains { name, _ in
            guard let value = try? scopes[0].value(of: name.value) else { return true }
            return value.matrix.elements.contains { $0.isNaN }
        }
    }

    // MARK: What commands ask of an expression

    /// A condition must be one truth value.
    mutating func checkCondition(_ condition: Expression?) {
        guard let condition, let values = values(of: condition), values.allSatisfy({ !$0.isScalar }),
            let value = values.first
        else { return }
        report(CommandError(.conditionIsNotOneAnswer(value.shape), at: condition.range))
    }

    /// A tolerance must be a number, and not negative.
    mutating func checkTolerance(_ tolerance: Expression?) {
        guard let tolerance, let value = values(of: tolerance)?.first else { return }
        guard let number = value.scalar else {
            return report(CommandError(.toleranceIsNotANumber, at: tolerance.range))
        }
        if number < 0 { report(CommandError(.toleranceIsNegative, at: tolerance.range)) }
    }

    /// A cell that a command is about.
    mutating func checkCell(_ reference: CellReference, _ command: PendingCommand) {
        let name = Expression(.name(reference.name.value), at: reference.name.range)
        guard areNamesKnown(in: [name] + reference.indices) else { return }
        _ = attempt(withIndices: reference.indices) { (scope) throws(CommandError) -> MatrixCell in
            try Evaluator(scope: scope).cell(reference, for: command.parsed.command.name)
        }
    }

    /// A matrix or some of its cells, as `highlight` takes them.
    mutating func checkRegion(_ region: CellRegion) {
        let name = Expression(.name(region.name.value), at: region.name.range)
        values(
            of: region.subscripts.isEmpty ? name : Expression(.subscripted(name, region.subscripts), at: region.range))
    }
}

extension Subscript {
    /// Its parts.
    var expressions: [Expression] {
        switch self {
        case .index(let index): [index]
        case .slice(let lower, let upper): [lower, upper].compactMap { $0 }
        }
    }
}
