import NeuralEngine
import PlainText

/// The usual mistakes, recognized by the number that they lead to.
extension WorkbenchState {
    /// A number that is off by no more than this share is a matter of digits.
    private static let roundingShare = 0.05

    /// What a wrong answer suggests was done instead, in a sentence; nil where it suggests nothing.
    func diagnosis(of given: Value, _ expected: Value, for open: OpenQuestion) -> String? {
        guard given.matrix.elements.allSatisfy(\.isFinite) else { return nil }
        let found = given.matrix
        func isNear(_ value: Double, _ found: Double, _ share: Double) -> Bool {
            abs(found - value) <= share * abs(value)
        }
        func matches(_ matrix: Matrix<Double>, within share: Double = OpenQuestion.usualTolerance) -> Bool {
            matrix.rows == found.rows && matrix.columns == found.columns && matrix.elements.contains { $0 != 0 }
                && zip(matrix.elements, found.elements).allSatisfy { isNear($0, $1, share) }
        }
        let expected = expected.matrix
        if let mistake = open.mistakes.first(where: { matches($0.result) && !isNearlySame($0.result, expected) }) {
            return mistake.sentence
        }
        if matches(expected.mapped { -$0 }) { return "the sign is the other way round" }
        if expected.rows > 1, matches(expected.transposed()) { return "it is transposed: rows and columns are swapped" }
        let rows = Double(open.exercise?.sampleCount ?? session?.engine.rowsInBatch ?? 1)
        if rows > 1, open.cell.map({ $0.name.quantity == .gradient || $0.name == .loss }) ?? true {
            let samples = "\(Int(rows)) samples"
            for (factor, mistake) in [
                (rows, "it is not averaged over the \(samples) of the batch"),
                (1 / rows, "it is averaged over the \(samples) once too often"),
            ] {
                if matches(expected.mapped { $0 * factor }) { return mistake }
                if matches(expected.mapped { -$0 * factor }) {
                    return "\(mistake), and the sign is the other way round"
                }
            }
        }
        if let cell = open.cell, let given = given.scalar,
            let neighbour = otherCell(
                than: cell, with: { $0 != 0 && isNear($0, given, OpenQuestion.usualTolerance) })
        {
            return neighbour
        }
        return matches(expected, within: Self.roundingShare) ? "it is close: three digits are needed" : nil
    }

    /// Whether a mistake comes to the same here, so that it cannot be told from the right way.
    private func isNearlySame(_ mistake: Matrix<Double>, _ expected: Matrix<Double>) -> Bool {
        mistake.elements.count == expected.elements.count
            && zip(mistake.elements, expected.elements).allSatisfy {
                abs($0 - $1) <= 2 * OpenQuestion.usualTolerance * abs($1)
            }
    }

    /// The cell that has the number instead of the one that is asked for, in words.
    private func otherCell(than cell: MatrixCell, with isClose: (Double) -> Bool) -> String? {
        guard let session, let matrix = session.matrix(cell.name) else { return nil }
        func value(_ matrix: Matrix<Double>, _ row: Int, _ column: Int) -> Double? {
            row >= 0 && column >= 0 && row < matrix.rows && column < matrix.columns ? matrix[row, column] : nil
        }
        func spelled(_ row: Int, _ column: Int) -> String { "\(cell.name)[\(row), \(column)]" }
        if let swapped = value(matrix, cell.column, cell.row), cell.row != cell.column, isClose(swapped) {
            return "that is \(spelled(cell.column, cell.row)): the row comes first, then the column"
        }
        if let before = value(matrix, cell.row - 1, cell.column - 1), isClose(before) {
            return "that is \(spelled(cell.row - 1, cell.column - 1)): rows and columns are counted from 0"
        }
        let plan = session.engine.plan
        let own = plan.canonical(cell.name)
        let others = plan.matrices.filter { other in
            guard plan.canonical(other) != own, session.operationStillToCome(for: other) == nil,
                let matrix = session.matrix(other)
            else { return false }
            return matrix.rows > 1 || matrix.columns > 1
                ? value(matrix, cell.row, cell.column).map(isClose) ?? false : false
        }
        guard let other = others.first, Set(others.map(plan.canonical)).count == 1 else { return nil }
        return
            "that is \(other)[\(cell.row), \(cell.column)], and \(cell.name)[\(cell.row), \(cell.column)] is asked for"
    }
}
