import CommandLanguage
import Derivations
import NeuralEngine

/// `derive NAME`: derives a formula, line by line and with numbers.
package struct DeriveCommand: CommandBody {
    package static let entry = CommandEntry(
        "derive", group: .inspection,
        usage: ["derive NAME [at NUMBERS] [OPTION...]"],
        summary: "derives a formula, line by line and with numbers",
        details: [
            "Each line is worked out with the numbers and compared with the one before.",
            "Without 'at', they come from the network where it has them. Indices count",
            "from 0, as in the program. What is too long for the screen scrolls: arrows.",
            "The classic example, y = [0, 1, 0, 0] and p = [.1, .3, .5, .1] with the loss",
            "-log .3, is what 'derive cross-entropy' shows without a network; with one, say",
            "'derive cross-entropy at log([.1, .3, .5, .1]) class=1'. 'derive linear' shows a",
            "layer of 2×2 inputs and 2×3 weights, or the network's own.",
        ],
        words: names,
        options: [
            OptionEntry(
                "class", .integer(minimum: 0), default: "that of each sample, or 1", "the right class",
                forms: ["cross-entropy"]),
            OptionEntry(
                "layer", .integer(minimum: 1), default: "none", "the layer that gives the matrices",
                forms: ["linear"]),
        ],
        arguments: [
            [.word(names), .keyword("at"), .expression, .options],
            [.word(names), .options],
        ])
    private static let names = WordList(DerivationName.allCases, meaning: \.meaning)
    package static let influence = Influence()

    package let subject: Located<String>
    package let place: Expression?
    package let options: [CommandOption]

    package init(subject: Located<String>, place: Expression? = nil, options: [CommandOption]) {
        self.subject = subject
        self.place = place
        self.options = options
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        (subject, place, options) = try parser.parseDerivation()
    }

    package var words: [String] {
        [subject.value] + (place.map { ["at", $0.description] } ?? []) + options.map(\.description)
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        // The parser has checked the word.
        guard let name = DerivationName(rawValue: subject.value) else { return [] }
        var numbers = DerivationNumbers()
        var origin: String?
        if place == nil { origin = state.takeNumbers(for: name, into: &numbers) }
        for option in options where option.name.value == "layer" {
            origin = try state.takeLayer(option, keepsInputs: place == nil, into: &numbers)
        }
        if let place {
            let matrix = try state.evaluate(place).matrix
            let cells = (0..<matrix.rows).map(matrix.row)
            numbers.cells = cells
            numbers.layer?.x = cells
        }
        for option in options where option.name.value == "class" { numbers.classes = [option.integer] }
        let derivation: Derivation
        do throws(DerivationError) {
            derivation = try Derivation(name, numbers)
        } catch {
            throw CommandError(.derivation(error), at: place?.range ?? subject.range)
        }
        let report = DerivationReport(checked: derivation.checked(), origin: origin)
        return [state.report(command, report)]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        if let place { checker.values(of: place) }
    }
}

extension CommandParser {
    /// `NAME [at NUMBERS] [OPTION...]`
    fileprivate mutating func parseDerivation() throws(ParseError) -> (Located<String>, Expression?, [CommandOption]) {
        let subject = try parseFixedWord(kind: "derivation")
        guard hasMore() else { return (subject, nil, []) }
        let token = ExpressionToken(in: cursor, from: cursor.position)
        guard token.kind == .name, cursor.text(token.range) == "at" else {
            return (subject, nil, try parseOptions(form: subject.value))
        }
        cursor.take(upTo: token.range.upper)
        let place = try parseExpression("numbers: derive sigmoid at 0.5")
        return (subject, place, hasMore() ? try parseOptions(form: subject.value) : [])
    }
}

/// Where the numbers of a derivation come from, if the command gives none.
extension WorkbenchState {
    /// The numbers of the session that go with a derivation, where it has them.
    /// - Returns: where they are from; nil where it has none, and nothing was taken.
    fileprivate func takeNumbers(for name: DerivationName, into numbers: inout DerivationNumbers) -> String? {
        guard let session else { return nil }
        let engine = session.engine
        switch name {
        case .sigmoid: return takeInput(of: .sigmoid, engine, into: &numbers)
        case .tanh: return takeInput(of: .tanh, engine, into: &numbers)
        case .relu: return takeInput(of: .relu, engine, into: &numbers)
        case .logSumExp, .softmax: return takeLogits(engine, mostRows: 1, into: &numbers)
        case .crossEntropy: return takeLogits(engine, mostRows: DerivationNumbers.mostRows, into: &numbers)
        case .linear: return takeSomeLayer(engine, into: &numbers)
        case .momentum:
            guard engine.optimizer.kind == .sgd, engine.optimizer.momentum > 0 else { return nil }
            let (rate, momentum) = (session.learningRate, engine.optimizer.momentum)
            guard isDerivable([[rate, momentum]]) else { return nil }
            (numbers.rate, numbers.momentum) = (rate, momentum)
            return "lr and μ are those of the optimizer"
        }
    }

    /// The first number that goes into the first layer with this activation.
    private func takeInput(
        of activation: Activation, _ engine: Engine, into numbers: inout DerivationNumbers
    ) -> String? {
        guard let place = engine.network.activations.firstIndex(of: activation) else { return nil }
        let name = MatrixName.preactivation(place + 1)
        guard let value = engine.value(of: name, row: 0, column: 0), isDerivable([[value]]) else { return nil }
        numbers.cells = [[value]]
        return "x is \(name)[0,0] of the session"
    }

    /// The logits of the batch and its right classes; of a large batch, those of the first sample.
    private func takeLogits(_ engine: Engine, mostRows: Int, into numbers: inout DerivationNumbers) -> String? {
        guard engine.network.loss == .crossEntropy else { return nil }
        let name = engine.plan.canonical(.activation(engine.network.layerCount))
        guard let logits = engine.matrix(name), let targets = engine.matrix(.targets),
            (2...DerivationNumbers.mostClasses).contains(logits.columns), logits.rows == targets.rows
        else { return nil }
        let count = logits.rows <= mostRows ? logits.rows : 1
        let cells = (0..<count).map(logits.row)
        guard isDerivable(cells) else { return nil }
        numbers.cells = cells
        numbers.classes = (0..<count).map { row in
            let target = targets.row(row)
            return target.firstIndex(of: target.max() ?? 0) ?? 0
        }
        return count > 1 ? "X is \(name) of the session, the right classes are Y's" : "x is \(name)[0] of the session"
    }

    /// X, W, b and ∂L/∂Y of a layer of the session; of many samples the first ones.
    /// - Throws: where the network has no such layer, or the passes have not reached it yet.
    fileprivate func takeLayer(
        _ option: CommandOption, keepsInputs: Bool, into numbers: inout DerivationNumbers
    ) throws(CommandError) -> String {
        let engine = try runnableSession().engine
        guard option.integer <= engine.network.layerCount else {
            throw CommandError(
                .noSuchLayer(option.integer, count: engine.network.layerCount), at: option.value.range)
        }
        let layer = LayerMatrices(option.integer, in: engine)
        let dY = try rows(layer.gradient, at: option.value.range)
        let (w, b) = (try rows(layer.weights, at: option.value.range), try rows(layer.bias, at: option.value.range))
        let room = DerivationNumbers.mostProducts / max(1, w.count * b[0].count)
        let count = keepsInputs ? max(1, min(dY.count, DerivationNumbers.mostRows, room)) : dY.count
        let x = keepsInputs ? Array(try rows(layer.inputs, at: option.value.range).prefix(count)) : []
        numbers.layer = LinearNumbers(x: x, w: w, b: b[0], dY: Array(dY.prefix(count)))
        let inputs = keepsInputs ? "X is \(layer.inputs), " : ""
        let part = count < dY.count ? ", rows 0 to \(count - 1) of \(dY.count)" : ""
        return "\(inputs)W is \(layer.weights), b is \(layer.bias) and ∂L/∂Y is \(layer.gradient) of the session\(part)"
    }

    /// The first layer that has come through its backward pass and is small enough to write out with all its samples.
    private func takeSomeLayer(_ engine: Engine, into numbers: inout DerivationNumbers) -> String? {
        guard engine.canRun else { return nil }
        for number in 1...engine.network.layerCount {
            let layer = LayerMatrices(number, in: engine)
            let names = [layer.inputs, layer.weights, layer.bias, layer.gradient]
            let shapes = names.compactMap { engine.shape(of: $0) }
            guard shapes.count == names.count, shapes[0].rows <= DerivationNumbers.mostRows,
                shapes[0].count * shapes[1].columns <= DerivationNumbers.mostProducts
            else { continue }
            let place = SourceRange(lower: 0, upper: 0)
            let matrices = names.compactMap { try? rows($0, at: place) }
            guard matrices.count == names.count, matrices[0].count == matrices[3].count,
                matrices.allSatisfy(isDerivable)
            else { continue }
            numbers.layer = LinearNumbers(x: matrices[0], w: matrices[1], b: matrices[2][0], dY: matrices[3])
            return "X is \(layer.inputs), W is \(layer.weights), b is \(layer.bias) and ∂L/∂Y is \(layer.gradient) "
                + "of the session"
        }
        return nil
    }

    /// A matrix's rows; evaluating its name says best why there is no value yet.
    private func rows(_ name: MatrixName, at place: SourceRange) throws(CommandError) -> [[Double]] {
        let matrix = try evaluate(Expression(.name(name.description), at: place)).matrix
        return (0..<matrix.rows).map(matrix.row)
    }

    /// Whether a derivation takes such numbers; before anything ran there are none.
    private func isDerivable(_ cells: [[Double]]) -> Bool {
        !cells.joined().isEmpty && cells.joined().allSatisfy { $0.magnitude <= DerivationNumbers.largest }
    }
}

/// The matrices of a linear layer: Y = X·W + b.
private struct LayerMatrices {
    let inputs: MatrixName
    let weights: MatrixName
    let bias: MatrixName
    /// ∂L/∂Y
    let gradient: MatrixName

    /// - layer: from 1.
    init(_ layer: Int, in engine: Engine) {
        let dropped = MatrixName.dropped(layer - 1)
        inputs = engine.plan.canonical(engine.plan.contains(dropped) ? dropped : .activation(layer - 1))
        weights = .weights(layer)
        bias = .bias(layer)
        gradient = MatrixName.preactivation(layer).gradient
    }
}
