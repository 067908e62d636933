extension Derivation {
    /// L = −log p of the right class by LogSumExp, and ∂L/∂x = p − y; for a batch the mean, (P − Y)/N.
    /// - rows: (samples × classes), the logits.
    /// - classes: the right one of each sample, from 0.
    static func crossEntropy(of rows: [[Double]], classes: [Int]) -> Derivation {
        let cells = rows[0]
        let right = classes[0] + 1
        let logits = LogitSymbols(count: cells.count)
        let (vector, sum) = (logits.vector, logits.sumOfPowers)
        let (x, p) = (logits.logit(.number(right)), logits.probability(right))
        let loss = MathExpression.named(MathSymbol("L"), .log(sum) - x)
        let other = right == 1 ? 2 : 1
        let (xOther, pOther) = (logits.logit(.number(other)), logits.probability(other))
        let y = oneHot(right, of: cells.count)
        let largest = logits.largest
        let forward = largest + .log(logits.shiftedSum) - x
        let gradient = MathExpression.derivative(loss, by: vector)
        let result = logits.probabilities - y
        var parts = [
            DerivationPart(
                "The loss of one sample", loss,
                [
                    (-logits.crossEntropy, "definition: the cross-entropy of y and p"),
                    (-(logits.target(.number(right)) * .log(p)), "every other y is 0"),
                    (-.log(p), "since \(logits.target(.number(right)).line()) = 1"),
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
            DerivationPart(
                "By any class's, with y", .derivative(loss, by: xOther),
                [
                    (.derivative(-logits.crossEntropy, by: xOther), "from the first line"),
                    (
                        pOther * logits.sumOfTargets - logits.target(.number(other)),
                        "each log S gives p; one term has the logit itself"
                    ),
                    (pOther - logits.target(.number(other)), "since the y sum to 1"),
                ]),
            DerivationPart(
                "All of them", gradient,
                [
                    (
                        .row(
                            (1...cells.count).map { logits.probability($0) - ($0 == right ? 1 : 0) }),
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
                engine: EngineWitness.crossEntropy(of: [cells], classes: [classes[0]])),
            DerivationClaim(
                subject: gradient, formula: result, derivative: (loss, vector),
                engine: EngineWitness.crossEntropyGradient(of: [cells], classes: [classes[0]])),
        ]
        return Derivation(
            name: "cross-entropy", title: "The cross-entropy of softmax, and its gradient",
            introduction:
                "The right class is the \(ordinal(right)) of \(cells.count): class \(classes[0]), counted from 0.",
            given: [GivenNumbers(symbol: rows.count > 1 ? batch.logits : vector, cells: rows)],
            values: rows.count > 1 ? values.merging(batch.values) { $1 } : values, parts: parts,
            claims: rows.count > 1 ? claims + [batch.claim] : claims, curve: nil)
    }

    /// The row y with 1 at the given place, counted from 1.
    static func oneHot(_ place: Int, of count: Int) -> MathExpression {
        .named(MathSymbol("y"), .row((1...count).map { .number($0 == place ? 1 : 0) }))
    }

    private static func ordinal(_ number: Int) -> String {
        let endings = [1: "st", 2: "nd", 3: "rd"]
        let isTeen = (11...13).contains(number % 100)
        return "\(number)\(isTeen ? "th" : endings[number % 10] ?? "th")"
    }
}

/// The cross-entropy of several samples: the mean of their losses.
private struct BatchOfLogits {
    let rows: [[Double]]
    let classes: [Int]

    private var samples: [LogitSymbols] {
        rows.indices.map { LogitSymbols(count: rows[0].count, row: $0 + 1) }
    }

    var values: [MathSymbol: Double] {
        zip(samples, rows).reduce(into: [:]) { $0.merge($1.0.values($1.1)) { $1 } }
    }

    /// X, the matrix of the logits.
    var logits: MathExpression {
        .named(
            MathSymbol("X"),
            .matrix(samples.map { sample in (1...sample.count).map { sample.logit(.number($0)) } }))
    }

    /// L₁ … L_N, the losses of the samples.
    private var losses: [MathExpression] {
        zip(samples, classes).enumerated().map { place, sample in
            .named(
                MathSymbol("L", .number(place + 1)),
                .log(sample.0.sumOfPowers) - sample.0.logit(.number(sample.1 + 1)))
        }
    }

    private var count: MathExpression { .number(rows.count) }

    private var mean: MathExpression { .named(MathSymbol("L"), .sum(losses) / count) }

    /// P, the matrix of the probabilities.
    private var probabilities: MathExpression {
        .named(
            MathSymbol("P"),
            .matrix(
                samples.map { sample in
                    (1...sample.count).map { .e(sample.logit(.number($0))) / sample.sumOfPowers }
                }))
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
