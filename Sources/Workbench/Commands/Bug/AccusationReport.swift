import NeuralEngine
import PlainText

/// An accused operation, and whether it had the fault that was planted.
public struct AccusationReport: Equatable, Sendable {
    /// Whether the accused operation had the fault.
    public let passed: Bool
    /// The label of the operation.
    public let operation: String
    /// What was wrong with it; nil if nothing was.
    public let finding: Finding?
    /// The operations known so far to have no fault, this one last; empty if this one had it.
    public let cleared: [String]

    /// What was wrong.
    public struct Finding: Equatable, Sendable {
        /// The fault.
        public let fault: Fault
        /// The operation's formulas without and with it.
        public let formulas: [FaultedFormula]
        /// The mistake in words, without a full stop.
        let mistake: String
    }
}

extension AccusationReport: CommandReport {
    package var kind: String { "accusation" }
    package var verdict: Verdict? { passed ? .held : .failed }
    package var failure: String { "accusation failed" }
    package var isLearnersClaim: Bool { true }
    package func logLines(of output: CommandOutput) -> [LogLine] {
        [LogLine(output.command, .command), LogLine(output.text, passed ? .success : .failure)]
    }

    /// A line with the verdict; then the right and the wrong formulas, or a hint and the operations cleared so far.
    public var text: String {
        guard let finding else { return wrongAccusationLines.joined(separator: "\n") }
        return
            (["✓ \(operation) had the fault", "  \(finding.mistake)"] + finding.formulas.flatMap(\.lines)
            + ["  it is repaired from here on; what was computed before stays as it is"])
            .joined(separator: "\n")
    }

    private var wrongAccusationLines: [String] {
        var lines = [
            "✗ it is not \(operation), which does what its equation says",
            "  the fault is where a number does not follow from its operands, as 'explain' shows",
        ]
        if cleared.count > 1 { lines.append("  cleared so far: \(cleared.joined(separator: ", "))") }
        return lines
    }

    /// The fields of the object: whether the accusation was right, the operation, and either what was wrong with it or the
    /// operations cleared so far.
    public var fields: [JSONField] {
        var fields: [JSONField] = [JSONField("passed", .boolean(passed)), JSONField("operation", .string(operation))]
        if let finding {
            fields += [
                JSONField("bug", .string(finding.fault.kind.rawValue)),
                JSONField(
                    "formulas",
                    .array(
                        finding.formulas.map {
                            .object([JSONField("right", .string($0.right)), JSONField("wrong", .string($0.wrong))])
                        })
                ),
            ]
        } else {
            fields.append(JSONField("cleared", .array(cleared.map(JSONValue.string))))
        }
        return fields + [JSONField("text", .string(text))]
    }
}

extension FaultedFormula {
    fileprivate var lines: [String] {
        let shape = reshaped.map { ", the numbers of \($0.name) read in their order as \($0.shape)" } ?? ""
        return ["  right  \(right)", "  wrong  \(wrong)\(shape)"]
    }
}

extension AccusationReport.Finding {
    /// What is wrong with an engine's operation that has a fault.
    init(_ fault: Fault, in engine: Engine) {
        self.init(fault: fault, formulas: engine.faultedFormulas, mistake: Self.mistake(fault, engine))
    }

    private static func mistake(_ fault: Fault, _ engine: Engine) -> String {
        let plan = engine.plan
        let operation = plan.operations.first { $0.label == fault.operation }
        switch fault.kind {
        case .transpose:
            return "a matrix that its formula transposes was not transposed"
        case .sign:
            guard operation?.pass == .update else { return "what it computed had the wrong sign" }
            return "it went up the slope instead of down"
        case .noAverage:
            return "its gradient was summed instead of averaged"
        case .doubleAverage:
            return "it divided by N a second time, after the gradient of the loss"
        case .wrongDerivative:
            let function = operation?.layer.map { engine.network.activations[$0 - 1] } ?? .identity
            return "it used the derivative of \(function.mistakenDerivative.label) instead of that of \(function.label)"
        case .preActivation:
            return "it used Z, from before the activation, instead of A"
        case .staleGradient:
            return "it added to the gradients of the previous iteration, which had not been set to zero"
        case .earlyUpdate:
            return "it ran as if before the backward pass, with the gradients of the previous iteration"
        }
    }
}
