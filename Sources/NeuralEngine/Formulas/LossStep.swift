/// A step on the way to one sample's loss: the parts of LogSumExp, or those of binary cross-entropy, as `loss.forward`
/// computes them. The loss of a batch is made of the samples' losses.
public struct LossStep: Equatable, Sendable {
    /// What a step computes.
    public enum Kind: String, CaseIterable, Sendable {
        /// m = max a
        case largest
        /// d = a − m
        case shifted
        /// e = exp(d), or exp(−|a|) for binary cross-entropy
        case exponential
        /// S = Σ e
        case sum
        /// s = log S
        case logarithm
        /// max(a, 0)
        case positivePart = "positive-part"
        /// a·y
        case weighted
        /// log1p(e)
        case logOnePlus = "log1p"
        /// The sample's loss.
        case sampleLoss = "sample-loss"
    }

    /// What it computes.
    public let kind: Kind
    /// The row of the batch.
    public let sample: Int
    /// The cell that the step is about, for a cursor.
    public let cell: MatrixCell
    /// The matrices whose rows it uses.
    public let reads: [MatrixName]
    /// What it computes: one number, or one for each output.
    public let results: [CellFormula.Definition]
    /// The symbol for all of its results: `d[0,k]`, or `m[0]` if there is only one.
    public let symbol: String
}

/// The steps that a loss has for each sample.
struct LossSteps {
    let beforeProbabilities: [LossStep.Kind]
    let afterProbabilities: [LossStep.Kind]

    var count: Int { beforeProbabilities.count + afterProbabilities.count }
}

extension Loss {
    /// The steps for each sample, before and after the sample's row of P; nil for losses that are a single sum.
    var steps: LossSteps? {
        switch self {
        case .crossEntropy:
            LossSteps(
                beforeProbabilities: [.largest, .shifted, .exponential, .sum, .logarithm],
                afterProbabilities: [.sampleLoss])
        case .binaryCrossEntropy:
            LossSteps(
                beforeProbabilities: [.positivePart, .weighted, .exponential, .logOnePlus],
                afterProbabilities: [.sampleLoss])
        case .meanSquaredError, .huber, .squaredError: nil
        }
    }
}

extension LossFunction {
    /// A maximum of more numbers than this is not spelled out.
    private static let mostSpelled = 8

    /// A step of a sample's loss, with the numbers that it computes.
    func step(_ kind: LossStep.Kind, ofSample n: Int, output: MatrixName, _ read: OperandReader) -> LossStep {
        let (a, y) = (read(output), read(.targets))
        let columns = 0..<a.columns
        let row = CellIndex("\(n)", n)
        let sum = RowLogSum(columns.map { a.cells[n, $0] })
        let letter = loss == .crossEntropy ? "k" : "j"
        /// An earlier result: one of the sample, or one of an output.
        func known(_ symbol: String, _ value: Double) -> CellExpression { .symbol("\(symbol)[\(n)]", value) }
        func known(_ symbol: String, _ k: CellIndex, _ value: Double) -> CellExpression {
            .symbol("\(symbol)[\(n),\(k.letter)]", value)
        }
        func each(_ symbol: String, _ result: (CellIndex) -> CellExpression) -> LossStep {
            made(
                "\(symbol)[\(n),\(letter)]",
                columns.map { .init(symbol: "\(symbol)[\(n),\($0)]", expression: result(CellIndex(letter, $0))) })
        }
        func one(_ symbol: String, _ result: CellExpression) -> LossStep {
            made("\(symbol)[\(n)]", [.init(symbol: "\(symbol)[\(n)]", expression: result)])
        }
        func made(_ symbol: String, _ results: [CellFormula.Definition]) -> LossStep {
            let usesTargets = kind == .weighted || kind == .sampleLoss
            let column =
                usesTargets
                ? columns.max { y.cells[n, $0] < y.cells[n, $1] } : columns.first { a.cells[n, $0] == sum.largest }
            return LossStep(
                kind: kind, sample: n, cell: MatrixCell(a.name, n, column ?? 0),
                reads: usesTargets ? [a.name, y.name] : [a.name], results: results, symbol: symbol)
        }
        func exponential(_ k: CellIndex) -> Double { Double.exp(a.cells[n, k.number] - sum.largest) }
        func exponentialOfSize(_ j: CellIndex) -> Double { Double.exp(-abs(a.cells[n, j.number])) }

        switch (kind, loss) {
        case (.largest, _):
            let cells = columns.map { a[row, CellIndex("\($0)", $0)] }
            return one(
                "m",
                cells.count <= Self.mostSpelled
                    ? .call(.max, cells) : .symbol("maxₖ \(a.name)[\(n),k]", sum.largest))
        case (.shifted, _): return each("d") { k in a[row, k] - known("m", sum.largest) }
        case (.exponential, .crossEntropy):
            return each("e") { k in .exp(known("d", k, a.cells[n, k.number] - sum.largest)) }
        case (.exponential, _): return each("e") { j in .exp(-.call(.magnitude, [a[row, j]])) }
        case (.sum, _):
            return one("S", read.sum(over: "k", a.columns) { k in known("e", k, exponential(k)) })
        case (.logarithm, _):
            return one("s", .log(known("S", columns.reduce(0) { $0 + exponential(CellIndex("k", $1)) })))
        case (.positivePart, _): return each("p") { j in .call(.max, [a[row, j], 0]) }
        case (.weighted, _): return each("q") { j in a[row, j] * y[row, j] }
        case (.logOnePlus, _): return each("l") { j in .call(.logOnePlus, [known("e", j, exponentialOfSize(j))]) }
        case (.sampleLoss, .crossEntropy):
            func surprise(_ k: CellIndex) -> CellExpression {
                known("s", sum.logSum) + (known("m", sum.largest) - a[row, k])
            }
            let weighted = columns.filter { y.cells[n, $0] != 0 }
            // Of a class, only its own term is left.
            if weighted.count == 1, y.cells[n, weighted[0]] == 1 {
                return one("L", surprise(CellIndex("\(weighted[0])", weighted[0])))
            }
            return one("L", read.sum(over: "k", a.columns) { k in y[row, k] * surprise(k) })
        case (.sampleLoss, _):
            return one(
                "L",
                read.sum(over: "j", a.columns) { j in
                    let (x, target) = (a.cells[n, j.number], y.cells[n, j.number])
                    return known("p", j, max(x, 0)) - known("q", j, x * target)
                        + known("l", j, Double.log1p(exponentialOfSize(j)))
                })
        }
    }
}
