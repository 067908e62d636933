import CommandLanguage
import NeuralEngine
import StepDebugger

/// How to see after a whole iteration whether a stop may count somewhere in it.
struct Glance: Equatable, Sendable {
    /// What to look at.
    enum Look: Equatable, Sendable {
        /// Whether a condition holds that is asked at one operation.
        case condition(GlanceFormula, isBeforeUpdate: Bool)
        /// Whether a condition has become true.
        case answer(GlanceFormula)
        /// Whether a value has changed.
        case value(GlanceFormula)
        /// Whether everything is finite.
        case finiteness
        /// Whether the loss is too high.
        case loss(factor: Double)
    }

    /// The stop, by its place among those that are armed; nil for the run's own condition.
    let stop: Int?
    let look: Look

    /// What a glance tells.
    enum Outcome {
        /// Nothing can have happened.
        case nothing
        /// Nothing that counts; this is what there was to see.
        case saw(StopWatcher.ArmedStop.Seen)
        /// Something may have happened.
        case mayCount
    }

    /// Glances for all stops and a run's own condition; nil where one of them cannot do with glances.
    static func all(
        of armed: [StopWatcher.ArmedStop], goal: Expression?, in engine: Engine, variables: [String: Value]
    ) -> [Glance]? {
        var glances: [Glance] = []
        for (index, stop) in armed.enumerated() {
            guard let look = Look(stop, in: engine, variables: variables) else { return nil }
            glances.append(Glance(stop: index, look: look))
        }
        if let goal {
            guard let formula = GlanceFormula(goal, engine, variables: variables) else { return nil }
            glances.append(Glance(stop: nil, look: .condition(formula, isBeforeUpdate: false)))
        }
        return glances
    }

    func outcome(
        _ view: IterationView, seen: StopWatcher.ArmedStop.Seen?, firstLoss: Double?, iterationsPerEpoch: Int
    ) -> Outcome {
        switch look {
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

extension Glance.Look {
    /// The look that tells about a stop; nil where none does.
    fileprivate init?(_ armed: StopWatcher.ArmedStop, in engine: Engine, variables: [String: Value]) {
        let update = engine.plan.operations.count - 1
        switch armed.stop.cause {
        case .operation(_, let condition):
            // What the condition asks for must stay as it is from the operation on. The counters do, up to the update.
            guard let condition, let formula = GlanceFormula(condition, engine, variables: variables),
                let operation = armed.operations.last
            else { return nil }
            let others = condition.operations(changingItIn: engine, besides: ["epoch", "iteration", "batch"])
            guard others.last ?? 0 <= operation else { return nil }
            self = .condition(formula, isBeforeUpdate: operation < update)
        case .condition(let condition):
            guard armed.operations.count == 1, let formula = GlanceFormula(condition, engine, variables: variables)
            else { return nil }
            self = .answer(formula)
        case .change(let expression):
            guard armed.operations.count == 1, let formula = GlanceFormula(expression, engine, variables: variables)
            else { return nil }
            self = .value(formula)
        case .trouble(.nonFinite): self = .finiteness
        case .trouble(.diverging(let factor)): self = .loss(factor: factor)
        case .trouble: return nil
        }
    }
}
