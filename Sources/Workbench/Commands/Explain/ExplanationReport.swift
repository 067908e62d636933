import NeuralEngine
import StepDebugger

/// What `explain` answers: where the number in a cell comes from, with the words around it.
public struct ExplanationReport: Equatable, Sendable {
    /// The formula, whether it gives the number, and the central difference of a gradient.
    public let explanation: CellExplanation
    /// Where the cell or its operands were set by hand, where that is what happened: `in iteration 0 after linear1.forward`.
    let placeOfChange: String?
    /// Set if it was computed before something that it depends on was changed by hand.
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
            placeOfChange = position.description(in: session.engine.plan)
        default: placeOfChange = nil
        }
    }

    /// The cell as users write it: `dW2[1,0]`.
    public var cell: String {
        guard explanation.name != .loss else { return explanation.name.description }
        return "\(explanation.name)[\(explanation.row),\(explanation.column)]"
    }
}

extension Position {
    /// `in iteration 3 after tanh1.forward`, or `before iteration 3`.
    fileprivate func description(in plan: Plan) -> String {
        guard operation > 0 else { return "before iteration \(iteration)" }
        return "in iteration \(iteration) after \(plan.operations[operation - 1].label)"
    }
}
