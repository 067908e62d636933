import CommandLanguage
import NeuralEngine
import StepDebugger

/// Tells after a whole iteration whether a stop may have been hit in it.
struct IterationCheck: Equatable, Sendable {
    /// What it checks.
    enum Subject: Equatable, Sendable {
        /// Whether a condition holds that is evaluated at one operation.
        case condition(IterationFormula, isBeforeUpdate: Bool)
        /// Whether a condition has become true.
        case answer(IterationFormula)
        /// Whether a value has changed.
        case value(IterationFormula)
        /// Whether everything is finite.
        case finiteness
        /// Whether the loss is too high.
        case loss(factor: Double)
    }

    /// The stop's index among those that are armed; nil for the run's own condition.
    let stop: Int?
    let subject: Subject

    /// The result of a check.
    enum Outcome {
        /// Nothing can have happened.
        case nothing
        /// Nothing happened; this is what was seen.
        case saw(StopWatcher.ArmedStop.Seen)
        /// Something may have happened.
        case mayCount
    }

    /// The checks for all stops and a run's own condition; nil if one of them cannot be checked this way.
    static func all(
        of armed: [StopWatcher.ArmedStop], goal: Expression?, in engine: Engine, variables: [String: Value]
    ) -> [IterationCheck]? {
        var checks: [IterationCheck] = []
        for (index, stop) in armed.enumerated() {
            guard let subject = Subject(stop, in: engine, variables: variables) else { return nil }
            checks.append(IterationCheck(stop: index, subject: subject))
        }
        if let goal {
            guard let formula = IterationFormula(goal, engine, variables: variables) else { return nil }
            checks.append(IterationCheck(stop: nil, subject: .condition(formula, isBeforeUpdate: false)))
        }
        return checks
    }

    func outcome(
        _ view: IterationView, seen: StopWatcher.ArmedStop.Seen?, firstLoss: Double?, iterationsPerEpoch: Int
    ) -> Outcome {
        switch subject {
        case .condition(let formula, let isBeforeUpdate):
            let answer = formula.value(view, iterationsPerEpoch: iterationsPerEpoch, isBeforeUpdate: isBeforeUpdate)
            return answer != 0 ? .mayCount : .nothing
        case .answer(let formula):
            let answer = formula.value(view, iterationsPerEpoch: iterationsPerEpoch) != 0
            if case .answer(let before)? = seen, before == answer { return .nothing }
            return answer ? .mayCount : .saw(.answer(false))
        case .value(let formula):
            let value = formula.value(view, iterationsPerEpoch: iterationsPerEpoch)
            guard case .value(let before?)? = seen, before.isScalar else { return .mayCount }
            return before.matrix.elements[0].bitPattern == value.bitPattern ? .nothing : .mayCount
        case .finiteness:
            guard case .trouble(let watch)? = seen else { return .mayCount }
            return view.isFinite ? Self.ceased(watch) : watch.isOnInParameters ? .nothing : .mayCount
        case .loss(let factor):
            guard case .trouble(let watch)? = seen else { return .mayCount }
            let loss = view.record.loss
            let isHigh = firstLoss.map { $0 > 0 && loss > factor * $0 } ?? false
            return loss.isFinite && !isHigh ? Self.ceased(watch) : watch.isOn ? .nothing : .mayCount
        }
    }

    private static func ceased(_ watch: TroubleWatch) -> Outcome {
        guard watch.isOn else { return .nothing }
        var watch = watch
        watch.cease()
        return .saw(.trouble(watch))
    }
}

extension IterationCheck.Subject {
    /// The check for a stop; nil if there is none.
    fileprivate init?(_ armed: StopWatcher.ArmedStop, in engine: Engine, variables: [String: Value]) {
        let update = engine.plan.operations.count - 1
        switch armed.stop.cause {
        case .operation(_, let condition):
            // What the condition reads must not change after the operation. The counters do not, up to the update.
            guard let condition, let formula = IterationFormula(condition, engine, variables: variables),
                let operation = armed.operations.last
            else { return nil }
            let others = condition.operations(changingItIn: engine, except: ["epoch", "iteration", "batch"])
            guard others.last ?? 0 <= operation else { return nil }
            self = .condition(formula, isBeforeUpdate: operation < update)
        case .condition(let condition):
            guard armed.operations.count == 1, let formula = IterationFormula(condition, engine, variables: variables)
            else { return nil }
            self = .answer(formula)
        case .change(let expression):
            guard armed.operations.count == 1, let formula = IterationFormula(expression, engine, variables: variables)
            else { return nil }
            self = .value(formula)
        case .trouble(.nonFinite): self = .finiteness
        case .trouble(.diverging(let factor)): self = .loss(factor: factor)
        case .trouble: return nil
        }
    }
}
