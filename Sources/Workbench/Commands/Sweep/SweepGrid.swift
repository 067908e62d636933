import CommandLanguage
import NeuralEngine

/// The settings of a sweep's runs: all combinations of the options' values.
struct SweepGrid {
    /// More are usually a mistake, and each takes the memory of a session.
    static let runLimit = 256

    /// The options with values to try, in the order in which they were written.
    let keys: [String]
    /// The values of each run; that of the last key changes fastest.
    let rows: [[String]]
    /// The set-up of each run.
    private(set) var setups: [Setup] = []

    /// - options: those of a `sweep` command.
    init(_ options: [CommandOption], from setup: Setup) throws(CommandError) {
        let swept = options.filter { !["epochs", "sort"].contains($0.name.value) }
        keys = swept.map(\.name.value)
        var rows: [[String]] = [[]]
        for option in swept {
            let values = option.spellings
            if let twice = values.indices.first(where: { values[..<$0].contains(values[$0]) }) {
                throw CommandError(.valueTwice(values[twice], option: option.name.value), at: option.value.range)
            }
            guard rows.count * values.count <= Self.runLimit else {
                throw CommandError(.tooManyRuns(limit: Self.runLimit), at: option.value.range)
            }
            rows = rows.flatMap { row in values.map { row + [$0] } }
        }
        self.rows = rows
        for row in rows {
            var changed = setup
            // The kind of optimizer comes first, since another kind starts with its own rates.
            for (option, value) in zip(swept, row) where option.name.value == "optimizer" {
                changed.take(optimizer: value)
            }
            for (option, value) in zip(swept, row) where option.name.value != "optimizer" {
                try changed.take(option, value)
            }
            setups.append(changed)
        }
    }
}

extension CommandOption {
    /// The values in a list, as written.
    fileprivate var spellings: [String] {
        switch value.value {
        case .number(_, let spelling): [spelling]
        case .numbers(_, let spellings): spellings
        case .integer(let integer): [String(integer)]
        case .flag(let flag): [flag ? "yes" : "no"]
        case .word(let word): word.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        case .words(let words): words
        }
    }
}

extension Setup {
    fileprivate mutating func take(optimizer name: String) {
        guard let kind = OptimizerKind(rawValue: name), kind != optimizer.kind else { return }
        let schedule = optimizer.schedule
        optimizer = OptimizerSettings(kind)
        optimizer.schedule = schedule
    }

    /// Changes one setting; the grammar has checked the kind of its value.
    fileprivate mutating func take(_ option: CommandOption, _ value: String) throws(CommandError) {
        let name = option.name.value
        func fail(_ expected: String) -> CommandError {
            CommandError(.badSweepValue(value, option: name, expected: expected), at: option.value.range)
        }
        func number() -> Double { Double(value) ?? .nan }
        func whole(from minimum: Int) throws(CommandError) -> Int {
            guard let integer = Int(value), integer >= minimum else {
                throw fail("a whole number of at least \(minimum)")
            }
            return integer
        }
        switch name {
        case "lr": optimizer.learningRate = number()
        case "momentum": optimizer.momentum = number()
        case "weight-decay": optimizer.weightDecay = number()
        case "l1": regularization.l1 = number()
        case "l2": regularization.l2 = number()
        case "batch": batch.size = value == "full" ? .full : .rows(try whole(from: 1))
        case "seed": network?.seed = UInt64(try whole(from: 0))
        case "init": network?.initializer = Initializer(spelling: value) ?? .xavierUniform
        case "hidden":
            guard let activation = Activation(rawValue: value), let count = network?.activations.count else { return }
            guard count > 1 else { throw CommandError(.noHiddenLayers(name), at: option.name.range) }
            for layer in 0..<count - 1 { network?.activations[layer] = activation }
        case "dropout":
            guard let count = network?.activations.count else { return }
            guard count > 1 else { throw CommandError(.noHiddenLayers(name), at: option.name.range) }
            network?.dropout = number() == 0 ? [] : Array(repeating: number(), count: count - 1)
        case "network":
            let sizes = value.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
            guard sizes.count >= 2, sizes.allSatisfy({ $0 >= 1 }), var request = network else {
                throw fail("layer sizes such as 2-4-2")
            }
            let hidden = request.activations.count > 1 ? request.activations[0] : .tanh
            let dropout = request.dropout.first
            request.activations =
                Array(repeating: hidden, count: sizes.count - 2) + [request.activations[request.activations.count - 1]]
            request.dropout = dropout.map { Array(repeating: $0, count: sizes.count - 2) } ?? []
            request.layerSizes = sizes
            network = request
        default: break
        }
    }
}
