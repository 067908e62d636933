import CommandLanguage
import StepDebugger

/// What the commands that make stops have in common, and what watches a run for stops.
extension WorkbenchState {
    /// Makes a stop and reports it.
    mutating func addStop(
        _ cause: Stop.Cause, _ what: String, isTemporary: Bool = false, _ command: PendingCommand
    ) -> [Effect] {
        let stop = stopList.add(cause, what, isTemporary: isTemporary)
        return [
            report(command, TextReport("\(stop.kind.rawValue) \(stop.number): \(what)\(isTemporary ? " (once)" : "")"))
        ]
    }

    // MARK: Checks

    /// The session to make stops for; data may come later.
    func sessionForStops() throws(CommandError) -> DebugSession {
        guard let session else { throw CommandError(.noNetworkToRun) }
        return session
    }

    /// Checks that every name in an expression exists, even if it has no value yet.
    func checkNames(in expression: Expression) throws(CommandError) {
        for (name, isPrevious) in expression.names {
            do throws(EvaluationProblem) {
                _ = try isPrevious ? scope.previousValue(of: name.value) : scope.value(of: name.value)
            } catch {
                guard error.passesWithTime else { throw CommandError(.evaluation(error), at: name.range) }
            }
        }
    }

    /// The present value of an expression; nil if it has none yet.
    func valueSoFar(of expression: Expression) throws(CommandError) -> Value? {
        do throws(EvaluationError) {
            return try Evaluator(scope: scope).evaluate(expression)
        } catch {
            if error.problem.passesWithTime { return nil }
            throw CommandError(error)
        }
    }

    /// Checks that something in an iteration can change an expression's value.
    func checkThatItChanges(_ expression: Expression, in session: DebugSession) throws(CommandError) {
        guard expression.operations(changingItIn: session.engine).isEmpty else { return }
        throw CommandError(.nothingChanges(expression.description), at: expression.range)
    }

    // MARK: Judging

    /// The watcher for a run that starts here; nil if nothing can stop it.
    func watcher(on session: DebugSession, until condition: Expression? = nil) -> StopWatcher? {
        let stops = stopList.enabled.filter { !$0.operations(in: session.engine).isEmpty }
        guard !stops.isEmpty || condition != nil else { return nil }
        return StopWatcher(
            stops, goal: condition, in: session, heldOut: heldOut, variables: variables)
    }

    /// Whether there is a stop that a run can hit.
    var hasStopThatCanCount: Bool {
        guard let session else { return false }
        return stopList.enabled.contains { !$0.operations(in: session.engine).isEmpty }
    }

    // MARK: info breakpoints

    /// The operations with an enabled breakpoint, by their indices in the plan.
    public var operationsWithBreakpoint: OperationSet {
        guard let session else { return OperationSet() }
        return OperationSet(
            stopList.enabled.compactMap { stop in
                guard case .operation(let name, _) = stop.cause else { return nil }
                return session.engine.plan.index(ofOperationLabelled: name.value)
            })
    }

    /// The number of the breakpoint at an operation that has no condition; nil if there is none.
    public func plainBreakpoint(at label: String) -> Int? {
        stopList.stops.first { stop in
            guard case .operation(let name, nil) = stop.cause else { return false }
            return name.value == label
        }?.number
    }
}
