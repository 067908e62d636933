import NeuralEngine
import PlainText
import StepDebugger

// The central difference that a gradient is compared with.

extension ExplanationReport {
    /// The central difference of a gradient, and whether both agree.
    var gradientSentence: String? {
        guard let check = explanation.gradient else { return nil }
        let comparison = check.comparison
        let difference = "central difference \(NumberFormat.rounded(comparison.numeric))"
        guard !comparison.relativeError.isNaN else {
            return "✗ \(difference), which cannot be compared with \(NumberFormat.rounded(comparison.analytic))"
        }
        var error = "relative error \(NumberFormat.rounded(comparison.relativeError, digits: 2))"
        if max(abs(comparison.analytic), abs(comparison.numeric)) < check.floor, comparison.relativeError > 0 {
            error += " (relative to \(NumberFormat.rounded(check.floor, digits: 2)), since both are small)"
        }
        if let kink = check.kink {
            return
                "✓ \(difference), \(error); taken on one side of the kink of \(kink.function) at "
                + "\(kink.matrix)[\(kink.row),\(kink.column)]"
        }
        guard !check.passed else { return "✓ \(difference), \(error)" }
        if let name = explanation.changedByHand {
            return "– \(name) was set by hand, so this is not the gradient of the loss: \(difference)"
        }
        let failure = "✗ \(difference), \(error), above the tolerance \(NumberFormat.shortest(check.tolerance))"
        guard let changed = check.changedAfterwards.first else { return failure }
        return "\(failure); \(changed) no longer follows from its operands"
    }

    /// The comparison with the central difference, each time in fewer words.
    var shortGradientSentences: [String] {
        guard let check = explanation.gradient, !check.comparison.relativeError.isNaN,
            check.passed || explanation.changedByHand == nil
        else { return [] }
        let mark = check.passed ? "✓" : "✗"
        let difference = NumberFormat.rounded(check.comparison.numeric)
        return ["\(mark) central difference \(difference)", "\(mark) difference \(difference)", mark]
    }
}

extension GradientCellCheck {
    var fields: [JSONField] {
        [
            JSONField("analytic", .number(comparison.analytic)), JSONField("numeric", .number(comparison.numeric)),
            JSONField("relativeError", .number(comparison.relativeError)), JSONField("tolerance", .number(tolerance)),
            JSONField("floor", .number(floor)), JSONField("passed", .boolean(passed)),
            JSONField(
                "kink",
                kink.map {
                    .object([
                        JSONField("name", .string($0.matrix.description)), JSONField("row", .integer($0.row)),
                        JSONField("column", .integer($0.column)), JSONField("function", .string($0.function)),
                    ])
                } ?? .null
            ),
        ]
    }
}
