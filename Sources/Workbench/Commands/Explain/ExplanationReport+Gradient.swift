import NeuralEngine
import PlainText
import StepDebugger

// The central difference that stands beside a gradient.

extension ExplanationReport {
    /// The central difference of a gradient, and whether both agree.
    var gradientSentence: String? {
        guard let check = explanation.gradient else { return nil }
        let comparison = check.comparison
        let difference = "central difference \(NumberFormat.rounded(comparison.numeric))"
        guard !comparison.relativeError.isNaN else { return "✗ \(difference), which is no number to compare with" }
        var error = "relative error \(NumberFormat.rounded(comparison.relativeError, digits: 2))"
        if max(abs(comparison.analytic), abs(comparison.numeric)) < check.floor, comparison.relativeError > 0 {
            error += " (of \(NumberFormat.rounded(check.floor, digits: 2)), for both are small)"
        }
        if let kink = check.kink {
            return
                "✓ \(difference), \(error): of the side it stands on, for \(kink.function) has its kink at "
                + "\(kink.matrix)[\(kink.row),\(kink.column)]"
        }
        guard !check.passed else { return "✓ \(difference), \(error)" }
        if let name = explanation.changedByHand {
            return "– \(name) was set by hand, so that this is not the loss's gradient: \(difference)"
        }
        let failure = "✗ \(difference), \(error): more than \(NumberFormat.shortest(check.tolerance))"
        guard let changed = check.changedAfterwards.first else { return failure }
        return "\(failure), for \(changed) is not what its operation makes of its operands as they are now"
    }

    /// The comparison with the central difference in fewer and fewer words.
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
