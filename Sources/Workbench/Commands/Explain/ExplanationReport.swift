import NeuralEngine
import PlainText
import StepDebugger

/// What `explain` answers: where the number in a cell comes from, with the words around it.
public struct ExplanationReport: Equatable, Sendable {
    /// The formula, whether it gives the number, and the central difference of a gradient.
    public let explanation: CellExplanation
    /// When the cell or its operands were set by hand, if they were: `in iteration 0 after linear1.forward`.
    private let placeOfChange: String?
    /// Not nil if something that the value depends on was changed by hand after it was computed.
    let stale: StaleValue?

    /// The report on a cell; nil where there is no such cell, or no operation has computed it yet.
    ///
    /// Takes time in proportion to the longest sum in the formula and copies nothing of the session, so a screen can
    /// ask after every key.
    /// - comparesGradient: whether to compare a gradient with a central difference, which costs a forward pass.
    public init?(
        _ session: DebugSession, _ name: MatrixName, row: Int, column: Int, comparesGradient: Bool = true
    ) {
        guard
            let explanation = session.explanation(
                of: name, row: row, column: column, comparesGradient: comparesGradient)
        else { return nil }
        self.explanation = explanation
        stale = StaleValue(of: [name.description], in: session)
        switch explanation.verdict {
        case .setByHand(let position), .operandsChanged(_, let position):
            placeOfChange = position.words(among: session.engine.plan.operations.map(\.label))
        default: placeOfChange = nil
        }
    }

    /// The cell as users write it: `dW2[1,0]`.
    public var cell: String {
        guard explanation.name != .loss else { return explanation.name.description }
        return "\(explanation.name)[\(explanation.row),\(explanation.column)]"
    }

    /// The formula; nil if the number was set by hand and has nothing to do with it.
    var shownFormula: CellFormula? { replacesItsStart ? nil : explanation.formula }

    /// Whether the number replaces the one that a parameter started with.
    var replacesItsStart: Bool { explanation.operation == nil && explanation.verdict != .given }
}

/// The heading; the formula in letters, with indices and with numbers, worked out step by step; remarks; for a gradient, its
/// central difference.
extension ExplanationReport: CommandReport {
    package var kind: String { "explanation" }

    /// The text for a transcript.
    public var text: String { lines(columns: Self.textColumns).joined(separator: "\n") }

    /// The text in lines of at most `columns`, except where a number cannot be broken.
    public func lines(columns: Int) -> [String] {
        lines(columns: columns, heading, shownFormula?.lines(of: explanation, columns: columns) ?? [], remarks)
    }

    /// The formula with its numbers put in, without its result or a comparison: while a fault is to be found, the learner
    /// works those out.
    public func linesWithoutVerdict(columns: Int) -> [String] {
        guard let formula = shownFormula else { return lines(columns: columns) }
        let exercise =
            "shown: \(NumberFormat.rounded(explanation.value)). Is that the same? e compares, as a clue"
        return lines(columns: columns, plainHeading, formula.linesPutIn(columns: columns), [exercise])
    }

    private func lines(columns: Int, _ heading: String, _ formula: [String], _ remarks: [String]) -> [String] {
        heading.spacedWords.lines(behind: "", indent: 2, columns: columns) + formula
            + remarks.flatMap { $0.spacedWords.lines(behind: "  ", indent: 4, columns: columns) }
    }

    private var remarks: [String] { sentences + [gradientSentence, stale?.note].compactMap(\.self) }

    /// Remarks on the formula, one sentence each.
    public var sentences: [String] {
        guard let formula = shownFormula else { return [] }
        return formula.remarks.map(\.sentence) + (explanation.roundingSentence.map { [$0] } ?? [])
    }

    /// The fields of the object: the formula in letters, with indices and with numbers; its operands; the terms of its
    /// longest sum, with the rest as one number; whether it gives the value; the central difference of a gradient, and
    /// the matrix that was set by hand before it, if one was.
    public var fields: [JSONField] {
        let formula = explanation.formula
        var fields: [JSONField] = [
            JSONField("name", .string(explanation.name.description)), JSONField("row", .integer(explanation.row)),
            JSONField("column", .integer(explanation.column)), JSONField("value", .number(explanation.value)),
            JSONField("operation", explanation.operation.map { .string($0.label) } ?? .null),
            JSONField("iteration", formula?.iteration.map(JSONValue.integer) ?? .null),
            JSONField("given", .boolean(explanation.verdict == .given)), JSONField("heading", .string(heading)),
        ]
        if let formula { fields += formula.fields }
        fields.append(JSONField("remarks", .array(sentences.map(JSONValue.string))))
        fields.append(JSONField("check", explanation.gradient.map { .object($0.fields) } ?? .null))
        fields.append(JSONField("changedByHand", explanation.changedByHand.map { .string($0.description) } ?? .null))
        return fields + (stale?.fields ?? [])
    }
}

// What the cell is, which operation wrote it, and whether its formula gives the number.
extension ExplanationReport {
    /// `dW2[1,0]: linear2.backward, iteration 0`, or why the formula does not give the number.
    public var heading: String {
        let holds = "\(cell) = \(NumberFormat.rounded(explanation.value))"
        let operation = explanation.operation?.label ?? ""
        switch explanation.verdict {
        case .given: return plainHeading
        case .setByHand where replacesItsStart:
            return "\(holds): set by hand \(placeOfChange ?? "")"
        case .setByHand: return "\(holds): set by hand \(placeOfChange ?? ""); \(operation) had computed:"
        case .takenOver:
            let start = explanation.formula.map { NumberFormat.rounded($0.evaluated.value) } ?? ""
            return "\(holds): kept from the previous network; a new one starts at \(start)"
        case .operandsChanged(let names, _):
            let verb = names.count == 1 ? "was" : "were"
            return
                "✗ \(holds) no longer follows from the operands of \(operation): "
                + "\(names.map(\.description).joined(separator: ", ")) \(verb) set by hand \(placeOfChange ?? "")"
        case .optimizerReplaced(let kind):
            return
                "\(holds): written by an update of \(kind.rawValue), whose moments were discarded when the optimizer "
                + "was changed"
        case .unexplained:
            guard explanation.formula != nil else {
                return "✗ \(holds): the numbers that it was computed from are gone"
            }
            return "✗ \(holds) is not what the formula of \(operation) gives"
        }
    }

    /// The cell and the operation that wrote it, without a verdict.
    private var plainHeading: String {
        guard let iteration = explanation.formula?.iteration else { return "\(cell): before the first update" }
        guard let operation = explanation.operation else {
            return "\(cell): no operation computes it; derived from the loss of iteration \(iteration)"
        }
        return "\(cell): \(operation.label), iteration \(iteration)"
    }

    /// The verdict in a few words, for a narrow pane.
    var shortVerdict: String {
        switch explanation.verdict {
        case .given: ""
        case .setByHand: "set by hand"
        case .takenOver: "from the previous network"
        case .operandsChanged: "✗ operands changed since"
        case .optimizerReplaced: "by the previous optimizer"
        case .unexplained: "✗ not what its formula gives"
        }
    }
}
