import CommandLanguage
import Datasets
import NeuralEngine
import PlainText
import StepDebugger

/// `info TOPIC`: describes what is set up, recorded or watched.
package struct InfoCommand: CommandBody {
    package static let entry = CommandEntry(
        "info", group: .inspection, usage: ["info " + topics.joined(separator: "|")],
        summary: "describes what is set up, recorded or watched", words: topics)
    private static let topics: WordList = [
        "network": "layers, loss and numbers of parameters", "data": "samples, features and classes",
        "optimizer": "how gradients change the weights", "timeline": "branches and checkpoints",
        "breakpoints": "stops, with how often they were hit", "display": "what is shown after every move",
        "logs": "what is written to files during the run",
    ]
    package static let influence = Influence(onlyLooks: true)

    package let topic: Located<String>

    package init(topic: Located<String>) {
        self.topic = topic
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        topic = try parser.parseFixedWord(kind: "topic")
    }

    package var words: [String] {
        [topic.value]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        let text: String
        switch topic.value {
        case "network":
            guard state.session != nil else { throw CommandError(.noNetworkToRun) }
            text = state.networkDetails
        case "data":
            guard let data = state.setup.data else { throw CommandError(.noDataToRun) }
            text = data.details
        case "breakpoints": return state.infoBreakpoints(command)
        case "display": return state.infoDisplays(command)
        case "logs": text = state.logDetails
        case "timeline":
            guard state.session != nil else { throw CommandError(.noNetworkToRun) }
            text = state.timelineDetails
        default:
            text = [state.optimizerSummary, state.schedulePlace, state.batchSummary].compactMap { $0 }.joined(
                separator: "\n")
        }
        return [state.report(command, TextReport(text))]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.tryOut(command)
    }
}

extension WorkbenchState {
    fileprivate var timelineDetails: String {
        guard let session else { return "no network" }
        let summary = session.timelineSummary
        let operations = session.engine.plan.operations
        var lines = [
            "position    \(session.position.words(operations: operations)), "
                + "the run goes to \(session.end.words(operations: operations))",
            "checkpoints \(summary.checkpointCount), a new one every \(counted(summary.checkpointInterval, "iteration")), "
                + "the longest way from one to the next is \(counted(summary.longestGap, "iteration"))",
            "memory      \(Self.mebibytes(summary.byteCount)) of \(Self.mebibytes(summary.byteLimit)) MiB "
                + "('set timeline-memory' changes that)",
            "branches",
        ]
        lines += branchTree(summary.branches, operations)
        return lines.joined(separator: "\n")
    }

    /// The branches as a tree, each below the one that it left.
    private func branchTree(_ branches: [BranchSummary], _ operations: [Operation]) -> [String] {
        func lines(of name: String?, depth: Int) -> [(tree: String, text: String)] {
            branches.filter { $0.origin?.name == name }.flatMap { branch in
                let mark = branch.isCurrent ? "*" : " "
                let tree =
                    "\(mark) " + String(repeating: "   ", count: max(0, depth - 1))
                    + (depth > 0 ? "└─ " : "") + branch.name
                var text = branch.origin.map { "from \($0.position.words(operations: operations))" } ?? "from the start"
                text += " to \(branch.end.words(operations: operations)), \(counted(branch.editCount, "change"))"
                return [(tree, text)] + lines(of: branch.name, depth: depth + 1)
            }
        }
        let rows = lines(of: nil, depth: 0)
        let width = rows.map(\.tree.count).max() ?? 0
        return rows.map { $0.tree.padded(to: width) + "  " + $0.text }
    }

    private static func mebibytes(_ bytes: Int) -> String {
        NumberFormat.rounded(Double(bytes) / Double(1 << 20), digits: 3)
    }

    fileprivate func infoDisplays(_ command: PendingCommand) -> [Effect] {
        guard !stopList.displays.isEmpty else {
            return [report(command, TextReport("there are no displays: 'display loss' makes one"))]
        }
        let lines = stopList.displays.map { "\(String($0.number).leftPadded(to: 3))  \($0.expression)" }
        return [report(command, TextReport(lines.joined(separator: "\n")))]
    }

    fileprivate func infoBreakpoints(_ command: PendingCommand) -> [Effect] {
        let entries = stopList.stops.map { stop in
            StopListReport.Entry(stop: stop, isInNetwork: isInNetwork(stop))
        }
        return [report(command, StopListReport(entries: entries))]
    }

    /// Whether a stop can ever be hit in the present network.
    private func isInNetwork(_ stop: Stop) -> Bool {
        guard let session else { return false }
        return !stop.operations(in: session.engine).isEmpty
    }

    fileprivate var networkDetails: String {
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
        if let stale = session?.staleMatrices.summary { lines.append("  \(stale)") }
        lines.append("  initialiser \(network.initializer), seed \(network.seed), \(network.precision.rawValue)")
        return lines.joined(separator: "\n")
    }
}

extension LoadedData {
    /// The data in detail: the classes with their counts, the features with their ranges.
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
