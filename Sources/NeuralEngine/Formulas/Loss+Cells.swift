// The formulas of single cells for the two passes of the loss. They spell out the equations in `Loss.swift`.

extension LossFunction {
    /// P[n,j] = exp(A[n,j] − m)/Σₖ exp(A[n,k] − m), m the largest of the row, or 1/(1 + exp(−A[n,j])).
    func probabilityCell(
        output: MatrixName, _ n: CellIndex, _ j: CellIndex, _ read: OperandReader
    ) -> CellDerivation {
        let a = read(output)
        guard loss == .crossEntropy else { return CellDerivation(Sigmoid.cell(a[n, j])) }
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
            let surprise = Surprise(a)
            let terms = sum(pattern: y[.letterN, .letterJ] * surprise.inLetters) { n, j in
                y[n, j] * surprise[n, j]
            }
            return CellDerivation(
                mean(terms), definitions: surprise.definitions(read), remarks: [.logSumExp(output)])
        case .binaryCrossEntropy:
            return CellDerivation(
                mean(
                    sum { n, j in
                        .call(.max, [a[n, j], 0]) - a[n, j] * y[n, j]
                            + .call(.logOnePlus, [.exp(-.call(.magnitude, [a[n, j]]))])
                    }))
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

/// −log P of each cell, as the pass forward computes it from A: s + (m − A), with m the largest of the row and
/// s = log Σ exp(A − m). It is right even if P was rounded to 0 or 1.
struct Surprise {
    /// Of so many rows the sums are shown, at most.
    private static let mostDefinitions = 4

    private let a: OperandMatrix
    private let sums: [RowLogSum]

    init(_ a: OperandMatrix) {
        self.a = a
        sums = (0..<a.rows).map { n in RowLogSum((0..<a.columns).map { a.cells[n, $0] }) }
    }

    /// −log P[n,j]
    subscript(n: CellIndex, j: CellIndex) -> CellExpression {
        logSum(n) + (largest(n) - a[n, j])
    }

    /// −log P[n,j], spelled for any row.
    var inLetters: CellExpression { .symbol("s[n]", 0) + (.symbol("m[n]", 0) - a[.letterN, .letterJ]) }

    private func logSum(_ n: CellIndex) -> CellExpression {
        let sum = sums[n.number].logSum
        // Each exp is rounded, and so is what is added up.
        let error = Double(8 + a.columns) * (a.isSingle ? 0x1p-24 : 0x1p-53) * (1 + abs(sum))
        return .known(.symbol("s[\(n.number)]", sum), Rounded(sum, error: error), from: [a.span(row: n)])
    }

    private func largest(_ n: CellIndex) -> CellExpression {
        let m = sums[n.number].largest
        return .known(.symbol("m[\(n.number)]", m), Rounded(m), from: [a.span(row: n)])
    }

    /// How the sums of the first rows come about.
    func definitions(_ read: OperandReader) -> [CellFormula.Definition] {
        (0..<(a.rows <= Self.mostDefinitions ? a.rows : 1)).map { definition(ofRow: CellIndex("\($0)", $0), read) }
    }

    /// How the sum of a row comes about.
    func definition(ofRow n: CellIndex, _ read: OperandReader) -> CellFormula.Definition {
        CellFormula.Definition(
            symbol: "s[\(n.number)]",
            expression: .log(read.sum(over: "k", a.columns) { k in .exp(a[n, k] - largest(n)) }))
    }
}

extension CellIndex {
    fileprivate static let letterN = CellIndex("n", 0)
    fileprivate static let letterJ = CellIndex("j", 0)
}

/// The parts of a row's LogSumExp, m + log Σ exp(a − m), which cannot overflow. They are kept apart, since m + log Σ would
/// round a small loss away beside a large m.
struct RowLogSum {
    /// m, the largest of the row.
    let largest: Double
    /// log Σ exp(a − m)
    let logSum: Double

    init(_ row: [Double]) {
        let largest = row.max() ?? 0
        self.largest = largest
        logSum = Double.log(row.reduce(0) { $0 + Double.exp($1 - largest) })
    }
}
