import CommandLanguage
import NeuralEngine
import StepDebugger

/// Decides where a run stops, by the enabled stops and the condition that it was started with.
///
/// It remembers what each stop saw last, so that it notices when a condition becomes true or a value changes. It starts
/// with a session and is then shown what follows, in order.
struct StopWatcher: StopJudge, Equatable, Sendable {
    /// Where a run has come to.
    struct Finding: Equatable, Sendable {
        /// The stops that are hit here.
        var hits: [StopHit] = []
        /// Whether the run's own condition holds.
        var meetsGoal = false
        /// Why the run's own condition has no value.
        var goalError: CommandError?

        /// Why a run ends there.
        var reason: StopReport.Reason {
            if meetsGoal { return .condition }
            guard let hit = hits.first else { return .failed }
            if case .failed = hit.finding { return .failed }
            return switch hit.kind {
            case .breakpoint: .breakpoint
            case .watchpoint: .watchpoint
            case .catchpoint: .catchpoint
            }
        }

        var isNothing: Bool { hits.isEmpty && !meetsGoal && goalError == nil }
    }

    private(set) var operations = OperationSet()
    private(set) var readsOverwritten = false
    /// Tells after a whole iteration whether a stop may have been hit in it; nil if that is impossible.
    private(set) var iterationChecks: [IterationCheck]?

    private(set) var armed: [ArmedStop] = []
    /// Evaluated after every update.
    private let goal: Expression?
    private let heldOut: HeldOutSamples
    private let variables: [String: Value]
    private let iterationsPerEpoch: Int
    private var firstLoss: Double?
    /// The run's first iteration.
    private let firstIteration: Int

    /// A stop with what it saw last.
    struct ArmedStop: Equatable, Sendable {
        let stop: Stop
        let operations: OperationSet
        var seen: Seen

        indirect enum Seen: Equatable, Sendable {
            case nothing
            /// Whether the condition held.
            case answer(Bool)
            /// The value; nil if there was none yet.
            case value(Value?)
            case trouble(TroubleWatch)
        }
    }

    /// A watcher that has seen the present state of a session.
    /// - goal: a further condition to stop at, evaluated after every iteration.
    init(
        _ stops: [Stop], goal: Expression? = nil, in session: DebugSession, heldOut: HeldOutSamples,
        variables: [String: Value]
    ) {
        self.goal = goal
        self.heldOut = heldOut
        self.variables = variables
        iterationsPerEpoch = session.iterationsPerEpoch
        firstLoss = session.history.first?.loss
        firstIteration = session.start.iteration
        let engine = session.engine
        if let goal {
            operations.insert(engine.plan.operations.count - 1)
            readsOverwritten = goal.readsOverwritten(in: engine)
        }
        for stop in stops {
            let own = stop.operations(in: engine)
            operations.formUnion(own)
            if stop.expression?.readsOverwritten(in: engine) == true { readsOverwritten = true }
            armed.append(ArmedStop(stop: stop, operations: own, seen: firstSight(of: stop, session)))
        }
        iterationChecks = IterationCheck.all(of: armed, goal: goal, in: engine, variables: variables)
    }

    private func firstSight(of stop: Stop, _ session: DebugSession) -> ArmedStop.Seen {
        switch stop.cause {
        case .operation: .nothing
        case .condition(let condition): .answer((try? holds(condition, session)) ?? false)
        case .change(let expression): .value((try? value(of: expression, session)) ?? nil)
        case .trouble(let trouble): .trouble(TroubleWatch(trouble, in: session))
        }
    }

    // MARK: Judging

    mutating func judge(_ session: DebugSession, edited: Bool) -> Finding? {
        guard let current = session.currentOperationIndex else { return nil }
        var finding = Finding()
        for index in armed.indices where edited || armed[index].operations.contains(current) {
            guard let why = judge(&armed[index], session, edited: edited) else { continue }
            let stop = armed[index].stop
            finding.hits.append(
                StopHit(
                    number: stop.number, kind: stop.kind, what: stop.what, isTemporary: stop.isTemporary, finding: why))
        }
        if let goal, !edited, session.position.operation == 0 {
            do throws(CommandError) {
                finding.meetsGoal = try holds(goal, session)
            } catch {
                finding.goalError = error
            }
        }
        return finding.isNothing ? nil : finding
    }

    private func judge(
        _ armed: inout ArmedStop, _ session: DebugSession, edited: Bool
    ) -> StopHit.Finding? {
        do throws(CommandError) {
            switch armed.stop.cause {
            case .operation(_, let condition):
                // A change by hand does not run an operation.
                guard !edited else { return nil }
                guard let condition else { return .ran }
                return try holds(condition, session) ? .ran : nil
            case .condition(let condition):
                let answer = try holds(condition, session)
                defer { armed.seen = .answer(answer) }
                return answer && armed.seen == .answer(false) ? .becameTrue : nil
            case .change(let expression):
                let value = try value(of: expression, session)
                guard case .value(let old) = armed.seen, !ValueChange.isSame(old, value) else { return nil }
                armed.seen = .value(value)
                return .changed(ValueChange(old: old, new: value, isByHand: edited))
            case .trouble:
                guard case .trouble(var watch) = armed.seen else { return nil }
                let trouble = edited ? watch.judgeAll(session) : watch.judge(session)
                armed.seen = .trouble(watch)
                return trouble.map(StopHit.Finding.trouble)
            }
        } catch {
            return .failed(message: error.problem.description)
        }
    }

    // MARK: Iteration checks

    var checksWholeIterations: Bool { iterationChecks != nil }

    mutating func mayStop(in view: IterationView) -> Bool {
        guard let iterationChecks else { return true }
        var outcomes: [IterationCheck.Outcome] = []
        for check in iterationChecks {
            let outcome = check.outcome(
                view, seen: check.stop.map { armed[$0].seen }, firstLoss: firstLoss,
                iterationsPerEpoch: iterationsPerEpoch)
            if case .mayCount = outcome { return true }
            outcomes.append(outcome)
        }
        for (check, outcome) in zip(iterationChecks, outcomes) {
            if case .saw(let seen) = outcome, let stop = check.stop { armed[stop].seen = seen }
        }
        if firstLoss == nil, view.record.iteration == firstIteration { firstLoss = view.record.loss }
        return false
    }

    static func joined(_ first: Finding, _ second: Finding) -> Finding {
        Finding(
            hits: first.hits + second.hits, meetsGoal: first.meetsGoal || second.meetsGoal,
            goalError: first.goalError ?? second.goalError)
    }

    // MARK: Values

    /// A value; nil if there is none yet.
    private func value(of expression: Expression, _ session: DebugSession) throws(CommandError) -> Value? {
        let scope = SessionScope(session: session, heldOut: heldOut, variables: variables)
        do throws(EvaluationError) {
            return try Evaluator(scope: scope).evaluate(expression)
        } catch {
            if error.problem.passesWithTime { return nil }
            throw CommandError(error)
        }
    }

    /// Whether a condition holds; false if it has no value yet.
    private func holds(_ condition: Expression, _ session: DebugSession) throws(CommandError) -> Bool {
        guard let answer = try value(of: condition, session) else { return false }
        guard let scalar = answer.scalar else {
            throw CommandError(.conditionIsNotOneAnswer(answer.shape), at: condition.range)
        }
        return scalar != 0
    }
}

extension Stop {
    /// The operations after which it may be hit, by their indices in the plan.
    func operations(in engine: Engine) -> OperationSet {
        switch cause {
        case .operation(let name, _):
            OperationSet(engine.plan.index(ofOperationLabelled: name.value).map { [$0] } ?? [])
        case .condition(let expression), .change(let expression): expression.operations(changingItIn: engine)
        case .trouble(let trouble): trouble.operations(in: engine)
        }
    }
}
