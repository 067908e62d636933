// The formulas of single cells for the two passes of the loss. They spell out the equations in `Loss.swift`.

extension LossFunction {
    /// P[n,j] = exp(A[n,j] − m)/Σₖ exp(A[n,k] − m), m the largest of the row, or 1/(1 + exp(−A[n,j])).
    func probabilityCell(
        output: MatrixName, _ n: CellIndex, _ j: CellIndex, _ read: OperandReader
    ) -> CellDerivation {
        let a = read(output)
        guard loss == .crossEntropy else { return CellDerivation(1 / (1 + .exp(-a[n, j]))) }
        let largest = (0..<a.columns).map { a.operand(n, CellIndex("k", $0)) }.max { $0.value < $1.value }!
        let m = CellExpression.symbol("m", largest.value)
        return CellDerivation(
            .exp(a[n, j] - m) / read.sum(over: "k", a.columns) { k in .exp(a[n, k] - m) },
            remarks: [.largest(symbol: "m", largest)])
    }

    /// The loss without a penalty: a sum over all cells.
    func forwardCell(output: MatrixName, _ read: OperandReader) -> CellDerivation {
        let (a, y) = (read(output), read(.targets))
        func sum(
            pattern: CellExpression? = nil, _ term: (CellIndex, CellIndex) -> CellExpression
        ) -> CellExpression { read.sum(overCellsOf: a, pattern: pattern, term) }
        let share = divisor(a).map { 1 / $0 }
        func mean(_ sum: CellExpression) -> CellExpression { share.map { $0 * sum } ?? sum }
        switch loss {
        case .crossEntropy:
            let logarithms = LogarithmsOfProbabilities(a, read.written(.probabilities), .crossEntropy)
            return CellDerivation(
                -mean(sum { n, j in y[n, j] * logarithms[n, j] }), remarks: [.logarithmByLogSumExp(output)])
        case .binaryCrossEntropy:
            let logarithms = LogarithmsOfProbabilities(a, read.written(.probabilities), .binaryCrossEntropy)
            func whole(_ n: CellIndex, _ j: CellIndex) -> CellExpression {
                y[n, j] * logarithms[n, j] + (1 - y[n, j]) * logarithms.ofRest(n, j)
            }
            let terms = sum(pattern: whole(CellIndex("n", 0), CellIndex("j", 0))) { n, j in
                // For targets of 0 and 1, only one half of the term remains.
                switch y.cells[n.number, j.number] {
                case 1: y[n, j] * logarithms[n, j]
                case 0: (1 - y[n, j]) * logarithms.ofRest(n, j)
                default: whole(n, j)
                }
            }
            return CellDerivation(
                -mean(terms), remarks: [.termWithoutWeight, .logarithmByLogSumExp(output)])
        case .meanSquaredError:
            return CellDerivation(mean(sum { n, j in (a[n, j] - y[n, j]).squared }))
        case .huber:
            return CellDerivation(
                mean(
                    sum { n, j in
                        let r = a[n, j] - y[n, j]
                        let size = CellExpression.call(.magnitude, [r])
                        return .above(1, size, size - 0.5, elsewhere: 0.5 * r.squared)
                    }))
        case .squaredError:
            let half: CellExpression = divisor(a).map { 1 / (2 * $0) } ?? 0.5
            return CellDerivation(half * sum { n, j in (a[n, j] - y[n, j]).squared })
        }
    }

    /// dA[n,j] as in `backwardEquation`, but P is multiplied by the sum of its row of targets, which is 1 for classes.
    func backwardCell(
        output: MatrixName, _ n: CellIndex, _ j: CellIndex, _ read: OperandReader
    ) -> CellExpression {
        let (a, y) = (read(output), read(.targets))
        let divisor = divisor(a)
        let residual = a[n, j] - y[n, j]
        switch loss {
        case .crossEntropy:
            let probabilities = read(.probabilities)
            let p = probabilities[n, j]
            let weight = (0..<y.columns).reduce(0) { $0 + y.cells[n.number, $1] }
            guard weight == 1 else {
                return (p * read.sum(over: "k", y.columns) { k in y[n, k] } - y[n, j]).divided(by: divisor)
            }
            let once = CellExpression.known(
                p, Rounded(probabilities.cells[n.number, j.number]),
                from: [probabilities.span(row: n, column: j), y.span(row: n)])
            return (once - y[n, j]).divided(by: divisor)
        case .binaryCrossEntropy: return (read(.probabilities)[n, j] - y[n, j]).divided(by: divisor)
        case .meanSquaredError: return (2 * residual).divided(by: divisor)
        case .huber: return CellExpression.call(.clip, [residual]).divided(by: divisor)
        case .squaredError: return residual.divided(by: divisor)
        }
    }

    /// The divisor of a mean: `N`, or `3·N`; nil for a sum.
    func divisor(_ a: OperandMatrix) -> CellExpression? {
        guard reduction == .mean else { return nil }
        let rows = CellExpression.symbol("N", Double(a.rows))
        let perRow = loss.terms(rows: 1, columns: a.columns)
        return perRow == 1 ? rows : .number(Double(perRow)) * rows
    }
}

/// log P and log(1 − P), computed from A, so that they are right even if P was rounded to 0 or 1.
struct LogarithmsOfProbabilities {
    private let a: OperandMatrix
    private let p: OperandMatrix
    /// log Σ exp of each row; empty for binary cross-entropy.
    private var logSums: [Double] = []

    init(_ a: OperandMatrix, _ p: OperandMatrix, _ loss: Loss) {
        (self.a, self.p) = (a, p)
        guard loss == .crossEntropy else { return }
        logSums = (0..<a.rows).map { n in logSumExp((0..<a.columns).map { a.cells[n, $0] }) }
    }

    /// log P[n,j]
    subscript(n: CellIndex, j: CellIndex) -> CellExpression {
        let z = a.cells[n.number, j.number]
        guard !logSums.isEmpty else {
            return .known(.log(p[n, j]), rounded(Self.logSigmoid(z), z), from: [a.span(row: n, column: j)])
        }
        return .known(.log(p[n, j]), rounded(z - logSums[n.number], z), from: [a.span(row: n)])
    }

    /// log(1 − P[n,j])
    func ofRest(_ n: CellIndex, _ j: CellIndex) -> CellExpression {
        let z = a.cells[n.number, j.number]
        return .known(.log(1 - p[n, j]), rounded(Self.logSigmoid(-z), z), from: [a.span(row: n, column: j)])
    }

    /// −log(1 + e^−z) without overflow.
    private static func logSigmoid(_ z: Double) -> Double { min(z, 0) - Double.log1p(Double.exp(-abs(z))) }

    /// With a bound on how the engine rounds the terms of the difference.
    private func rounded(_ value: Double, _ z: Double) -> Rounded {
        Rounded(value, error: 8 * unit * (1 + abs(z) + abs(value)))
    }

    private var unit: Double { a.isSingle ? 0x1p-24 : 0x1p-53 }
}

/// log Σ eˣ without overflow.
func logSumExp(_ row: [Double]) -> Double {
    let maximum = row.max() ?? 0
    return maximum + Double.log(row.reduce(0) { $0 + Double.exp($1 - maximum) })
}
