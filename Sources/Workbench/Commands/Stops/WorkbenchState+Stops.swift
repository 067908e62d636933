import CommandLanguage
import NeuralEngine
import StepDebugger

/// `break`, `tbreak`, `watch`, `catch`, and what changes and lists them.
extension WorkbenchState {
    mutating func setBreakpoint(
        _ place: BreakPlace, isTemporary: Bool, _ command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        let session = try sessionForStops()
        switch place {
        case .operation(let name, let condition):
            _ = try operationIndex(name)
            if let condition { try checkCondition(condition, in: session) }
            let what = name.value + (condition.map { " if \($0)" } ?? "")
            return add(.operation(name, condition: condition), what, isTemporary: isTemporary, command)
        case .condition(let condition):
            try checkCondition(condition, in: session)
            try checkThatItChanges(condition, in: session)
            return add(.condition(condition), "if \(condition)", isTemporary: isTemporary, command)
        }
    }

    mutating func watch(_ expression: Expression, _ command: PendingCommand) throws(CommandError) -> [Effect] {
        let session = try sessionForStops()
        try checkNames(in: expression)
        try checkThatItChanges(expression, in: session)
        _ = try valueSoFar(of: expression)
        return add(.change(of: expression), expression.description, command)
    }

    mutating func catchTrouble(
        _ kind: Located<String>, _ options: [CommandOption], _ command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        let session = try sessionForStops()
        let trouble = Trouble(kind: kind.value, options)
        guard !trouble.operations(in: session.engine).isEmpty else {
            throw CommandError(
                .nothingToCatch(kind.value, network: session.engine.network.shapeDescription), at: kind.range)
        }
        return add(.trouble(trouble), ([kind.value] + options.map(\.description)).joined(separator: " "), command)
    }

    private mutating func add(
        _ cause: Stop.Cause, _ what: String, isTemporary: Bool = false, _ command: PendingCommand
    ) -> [Effect] {
        let stop = stopList.add(cause, what, isTemporary: isTemporary)
        return [
            report(command, TextReport("\(stop.kind.rawValue) \(stop.number): \(what)\(isTemporary ? " (once)" : "")"))
        ]
    }

    // MARK: Checks

    /// The session that stops are made for; data may come later.
    private func sessionForStops() throws(CommandError) -> DebugSession {
        guard let session else { throw CommandError(.noNetworkToRun) }
        return session
    }

    /// Sees to it that every name in an expression stands for something, even if that has no value yet.
    func checkNames(in expression: Expression) throws(CommandError) {
        for (name, isPrevious) in expression.names {
            do throws(EvaluationProblem) {
                _ = try isPrevious ? scope.previousValue(of: name.value) : scope.value(of: name.value)
            } catch {
                guard error.passesWithTime else { throw CommandError(.evaluation(error), at: name.range) }
            }
        }
    }

    /// The value of an expression as things stand; nil where it is not there yet.
    func valueSoFar(of expression: Expression) throws(CommandError) -> Value? {
        do throws(EvaluationError) {
            return try Evaluator(scope: scope).evaluate(expression)
        } catch {
            if error.problem.passesWithTime { return nil }
            throw CommandError(error)
        }
    }

    private func checkCondition(_ condition: Expression, in session: DebugSession) throws(CommandError) {
        try checkNames(in: condition)
        if let value = try valueSoFar(of: condition), !value.isScalar {
            throw CommandError(.conditionIsNotOneAnswer(value.shape), at: condition.range)
        }
    }

    private func checkThatItChanges(_ expression: Expression, in session: DebugSession) throws(CommandError) {
        guard expression.operations(changingItIn: session.engine).isEmpty else { return }
        throw CommandError(.nothingChanges(expression.description), at: expression.range)
    }

    // MARK: delete, enable, disable

    mutating func deleteStops(_ numbers: [Located<Int>], _ command: PendingCommand) throws(CommandError) -> [Effect] {
        let chosen = try stops(numbered: numbers)
        stopList.stops.removeAll { chosen.contains($0.number) }
        return [report(command, TextReport("\(counted(chosen.count, "stop")) deleted, \(stopList.stops.count) left"))]
    }

    mutating func enableStops(
        _ numbers: [Located<Int>], _ isEnabled: Bool, _ command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        let chosen = try stops(numbered: numbers)
        for index in stopList.stops.indices where chosen.contains(stopList.stops[index].number) {
            stopList.stops[index].isEnabled = isEnabled
        }
        return [report(command, TextReport("\(counted(chosen.count, "stop")) \(isEnabled ? "enabled" : "disabled")"))]
    }

    /// The numbers that were asked for, or all that there are.
    private func stops(numbered numbers: [Located<Int>]) throws(CommandError) -> Set<Int> {
        let all = stopList.stops.map(\.number)
        for number in numbers where !all.contains(number.value) {
            throw CommandError(.unknownStop(number.value, existing: all), at: number.range)
        }
        return Set(numbers.isEmpty ? all : numbers.map(\.value))
    }

    // MARK: Judging

    /// What judges a run from here; nil where it heeds nothing.
    func watcher(on session: DebugSession, until condition: Expression? = nil) -> StopWatcher? {
        let stops = stopList.enabled.filter { !$0.operations(in: session.engine).isEmpty }
        guard !stops.isEmpty || condition != nil else { return nil }
        return StopWatcher(
            stops, goal: condition, in: session, testSamples: testSamples, variables: variables)
    }

    /// Whether there is a stop that a run could come to.
    var hasStopThatCanCount: Bool {
        guard let session else { return false }
        return stopList.enabled.contains { !$0.operations(in: session.engine).isEmpty }
    }

    // MARK: info breakpoints

    func infoBreakpoints(_ command: PendingCommand) -> [Effect] {
        let entries = stopList.stops.map { stop in
            StopListReport.Entry(stop: stop, isInNetwork: isInNetwork(stop))
        }
        return [report(command, StopListReport(entries: entries))]
    }

    /// Whether a stop can ever count in the network as it is now.
    private func isInNetwork(_ stop: Stop) -> Bool {
        guard let session else { return false }
        return !stop.operations(in: session.engine).isEmpty
    }

    /// The operations that have an enabled breakpoint, by their places in the plan.
    public var operationsWithBreakpoint: OperationSet {
        guard let session else { return OperationSet() }
        return OperationSet(
            stopList.enabled.compactMap { stop in
                guard case .operation(let name, _) = stop.cause else { return nil }
                return session.engine.plan.index(ofOperationLabelled: name.value)
            })
    }

    /// The number of the breakpoint at an operation that has no condition; nil where there is none.
    public func plainBreakpoint(at label: String) -> Int? {
        stopList.stops.first { stop in
            guard case .operation(let name, nil) = stop.cause else { return false }
            return name.value == label
        }?.number
    }
}

/// What `info breakpoints` shows.
public struct StopListReport: Equatable, Sendable {
    /// The stops, by number.
    public let entries: [Entry]

    /// A stop, and whether it can count.
    public struct Entry: Equatable, Sendable {
        /// The stop.
        public let stop: Stop
        /// Whether the network has what it waits for.
        public let isInNetwork: Bool
    }
}

extension Trouble {
    /// A kind of trouble by its name in the language, with the thresholds that were given; the others are those that
    /// the command table states.
    init(kind: String, _ options: [CommandOption]) {
        func number(_ name: String, _ standard: Double) -> Double {
            options.first { $0.name.value == name }?.number ?? standard
        }
        switch kind {
        case "dead-relu": self = .deadUnits(share: number("threshold", 0.5))
        case "vanishing": self = .vanishing(ratio: number("threshold", 0.001))
        case "exploding": self = .exploding(ratio: number("threshold", 10))
        case "saturated": self = .saturated(share: number("threshold", 0.9), slope: number("slope", Trouble.flatSlope))
        case "diverging": self = .diverging(factor: number("threshold", 10))
        default: self = .nonFinite
        }
    }
}
