import CommandLanguage
import Datasets
import NeuralEngine
import PlainText
import StepDebugger

/// `print`, `list`, `info`, `help`: looking without changing anything.
extension WorkbenchState {
    func print(_ expression: Expression, _ command: PendingCommand) throws(CommandError) -> [Effect] {
        [report(command, ValueReport(expression.description, try evaluate(expression)))]
    }

    func list(_ command: PendingCommand) throws(CommandError) -> [Effect] {
        guard let session else { throw CommandError(.noNetworkToRun) }
        let operations = session.engine.plan.operations
        let stopping = operationsWithBreakpoint
        let labelColumns = operations.map(\.label.count).max() ?? 0
        let lines = operations.enumerated().map { index, operation in
            let stop = stopping.isEmpty ? "" : stopping.contains(index) ? "●" : " "
            let mark = stop + (index == session.currentOperationIndex ? "▶" : " ")
            let number = String(index + 1).leftPadded(to: 3)
            return "\(mark)\(number) \(operation.label.padded(to: labelColumns))  \(operation.summary)"
        }
        return [report(command, TextReport(lines.joined(separator: "\n")))]
    }

    func info(_ topic: Located<String>, _ command: PendingCommand) throws(CommandError) -> [Effect] {
        let text: String
        switch topic.value {
        case "network":
            guard session != nil else { throw CommandError(.noNetworkToRun) }
            text = networkDetails
        case "data":
            guard let data = setup.data else { throw CommandError(.noDataToRun) }
            text = data.details
        case "breakpoints": return infoBreakpoints(command)
        case "display": return infoDisplays(command)
        case "logs": text = logDetails
        case "timeline":
            guard session != nil else { throw CommandError(.noNetworkToRun) }
            text = timelineDetails
        default:
            text = [optimizerSummary, schedulePlace, batchSummary].compactMap { $0 }.joined(separator: "\n")
        }
        return [report(command, TextReport(text))]
    }

    func help(_ topic: Located<String>?, _ command: PendingCommand) -> [Effect] {
        [report(command, TextReport(HelpText.text(for: topic?.value) ?? HelpText.overview()))]
    }

    // MARK: Summaries

    /// One line on the network: `network 2-4-2, tanh, cross-entropy, 22 parameters`.
    var networkSummary: String {
        guard let network = session?.engine.network else { return "no network" }
        return "network \(network.shapeDescription): \(network.activationsDescription), "
            + (network.dropoutSummary.map { $0 + ", " } ?? "")
            + "\(network.loss.rawValue)\(network.reduction == .sum ? " (sum)" : ""), "
            + "\(counted(network.parameterCount, "parameter"))"
    }

    private var networkDetails: String {
        guard let network = session?.engine.network else { return "no network" }
        var lines = [networkSummary]
        for layer in 1...network.layerCount {
            let (inputs, outputs) = (network.layerSizes[layer - 1], network.layerSizes[layer])
            let weights = "W\(layer) \(MatrixShape(rows: inputs, columns: outputs))".padded(to: 12)
            let bias = "b\(layer) \(MatrixShape(rows: 1, columns: outputs))".padded(to: 9)
            let probability = network.dropout(afterLayer: layer)
            let dropout = probability > 0 ? ", dropout \(NumberFormat.shortest(probability))" : ""
            lines.append(
                "  linear\(layer)  \(weights)  \(bias)  \(network.activations[layer - 1].rawValue)\(dropout)")
        }
        if network.regularization.isActive { lines.append("  \(network.regularization.summary)") }
        lines.append("  initialiser \(network.initializer), seed \(network.seed), \(network.precision.rawValue)")
        return lines.joined(separator: "\n")
    }

    /// One line on the optimizer with every option it uses.
    var optimizerSummary: String {
        let settings = session?.engine.optimizer ?? setup.optimizer
        var options = ["lr=\(NumberFormat.shortest(settings.learningRate))"]
        func add(_ name: String, _ value: Double, unless plain: Double? = 0) {
            if value != plain { options.append("\(name)=\(NumberFormat.shortest(value))") }
        }
        switch settings.kind {
        case .sgd:
            add("momentum", settings.momentum)
            if settings.nesterov { options.append("nesterov=yes") }
        case .adam, .adamw:
            add("beta1", settings.beta1, unless: nil)
            add("beta2", settings.beta2, unless: nil)
            add("epsilon", settings.epsilon, unless: nil)
        case .rmsprop:
            add("momentum", settings.momentum)
            add("epsilon", settings.epsilon, unless: nil)
        case .adagrad:
            add("epsilon", settings.epsilon, unless: nil)
        }
        add("weight-decay", settings.weightDecay)
        return "optimizer \(settings.kind.rawValue) \(options.joined(separator: " "))"
    }

    /// One line on the batches.
    var batchSummary: String {
        let settings = setup.batch
        var text = "batch "
        switch settings.size {
        case .full: text += "full"
        case .rows(let rows): text += String(rows)
        }
        if settings.shuffle { text += " shuffle=yes seed=\(settings.seed)" }
        if let session, session.engine.training != nil {
            text += ": \(counted(session.iterationsPerEpoch, "iteration")) an epoch"
        }
        return text
    }
}

extension NetworkSpecification {
    /// The activations layer by layer, shortened where the hidden ones agree: `tanh`, `relu → sigmoid`.
    public var activationsDescription: String {
        let hidden = activations.dropLast()
        let output = activations[activations.count - 1]
        let allHiddenEqual = Set(hidden).count == 1
        if allHiddenEqual, output == .identity { return hidden[0].rawValue }
        if allHiddenEqual { return "\(hidden[0].rawValue) → \(output.rawValue)" }
        return activations.map(\.rawValue).joined(separator: " → ")
    }
}

extension LoadedData {
    /// One line on the data: how many samples of what.
    var summary: String {
        var text = "data \(name): \(counted(training.inputs.rows, "sample"))"
        if let test { text += " to train, \(test.inputs.rows) to test" }
        text += ", \(counted(featureNames.count, "feature"))"
        text +=
            classNames.isEmpty
            ? ", \(counted(training.targets.columns, "target"))" : ", \(counted(classNames.count, "class", "classes"))"
        return text + (isStandardized ? ", standardised" : "")
    }

    /// The data at length: its classes with their counts, its features with their ranges.
    fileprivate var details: String {
        var lines = [summary]
        if let provenance { lines.append("  \(provenance)") }
        if let imageShape { lines.append("  pictures of \(imageShape.rows)×\(imageShape.columns) pixels") }
        for (index, name) in classNames.enumerated() {
            func count(_ samples: Samples) -> Int {
                (0..<samples.targets.rows).count { samples.targets[$0, index] == 1 }
            }
            let parts = ["\(count(training)) to train"] + (test.map { ["\(count($0)) to test"] } ?? [])
            lines.append("  class \(String(index).leftPadded(to: 2))  \(name): \(parts.joined(separator: ", "))")
        }
        let shown = 16
        for (index, name) in featureNames.prefix(shown).enumerated() {
            let cells = (0..<training.inputs.rows).map { training.inputs[$0, index] }
            let mean = cells.reduce(0, +) / Double(max(1, cells.count))
            lines.append(
                "  feature \(String(index).leftPadded(to: 2))  \(name): \(NumberFormat.rounded(cells.min() ?? .nan)) to "
                    + "\(NumberFormat.rounded(cells.max() ?? .nan)), mean \(NumberFormat.rounded(mean))")
        }
        if featureNames.count > shown { lines.append("  … and \(featureNames.count - shown) more features") }
        return lines.joined(separator: "\n")
    }
}

/// `1 sample`, `4 samples`.
package func counted(_ count: some BinaryInteger, _ one: String, _ many: String? = nil) -> String {
    "\(count) \(count == 1 ? one : many ?? one + "s")"
}

extension String {
    /// The text with spaces behind it, at least `columns` characters.
    public func padded(to columns: Int) -> String { self + String(repeating: " ", count: max(0, columns - count)) }

    /// The text with spaces before it, at least `columns` characters.
    public func leftPadded(to columns: Int) -> String { String(repeating: " ", count: max(0, columns - count)) + self }
}

extension [[String]] {
    /// The rows of a table as lines, each column as wide as its widest cell and aligned to the right.
    package var alignedRight: [String] {
        guard let first else { return [] }
        let widths = first.indices.map { column in map { $0[column].count }.max() ?? 0 }
        return map { row in zip(row, widths).map { $0.leftPadded(to: $1) }.joined(separator: "  ") }
    }
}
