import NeuralEngine
import PlainText

/// The usual mistakes, recognized by the number that they lead to.
extension WorkbenchState {
    /// A number that is off by no more than this share is a matter of digits.
    private static let roundingShare = 0.05

    /// What a wrong answer suggests was done instead, in a sentence; nil where it suggests nothing.
    func diagnosis(of given: Value, _ expected: Value, for open: OpenQuestion) -> String? {
        guard let given = given.scalar, let expected = expected.scalar, given.isFinite else { return nil }
        func isClose(_ value: Double) -> Bool {
            value != 0 && abs(given - value) <= OpenQuestion.usualTolerance * abs(value)
        }
        if isClose(-expected) { return "the sign is the other way round" }
        let rows = Double(session?.engine.rowsInBatch ?? 1)
        if rows > 1, open.cell.map({ $0.name.quantity == .gradient || $0.name == .loss }) ?? true {
            let samples = "\(Int(rows)) samples"
            for (factor, mistake) in [
                (rows, "it is not averaged over the \(samples) of the batch"),
                (1 / rows, "it is averaged over the \(samples) once too often"),
            ] {
                if isClose(expected * factor) { return mistake }
                if isClose(-expected * factor) { return "\(mistake), and the sign is the other way round" }
            }
        }
        if let cell = open.cell, let neighbour = otherCell(than: cell, with: isClose) { return neighbour }
        if expected != 0, abs(given - expected) <= Self.roundingShare * abs(expected) {
            return "it is close: three digits are needed"
        }
        return nil
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
