import NeuralEngine
import PlainText
import StepDebugger

/// Every sentence of an explanation.
extension ExplanationReport {
    /// What the cell is, and who wrote it: `dW2[1,0] by linear2.backward, iteration 0`.
    public var heading: String {
        let holds = "\(cell) = \(NumberFormat.rounded(explanation.value))"
        let operation = explanation.operation?.label ?? ""
        switch explanation.verdict {
        case .given: return plainHeading
        case .setByHand where replacesItsStart:
            return "\(holds): set by hand \(placeOfChange ?? "")"
        case .setByHand: return "\(holds): set by hand \(placeOfChange ?? ""); \(operation) had computed"
        case .takenOver: return "\(holds): taken over from the network before; a new one starts at \(evaluated)"
        case .operandsChanged(let names, _):
            let verb = names.count == 1 ? "was" : "were"
            return
                "✗ \(holds), which is not what the operands of \(operation) give as they are now: "
                + "\(names.map(\.description).joined(separator: ", ")) \(verb) set by hand \(placeOfChange ?? "")"
        case .optimizerReplaced(let kind):
            return
                "\(holds): an update of \(kind.rawValue) wrote it, and what \(kind.rawValue) kept is gone with the "
                + "change of the optimizer"
        case .unexplained:
            guard explanation.formula != nil else { return "✗ \(holds): what it was computed from is gone" }
            return "✗ \(holds), which is not what the formula of \(operation) gives of its operands"
        }
    }

    /// The cell and the operation that wrote it, without a verdict.
    var plainHeading: String {
        guard let iteration = explanation.formula?.iteration else { return "\(cell): before the first update" }
        guard let operation = explanation.operation else {
            return "\(cell): no operation needs it; from the loss of iteration \(iteration)"
        }
        return "\(cell): \(operation.label), iteration \(iteration)"
    }

    private var evaluated: String { explanation.formula.map { NumberFormat.rounded($0.evaluated.value) } ?? "" }

    /// Whether the number replaces the one that a parameter started with.
    var replacesItsStart: Bool { explanation.operation == nil && explanation.verdict != .given }

    /// Remarks on the formula, one sentence each.
    public var sentences: [String] {
        guard !replacesItsStart else { return [] }
        return (explanation.formula?.remarks.map(\.sentence) ?? []) + (roundingSentence.map { [$0] } ?? [])
    }

    /// If the cell holds another number than its formula gives, although nothing but rounding lies between them: that it
    /// does. In single precision that can be an overflow.
    var roundingSentence: String? {
        guard explanation.verdict == .given, let formula = explanation.formula else { return nil }
        let (stored, exact) = (explanation.value, formula.evaluated.value)
        let size = max(abs(stored), abs(exact))
        // Numbers too small for single precision's normal form have fewer digits than are shown.
        let isSeen = stored != exact && !(abs(stored - exact) <= (size < 1e-30 ? 1e-7 : 1e-5) * size)
        guard stored.isNaN != exact.isNaN || !stored.isNaN && isSeen else { return nil }
        return "the cell holds \(NumberFormat.rounded(stored)): its operation rounds at each step"
    }

    /// The verdict in a few words, for a narrow pane.
    var shortVerdict: String {
        switch explanation.verdict {
        case .given: ""
        case .setByHand, .takenOver: replacesItsStart ? "put in by hand" : "set by hand"
        case .operandsChanged: "✗ operands changed since"
        case .optimizerReplaced: "by an optimizer that is gone"
        case .unexplained: "✗ not what its formula gives"
        }
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
}

extension CellFormula.Remark {
    /// The sentence, without a full stop.
    var sentence: String {
        switch self {
        case .sample(let sample, let count, let place, let epoch, let isShuffled):
            let order =
                isShuffled ? "at place \(place) in the order of epoch \(epoch)" : "the samples come in their order"
            return "the row is sample \(sample) of \(count), counted from 0; \(order)"
        case .alias(let name, let other): return "\(name) is \(other): the activation is the identity"
        case .largest(let symbol, let cell):
            return "\(symbol) = \(cell.place), the largest of its row, so that no exp overflows"
        case .logSumExp(let name):
            return
                "m is the largest of the row of \(name), and s + m its LogSumExp: what is subtracted first cannot overflow"
        case .complement(let name, let output):
            return "sigmoid(−\(output)) is 1 − \(name), with all its digits even where \(name) is near 1"
        case .termWithoutWeight: return "terms that the target gives no weight are left out"
        case .before(let names):
            let texts = names.reduce(into: [String]()) { texts, name in
                if !texts.contains("\(name)′") { texts.append("\(name)′") }
            }
            return texts.joined(separator: ", ") + (texts.count == 1 ? " is the value" : " are the values")
                + " before this update"
        case .updates(let symbol, let count): return "\(symbol) = \(count), the updates so far"
        case .schedule(let period): return "e counts the \(period.rawValue)s from 0"
        case .piece(let cell, let threshold, let isAbove):
            return "\(cell.place) = \(NumberFormat.rounded(cell.value)) is \(isAbove ? "above" : "not above") "
                + NumberFormat.shortest(threshold)
        case .randomNumber(let drawn, let iteration):
            return "u = \(NumberFormat.rounded(drawn)), the cell's random number in iteration \(iteration)"
        case .initializer(let initializer, let inputs, let outputs, let seed):
            let how =
                "\(initializer) with seed \(seed), for \(counted(inputs, "input")) and \(counted(outputs, "output"))"
            switch initializer {
            case .xavierUniform, .heUniform, .uniform: return "\(how); u is drawn evenly from 0 to 1"
            case .xavierNormal, .heNormal, .normal: return "\(how); z is drawn from the standard normal distribution"
            case .zeros: return how
            }
        case .startsAtZero: return "it starts at zero"
        }
    }
}
