import CommandLanguage
import NeuralEngine
import PlainText
import StepDebugger

/// `schedule`, `regularize` and the dropout of `network`: how the steps of training change as it goes on, what the loss
/// has beside the data's, and what training leaves out.
extension WorkbenchState {
    mutating func setSchedule(
        _ form: Located<String>, _ options: [CommandOption], _ command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        func integer(_ name: String, default value: Int) -> Int {
            options.first { $0.name.value == name }?.integer ?? value
        }
        func number(_ name: String, default value: Double) -> Double {
            options.first { $0.name.value == name }?.number ?? value
        }
        // The grammar sees to the options that a form needs.
        var schedule = LearningRateSchedule.constant
        switch form.value {
        case "step":
            schedule.form = .step(every: integer("every", default: 1), gamma: number("gamma", default: 0.1))
        case "exponential": schedule.form = .exponential(gamma: number("gamma", default: 1))
        case "cosine":
            schedule.form = .cosine(length: integer("length", default: 1), minimum: number("minimum", default: 0))
        case "warmup":
            schedule.form = .warmup(length: integer("length", default: 5), start: number("start", default: 1.0 / 3))
        default: break
        }
        if let period = options.first(where: { $0.name.value == "per" }) {
            schedule.period = LearningRateSchedule.Period(rawValue: period.word) ?? .epoch
        }
        try edit(.schedule(schedule), at: command.parsed.range)
        setup.optimizer.schedule = schedule
        return [report(command, TextReport(schedule.summary))]
    }

    mutating func setRegularization(
        _ options: [CommandOption], _ command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        var regularization = Regularization.none
        for option in options {
            switch option.name.value {
            case "l1": regularization.l1 = option.number
            case "l2": regularization.l2 = option.number
            default: break
            }
        }
        try edit(.regularization(regularization), at: command.parsed.range)
        setup.regularization = regularization
        return [report(command, TextReport(regularization.summary))]
    }

    /// The dropout after each hidden layer, from one probability a layer or one for all.
    func dropout(
        _ probabilities: [Double], hiddenLayers: Int, at range: SourceRange
    ) throws(CommandError) -> [Double] {
        let isOneForAll = probabilities.count == 1
        if hiddenLayers == 0, isOneForAll, probabilities[0] == 0 { return [] }
        guard hiddenLayers > 0, isOneForAll || probabilities.count == hiddenLayers else {
            throw CommandError(.dropoutMismatch(given: probabilities.count, hiddenLayers: hiddenLayers), at: range)
        }
        return isOneForAll ? Array(repeating: probabilities[0], count: hiddenLayers) : probabilities
    }

    /// The schedule with the rate it gives now, for `info optimizer`; nil where the rate is constant.
    var schedulePlace: String? {
        let schedule = (session?.engine.optimizer ?? setup.optimizer).schedule
        guard schedule.form != .constant else { return nil }
        guard let session else { return schedule.summary }
        let place =
            schedule.period == .epoch ? "epoch \(session.epoch)" : "iteration \(session.position.iteration)"
        return "\(schedule.summary): lr=\(NumberFormat.shortest(session.learningRate)) in \(place)"
    }
}

extension LearningRateSchedule {
    /// The command that asks for it, with every option.
    var summary: String {
        let options: [String]
        switch form {
        case .constant: return "schedule constant"
        case .step(let every, let gamma): options = ["step every=\(every)", "gamma=\(NumberFormat.shortest(gamma))"]
        case .exponential(let gamma): options = ["exponential gamma=\(NumberFormat.shortest(gamma))"]
        case .cosine(let length, let minimum):
            options = ["cosine length=\(length)", "minimum=\(NumberFormat.shortest(minimum))"]
        case .warmup(let length, let start):
            options = ["warmup length=\(length)", "start=\(NumberFormat.shortest(start))"]
        }
        return "schedule \(options.joined(separator: " ")) per=\(period.rawValue)"
    }
}

extension Regularization {
    /// The command that asks for it, with every option.
    var summary: String {
        "regularize l1=\(NumberFormat.shortest(l1)) l2=\(NumberFormat.shortest(l2))"
    }
}

extension NetworkSpecification {
    /// `dropout 0.5`, or `dropout 0.5 → 0.2`, layer by layer, where they differ; nil where there is none.
    var dropoutSummary: String? {
        guard hasDropout else { return nil }
        let shown = Set(dropout).count == 1 ? [dropout[0]] : dropout
        return "dropout " + shown.map { NumberFormat.shortest($0) }.joined(separator: " → ")
    }
}
