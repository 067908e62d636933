extension Derivation {
    /// Evaluates every line, compares it with the one before, and asks the witnesses.
    ///
    /// Lines are evaluated with numbers that do not overflow and that carry a bound on their rounding error (`BoundedNumber`).
    /// Two lines are equal if they differ by no more than twice their bounds. The engine computes in double precision and must
    /// agree to 1e-12, central differences to 1e-6; both are relative for values above 1.
    public func checked() -> CheckedDerivation {
        CheckedDerivation(
            derivation: self, parts: parts.map(checked), witnesses: claims.map { [engineWitness($0), differences($0)] })
    }

    private func checked(_ part: DerivationPart) -> [CheckedStep] {
        let evaluate = FormulaEvaluator<BoundedNumber>(values)
        let evaluateInDouble = FormulaEvaluator<Double>(values)
        var former: CellTable<BoundedNumber>?
        return part.steps.map { step in
            let left = evaluate(step.left)
            let right = evaluate(step.right)
            let isEqual = left.agrees(with: right) && (former.map { $0.agrees(with: right) } ?? true)
            former = right
            var overflow: [[Double]]?
            if step.right.isWrittenOut {
                let inDouble = evaluateInDouble(step.right)
                if !inDouble.cells.allSatisfy(\.isFinite) { overflow = inDouble.arrays }
            }
            return CheckedStep(cells: right.map(\.rounded).arrays, isEqual: isEqual, overflow: overflow)
        }
    }

    private func engineWitness(_ claim: DerivationClaim) -> DerivationWitness {
        witness(
            claim.engine.name, claim.engine.cells, of: FormulaEvaluator<BoundedNumber>(values)(claim.formula),
            tolerance: Self.engineTolerance)
    }

    private static let engineTolerance = 1e-12
    private static let differenceTolerance = 1e-6
    /// Half the distance between the two points of a central difference: about the cube root of the unit roundoff.
    private static let halfDistance = 0x1p-17

    private func differences(_ claim: DerivationClaim) -> DerivationWitness {
        let name = "central differences"
        guard let (function, variables) = claim.derivative, claim.whyNoDifference == nil else {
            return DerivationWitness(
                name: name, cells: [], agrees: nil, largestDifference: 0, remark: claim.whyNoDifference)
        }
        let columns = variables.symbols.flatMap { $0 }.map { difference(of: function, by: $0) }
        let expected = FormulaEvaluator<BoundedNumber>(values)(claim.formula)
        // The derivatives of a number have the shape of the variables; those of a row are a Jacobian.
        let count = columns[0].count
        let ordered = (0..<count).flatMap { cell in columns.map { $0[cell] } }
        guard ordered.count == expected.cells.count else {
            return DerivationWitness(
                name: name, cells: [ordered], agrees: false, largestDifference: .infinity, remark: nil)
        }
        let cells = CellTable(rows: expected.rows, columns: expected.columns, cells: ordered)
        return witness(name, cells.arrays, of: expected, tolerance: Self.differenceTolerance)
    }

    /// (f(x + h) − f(x − h))/2h for each of the function's cells.
    private func difference(of function: MathExpression, by symbol: MathSymbol) -> [Double] {
        let point = values[symbol] ?? .nan
        let (upper, lower) = (point + Self.halfDistance, point - Self.halfDistance)
        var moved = values
        moved[symbol] = upper
        let above = FormulaEvaluator<BoundedNumber>(moved)(function)
        moved[symbol] = lower
        let below = FormulaEvaluator<BoundedNumber>(moved)(function)
        let distance = BoundedNumber(upper) - BoundedNumber(lower)
        return above.combined(with: below) { ($0 - $1) / distance }.cells.map(\.rounded)
    }

    private func witness(
        _ name: String, _ cells: [[Double]], of expected: CellTable<BoundedNumber>, tolerance: Double
    ) -> DerivationWitness {
        let expected = expected.map(\.rounded).arrays
        guard cells.count == expected.count, zip(cells, expected).allSatisfy({ $0.count == $1.count }) else {
            return DerivationWitness(name: name, cells: cells, agrees: false, largestDifference: .infinity)
        }
        var largest = 0.0
        for (row, expectedRow) in zip(cells, expected) {
            for (cell, expectedCell) in zip(row, expectedRow) {
                let difference = (cell - expectedCell).magnitude / max(1, expectedCell.magnitude)
                // Written so that NaN becomes the largest.
                if !(difference <= largest) { largest = difference }
            }
        }
        return DerivationWitness(name: name, cells: cells, agrees: largest <= tolerance, largestDifference: largest)
    }
}

extension CellTable where Cell == BoundedNumber {
    /// Whether both can be the same matrix.
    fileprivate func agrees(with other: CellTable) -> Bool {
        hasShape(of: other) && zip(cells, other.cells).allSatisfy { $0.agrees(with: $1) }
    }
}
