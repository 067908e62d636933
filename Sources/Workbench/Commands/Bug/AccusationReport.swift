import NeuralEngine
import PlainText

/// An accused operation, and whether it has the planted fault.
public struct AccusationReport: Equatable, Sendable {
    /// Whether the accused operation has the fault.
    public let passed: Bool
    /// The label of the operation.
    public let operation: String
    /// What is wrong with it; nil if nothing is.
    public let finding: Finding?
    /// The operations that are now known to have no fault, this one last; empty if this one has it.
    public let cleared: [String]

    /// What is wrong.
    public struct Finding: Equatable, Sendable {
        /// The fault.
        public let fault: Fault
        /// The formulas that it turned the operation's into.
        public let formulas: [FaultedFormula]
        /// What the mistake was, at the end of a sentence.
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

    /// A line with the verdict, then the right and the wrong formulas, or what remains to be examined.
    public var text: String {
        guard let finding else { return innocentLines.joined(separator: "\n") }
        return
            (["✓ \(operation) had the fault", "  \(finding.mistake)"] + finding.formulas.flatMap(\.lines)
            + ["  it is repaired from here on; what was computed with it stays as it is"])
            .joined(separator: "\n")
    }

    private var innocentLines: [String] {
        var lines = [
            "✗ it is not \(operation), which does what its equation says",
            "  the fault is where a number does not follow from its operands: 'explain' tells",
        ]
        if cleared.count > 1 { lines.append("  cleared so far: \(cleared.joined(separator: ", "))") }
        return lines
    }

    /// The object's fields: whether the accusation is right, the operation, and either what is wrong with it or which
    /// operations are cleared by now.
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
    /// Both formulas, one below the other.
    fileprivate var lines: [String] {
        let shape = reshaped.map { ", the numbers of \($0.name) read in their order as \($0.shape)" } ?? ""
        return ["  right  \(right)", "  wrong  \(wrong)\(shape)"]
    }
}

extension AccusationReport.Finding {
    /// What is wrong with the operation that has an engine's fault.
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
            return "its gradient was not divided by what the mean is divided by"
        case .doubleAverage:
            return "it divided by N, which the gradient of the loss had been already"
        case .wrongDerivative:
            let function = operation?.layer.map { engine.network.activations[$0 - 1] } ?? .identity
            return "it took the derivative of \(function.mistakenDerivative.label) for that of \(function.label)"
        case .preActivation:
            return "it took Z, from before the activation, where the formula has A"
        case .staleGradient:
            return "it added to the gradients of the iteration before, which nobody set to zero"
        case .earlyUpdate:
            return "it ran as if before the backward pass, by gradients of the iteration before"
        }
    }
}
