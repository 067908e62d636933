import NeuralEngine
import PlainText
import StepDebugger

/// Why a run ended.
public struct StopReport: Equatable, Sendable {
    /// The reasons.
    public enum Reason: String, Equatable, Sendable {
        /// The run went as far as it was asked to.
        case reached
        /// The condition of `train until` holds.
        case condition
        /// `max=` iterations passed without the condition holding.
        case limit
        /// The epochs no longer got better, for as many as `patience=` says.
        case patience
        /// The user wanted it to stop at the end of the epoch.
        case endOfEpoch = "end-of-epoch"
        /// The user stopped it.
        case interrupted
        /// The run went as far as the waiting lesson would have gone.
        case lessonGoal = "lesson"
        /// A breakpoint.
        case breakpoint
        /// A watched value changed.
        case watchpoint
        /// Training starts to go wrong.
        case catchpoint
        /// The expression of a stop has no value, for a reason that will not pass.
        case failed
        /// Going back reached the start without a stop.
        case start
        /// No stop was hit in the number of iterations that `continue` runs without a user.
        case nothingStopped = "limit-without-stop"
    }
    /// Why.
    public let reason: Reason
    /// The stops that were hit here.
    public let hits: [StopHit]
    /// How many iterations the run completed; negative if it went back.
    public let iterations: Int
    /// The best epoch and the figure that it is best by, if the epochs ended the run.
    public let best: BestEpoch?
    /// Where it ended.
    public let position: PositionReport
}

/// The best epoch of a run, and the figure that it is best by.
public struct BestEpoch: Equatable, Sendable {
    /// The figure.
    public let monitor: EpochMonitor
    /// The epoch.
    public let epoch: EpochPoint
    /// How many epochs without a better figure ended the run.
    public let patience: Int
}

extension StopReport: CommandReport {
    package var kind: String { "stop" }
    package var fields: [JSONField] {
        [JSONField("reason", .string(reason.rawValue)), JSONField("iterations", .integer(iterations))]
            + (hits.isEmpty ? [] : [JSONField("stops", .array(hits.map { .object($0.fields) }))])
            + (best.map { [JSONField("best", $0.json)] } ?? []) + position.fields
    }
    package var verdict: Verdict? { reason == .interrupted ? .interrupted : nil }

    /// Why the run ended, how far it went, and the loss there; for a stop, which one, what was found, and where.
    public var text: String {
        guard hits.isEmpty else {
            let goal = reason == .condition ? ["the condition holds"] : []
            return (goal + hits.map(\.text) + [place]).joined(separator: "\n")
        }
        let why =
            switch reason {
            case .condition: "the condition holds"
            case .limit: "stopped at the limit of iterations, the condition does not hold"
            case .patience: patienceText
            case .endOfEpoch: "stopped at the end of the epoch"
            case .interrupted: "interrupted"
            case .lessonGoal: "far enough for the lesson (space goes on with it, c trains on)"
            case .nothingStopped: "no stop was hit up to the limit of iterations"
            case .start: "no stop was hit on the way back to the start"
            default: "done"
            }
        var text =
            "\(why): \(distance), now epoch \(position.epoch) "
            + "iteration \(position.position.iteration)"
        if let loss = position.loss { text += ", loss \(NumberFormat.rounded(loss))" }
        if let accuracy = position.accuracy { text += ", accuracy \(NumberFormat.rounded(accuracy))" }
        return text
    }

    /// `no better test.loss in 3 epochs, the best was 0.312 in epoch 7 ('goto best')`. Epochs are numbered like
    /// positions: epoch 1 begins at the end of the first.
    private var patienceText: String {
        guard let best, let value = best.monitor.value(of: best.epoch) else {
            return "no figure that is a number in any epoch"
        }
        return "no better \(best.monitor.rawValue) in \(counted(best.patience, "epoch")), the best was "
            + "\(NumberFormat.rounded(value)) after \(counted(best.epoch.epoch, "epoch")) ('goto best' goes there)"
    }

    private var place: String {
        position.text + (iterations == 0 ? "" : ", \(iterations > 0 ? "after " : "")\(distance)")
    }

    /// How far the run went, forward or back.
    private var distance: String {
        counted(iterations.magnitude, "iteration") + (iterations < 0 ? " back" : "")
    }
}

extension BestEpoch {
    package var json: JSONValue {
        .object(
            [JSONField("monitor", .string(monitor.rawValue)), JSONField("patience", .integer(patience))] + epoch.fields)
    }
}
