extension Derivation {
    /// L = −log p of the right class by LogSumExp, and ∂L/∂x = p − y; for a batch the mean, (P − Y)/N.
    /// - rows: (samples × classes), the logits.
    /// - classes: the right one of each sample, from 0.
    static func crossEntropy(of rows: [[Double]], classes: [Int]) -> Derivation {
        let cells = rows[0]
        let right = classes[0]
        let logits = LogitSymbols(count: cells.count)
        let (vector, sum) = (logits.vector, logits.sumOfPowers)
        // c is the right class: x_c, p_c and y_c are shown with the letter and have the values of its number.
        let x = MathExpression.named(MathSymbol("x", "c"), logits.logit(.number(right)))
        let p = MathExpression.named(MathSymbol("p", "c"), logits.softmax(.number(right)))
        let y = MathExpression.named(MathSymbol("y", "c"), logits.target(.number(right)))
        let loss = MathExpression.named(MathSymbol("L"), .log(sum) - x)
        let other: MathIndex = right == 0 ? 1 : 0
        let (xOther, pOther) = (logits.logit(other), logits.probability(other))
        let forward = logits.largest + .log(logits.shiftedSum) - x
        let gradient = MathExpression.derivative(loss, by: vector)
        let result = logits.probabilities - logits.targets
        var parts = [
            DerivationPart(
                "The loss of one sample", loss,
                [
                    (-logits.crossEntropy, "definition: the cross-entropy of y and p"),
                    (-(y * .log(p)), "every other y is 0: only the right class, c, is left"),
                    (-.log(p), "since y_c = 1"),
                    (-.log(.e(x) / sum), "softmax"),
                    (-(.log(.e(x)) - .log(sum)), "the log of a fraction"),
                    (.log(sum) - x, "log and e go; signs"),
                    (forward, "LogSumExp: the largest, m, taken out"),
                ]),
            DerivationPart(
                "By the right class's logit", .derivative(loss, by: x),
                [
                    (.derivative(.log(sum) - x, by: x), "from the line before the last"),
                    ((1 / sum) * .e(x) - 1, "chain rule; only one term of the sum has it"),
                    (p - 1, "softmax"),
                ]),
            DerivationPart(
                "By another class's", .derivative(loss, by: xOther),
                [
                    (.derivative(.log(sum) - x, by: xOther), "the same"),
                    ((1 / sum) * .e(xOther) - 0, "the last term does not have it"),
                    (pOther - 0, "softmax"),
                ]),
            anyClass(logits, loss),
            DerivationPart(
                "All of them", gradient,
                [
                    (
                        .row((0..<cells.count).map { logits.probability(.number($0)) - ($0 == right ? 1 : 0) }),
                        "1 is taken from the right class only"
                    ), (result, "y is 1 for the right class, else 0"),
                ]),
        ]
        let values = logits.values(cells).merging(logits.targets(right: right)) { $1 }
        let batch = BatchOfLogits(rows: rows, classes: classes)
        if rows.count > 1 { parts.append(batch.part) }
        let claims = [
            DerivationClaim(
                subject: loss, formula: forward, derivative: nil,
                engine: EngineWitness.crossEntropy(of: [cells], classes: [right])),
            DerivationClaim(
                subject: gradient, formula: result, derivative: (loss, vector),
                engine: EngineWitness.crossEntropyGradient(of: [cells], classes: [right])),
        ]
        let sample = [vector, logits.targets, logits.probabilities].map { symbol in
            GivenNumbers(
                symbol: symbol, cells: FormulaEvaluator<BoundedNumber>(values)(symbol).map(\.rounded).arrays)
        }
        return Derivation(
            name: "cross-entropy", title: "The cross-entropy of softmax, and its gradient",
            introduction:
                "p is softmax(x); c is the right class: \(right) of the classes 0 to \(cells.count - 1). "
                + (rows.count > 1 ? "x, y and p are those of row 0. " : "") + indicesNote,
            given: (rows.count > 1 ? [GivenNumbers(symbol: batch.logits, cells: rows)] : []) + sample,
            values: rows.count > 1 ? values.merging(batch.values) { $1 } : values, parts: parts,
            claims: rows.count > 1 ? claims + [batch.claim] : claims, curve: nil)
    }

    /// ∂L/∂xⱼ = pⱼ − yⱼ, for any class j, from the sum over all classes.
    private static func anyClass(_ logits: LogitSymbols, _ loss: MathExpression) -> DerivationPart {
        let (x, p, y) = (logits.logit("j"), logits.probability("j"), logits.target("j"))
        let lse = MathExpression.log(logits.sumOfPowers)
        let (sumOfTargets, logit, target) = (logits.sumOfTargets, logits.logit("i"), logits.target("i"))
        let lines: [(MathExpression, String)] = [
            (.derivative(-logits.crossEntropy, by: x), "the loss as it was defined, with all classes"),
            (.derivative(-logits.sum(target * (logit - lse)), by: x), "the log of the softmax pᵢ"),
            (
                .derivative(lse * sumOfTargets - logits.sum(target * logit), by: x),
                "two sums; the log has no i and comes before its sum"
            ), (p * sumOfTargets - y, "the log gives pⱼ; in the last sum only term j has xⱼ"),
            (p * 1 - y, "since the y sum to 1"), (p - y, "for the right class and for every other"),
        ]
        return DerivationPart(
            "By the logit of any class j, 0 to \(logits.count - 1)", logits.each(.derivative(loss, by: x)),
            lines.map { (logits.each($0.0), $0.1) })
    }
}

/// The cross-entropy of several samples: the mean of their losses.
private struct BatchOfLogits {
    let rows: [[Double]]
    let classes: [Int]

    private var samples: [LogitSymbols] {
        rows.indices.map { LogitSymbols(count: rows[0].count, row: $0) }
    }

    var values: [MathSymbol: Double] {
        zip(samples, rows).reduce(into: [:]) { $0.merge($1.0.values($1.1)) { $1 } }
    }

    /// X, the matrix of the logits.
    var logits: MathExpression {
        .named(
            MathSymbol("X"),
            .matrix(samples.map(\.all)))
    }

    /// L₀, L₁ …, the losses of the samples.
    private var losses: [MathExpression] {
        zip(samples, classes).enumerated().map { place, sample in
            .named(
                MathSymbol("L", .number(place)),
                .log(sample.0.sumOfPowers) - sample.0.logit(.number(sample.1)))
        }
    }

    private var count: MathExpression { .number(rows.count) }

    private var mean: MathExpression { .named(MathSymbol("L"), .sum(losses) / count) }

    /// P, the matrix of the probabilities.
    private var probabilities: MathExpression {
        .named(
            MathSymbol("P"),
            .matrix(
                samples.map { sample in (0..<sample.count).map { sample.softmax(.number($0)) } }))
    }

    /// Y, the matrix of the one-hot rows.
    private var targets: MathExpression {
        .named(
            MathSymbol("Y"),
            .matrix(classes.map { right in (0..<rows[0].count).map { .number($0 == right ? 1 : 0) } }))
    }

    private var formula: MathExpression { (probabilities - targets) / count }

    private var gradient: MathExpression { .derivative(mean, by: logits) }

    var part: DerivationPart {
        DerivationPart(
            "The mean over \(rows.count) samples", gradient,
            [
                (.derivative(.sum(losses) / count, by: logits), "the loss is the mean of the samples' losses"),
                (formula, "each row is its own sample's p − y; N is \(rows.count)"),
            ])
    }

    var claim: DerivationClaim {
        DerivationClaim(
            subject: gradient, formula: formula, derivative: (mean, logits),
            engine: EngineWitness.crossEntropyGradient(of: rows, classes: classes))
    }
}
