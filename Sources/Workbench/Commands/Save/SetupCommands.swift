import CommandLanguage
import NeuralEngine
import PlainText
import StepDebugger

extension WorkbenchState {
    /// The commands that set the session up as it is at its position, except for its numbers, in a possible order and
    /// with explicit seeds.
    var setUpCommands: [String] {
        guard let engine = session?.engine else { return [] }
        var commands: [String] = []
        if let origin = setup.dataOrigin { commands.append(origin.selfContained) }
        if let network = setup.network { commands.append(network.command) }
        commands.append(engine.optimizer.command)
        if engine.optimizer.schedule.form != .constant { commands.append(engine.optimizer.schedule.summary) }
        if engine.regularization.isActive { commands.append(engine.regularization.summary) }
        commands.append(engine.batch.command)
        return commands
    }
}

extension DataOrigin {
    /// The command without anything that only its session knows: variables are replaced by their values.
    fileprivate var selfContained: String {
        guard case .inline(let inputs, let targets) = request.source else {
            return command.withSeed(request.seed).description
        }
        return "data inline X=\(inputs.literal) Y=\(targets.literal)"
    }
}

extension Matrix where Element == Double {
    /// The matrix as an expression, exact to the last bit.
    fileprivate var literal: String {
        let rows = (0..<rows).map { row in
            "[\(self.row(row).map { NumberFormat.shortest($0) }.joined(separator: ", "))]"
        }
        return "[\(rows.joined(separator: ", "))]"
    }
}

extension Command {
    /// The command with an explicit seed, if it takes one.
    fileprivate func withSeed(_ seed: UInt64) -> Command {
        guard let data = body as? DataCommand, let seed = Int(exactly: seed) else { return self }
        let form =
            switch data.source {
            case .builtIn(let name): name.value
            case .csv: "csv"
            case .idx: "idx"
            case .inline: "inline"
            }
        let takesSeed = DataCommand.entry.options(forForm: form).contains { $0.name == "seed" }
        guard takesSeed, !data.options.contains(where: { $0.name.value == "seed" }) else { return self }
        let place = SourceRange(lower: 0, upper: 0)
        let option = CommandOption(name: Located("seed", at: place), value: Located(.integer(seed), at: place))
        return Command(DataCommand(source: data.source, options: data.options + [option]))
    }
}

extension NetworkRequest {
    /// The command that asks for it. A loss that was left open stays so, so that other data get theirs.
    fileprivate var command: String {
        var options = ["activations=\(activations.map(\.rawValue).joined(separator: ","))"]
        if dropout.contains(where: { $0 > 0 }) {
            options.append("dropout=\(dropout.map { NumberFormat.shortest($0) }.joined(separator: ","))")
        }
        if let loss { options.append("loss=\(loss.rawValue)") }
        options += [
            "reduction=\(reduction.rawValue)", "init=\(initializer)", "seed=\(seed)",
            "precision=\(precision.rawValue)",
        ]
        return "network \(layerSizes.map(String.init).joined(separator: "-")) \(options.joined(separator: " "))"
    }
}

extension BatchSettings {
    /// The command that asks for it.
    fileprivate var command: String {
        let rows =
            switch size {
            case .full: "full"
            case .rows(let count): "\(count)"
            }
        return "batch \(rows)" + (shuffle ? " shuffle=yes" : "") + " seed=\(seed)"
    }
}

extension OptimizerSettings {
    /// The command that asks for it, with every option of its kind.
    var command: String {
        let options = kind.parameters.filter(\.isOption).filter { self[$0] != .flag(false) }.map(option)
        return (["optimizer", kind.rawValue] + options).joined(separator: " ")
    }

    /// An option as users write it: `momentum=0.9`.
    func option(_ parameter: OptimizerParameter) -> String {
        switch self[parameter] {
        case .number(let number): "\(parameter.name)=\(NumberFormat.shortest(number))"
        case .flag(let flag): "\(parameter.name)=\(flag ? "yes" : "no")"
        }
    }
}

extension SessionEdit {
    /// What it changes, as the subject of a sentence.
    var subject: String {
        switch self {
        case .matrix(let name, _), .cell(let name, _, _, _): "\(name) was"
        case .learningRate, .schedule: "the learning rate was"
        case .regularization: "the penalty was"
        case .optimizer: "the optimizer was"
        case .fault: "the fault of an operation was"
        }
    }

    /// Whether making it at the start of its iteration has the same effect: nothing before the update reads the update
    /// rule.
    var countsFromUpdate: Bool {
        switch self {
        case .learningRate, .schedule, .optimizer: true
        case .matrix, .cell, .regularization, .fault: false
        }
    }
}
