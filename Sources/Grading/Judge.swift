import NeuralEngine

/// Judges an implementation, operation by operation.
///
/// Each operation is carried out twice: on the true operands, and on those that the implementation itself gave. A
/// matrix that matches neither result is wrong by itself. One that only matches the second follows from an earlier
/// mistake, so that a mistake counts once.
struct Judge {
    let gradingCase: GradingCase
    /// How far a cell may be off, relative to itself, or to a thousandth of the largest cell if that is more.
    let tolerance: Double

    /// The error of a cell is relative to at least this share of its matrix's largest cell, since sums of many terms
    /// leave rounding errors.
    private static let smallestShare = 1e-3

    /// - tolerance: how far a cell may be off, relatively.
    init(_ gradingCase: GradingCase, tolerance: Double) {
        self.gradingCase = gradingCase
        self.tolerance = tolerance
    }

    /// Judges an answer.
    func grade(_ answer: LearnerAnswer) -> GradeReport {
        var truth = gradingCase.engine
        var own = gradingCase.engine
        let plan = truth.plan
        var entries: [GradeReport.Entry] = []
        var unchecked: [String] = []
        for (index, operation) in plan.operations.enumerated() where index >= truth.operationsRun && index > 0 {
            let operands = own
            truth.runNextOperation()
            own.runNextOperation()
            for written in operation.writes + Self.derivedGradients(at: operation, in: plan) {
                let given = answer.matrices.filter {
                    plan.canonical($0.name) == written && $0.isUpdated == (operation.pass == .update)
                }
                // The optimizer's state, and what no operation writes, need not be given.
                let isWanted = operation.writes.contains(written) && [.value, .gradient].contains(written.quantity)
                if given.isEmpty, isWanted, gradingCase.checks(written, isUpdated: operation.pass == .update) {
                    unchecked.append((operation.pass == .update ? "updated " : "") + written.description)
                }
                guard let right = truth.matrix(written), let expected = own.matrix(written) else { continue }
                for matrix in given {
                    let finder = MistakeFinder(
                        written: written, operation: operation, operands: operands, expected: expected,
                        learningRate: gradingCase.optimizer.learningRate, isClose: isClose)
                    let missing = operation.reads.filter { read in
                        read.isComputedByOperations && plan.canonical(read) != written
                            && !answer.matrices.contains { plan.canonical($0.name) == read && !$0.isUpdated }
                            && read.subject != .inputs && read.subject != .targets
                    }
                    entries.append(
                        GradeReport.Entry(
                            name: (matrix.isUpdated ? "updated " : "") + matrix.name.description,
                            operation: operation.label,
                            equation: operation.equations.first { $0.result == written }?.text,
                            isRight: isClose(matrix.matrix, right),
                            fault: fault(of: matrix.matrix, right, expected, missing.map(\.description), finder)))
                }
                if operation.pass != .update, let last = given.last?.matrix, last.shape == expected.shape,
                    written.subject != .loss, !Self.isDerived(written)
                {
                    own.setMatrix(written, to: last)
                }
            }
        }
        return GradeReport(
            summary: gradingCase.summary, entries: entries, unchecked: unchecked, remarks: answer.remarks,
            tolerance: tolerance)
    }

    /// `dP` and `dY`, which no operation writes: they are available once the loss has its gradient.
    private static func derivedGradients(at operation: Operation, in plan: Plan) -> [MatrixName] {
        guard operation.label == "loss.backward" else { return [] }
        return [MatrixName.probabilities.gradient, MatrixName.targets.gradient].filter(plan.contains)
    }

    private static func isDerived(_ name: MatrixName) -> Bool {
        name == .probabilities.gradient || name == .targets.gradient
    }

    private func fault(
        of given: Matrix<Double>, _ right: Matrix<Double>, _ expected: Matrix<Double>, _ missing: [String],
        _ finder: MistakeFinder
    ) -> GradeReport.Fault? {
        guard given.shape == expected.shape else {
            return GradeReport.Fault(
                shapes: GradeReport.Shapes(given: given.shape, expected: expected.shape), cell: nil, wrongCount: 0,
                cellCount: expected.elements.count, hint: finder.hint(forShapeOf: given), missingOperands: missing)
        }
        guard !isClose(given, right), !isClose(given, expected) else { return nil }
        let largest = Self.largest(expected)
        let wrong = given.elements.indices.filter {
            !isClose(given.elements[$0], expected.elements[$0], largest: largest)
        }
        let first = wrong.first.map { cell in
            GradeReport.WrongCell(
                row: cell / expected.columns, column: cell % expected.columns, expected: expected.elements[cell],
                actual: given.elements[cell])
        }
        return GradeReport.Fault(
            shapes: nil, cell: first, wrongCount: wrong.count, cellCount: given.elements.count,
            hint: finder.hint(for: given), missingOperands: missing)
    }

    // MARK: Comparing

    private static func largest(_ matrix: Matrix<Double>) -> Double {
        matrix.elements.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    }

    func isClose(_ a: Matrix<Double>, _ b: Matrix<Double>) -> Bool {
        guard a.shape == b.shape else { return false }
        let largest = Self.largest(b)
        return zip(a.elements, b.elements).allSatisfy { isClose($0, $1, largest: largest) }
    }

    private func isClose(_ given: Double, _ expected: Double, largest: Double) -> Bool {
        if given == expected || (given.isNaN && expected.isNaN) { return true }
        // Rounding errors of sums that should be zero.
        let rest = 1e-13
        return abs(given - expected) <= tolerance * max(abs(expected), largest * Self.smallestShare) + rest
    }
}
