import CommandLanguage
import NeuralEngine
import PlainText
import Workbench

/// Finds the mistake that gives exactly the matrix of an implementation, by making the usual ones.
struct MistakeFinder {
    /// The matrix.
    let written: MatrixName
    /// The operation that computes it.
    let operation: Operation
    /// The engine before the operation, on the implementation's own operands.
    let operands: Engine
    /// The operation's result on them.
    let expected: Matrix<Double>
    /// The step size of the update.
    let learningRate: Double
    let isClose: (Matrix<Double>, Matrix<Double>) -> Bool

    /// A mistake, and its result on the operands.
    struct Mistake {
        let hint: String
        let result: Matrix<Double>
    }

    /// What to look for; nil if none of the usual mistakes gives this.
    func hint(for given: Matrix<Double>) -> String? {
        (mistakes + scalings).first { mistake in
            // A mistake that changes nothing explains nothing.
            isClose(given, mistake.result) && !isClose(expected, mistake.result)
        }?.hint ?? constantFactor(of: given)
    }

    /// Why the shape is wrong.
    func hint(forShapeOf given: Matrix<Double>) -> String? {
        let turned = MatrixShape(rows: expected.columns, columns: expected.rows)
        if given.shape == turned {
            return isClose(given.transposed(), expected)
                ? "it is transposed" : "it has the shape of its transpose"
        }
        let rows = operands.rowsInBatch
        if case (.bias, .gradient) = (written.subject, written.quantity),
            given.shape == MatrixShape(rows: rows, columns: expected.columns)
        {
            return "the rows of dZ are to be added up over the batch: a bias is shared by all samples"
        }
        if written == .loss, given.elements.count == rows {
            return "the samples' losses are to become one number"
        }
        return nil
    }

    // MARK: The network about the operation

    var network: NetworkSpecification { operands.network }
    var layer: Int { operation.layer ?? network.layerCount }
    var rows: Double { Double(operands.rowsInBatch) }
    var columns: Double { Double(network.outputCount) }
    /// Whether the loss is a mean over the batch.
    var isMean: Bool { network.reduction == .mean }

    /// The value of an expression over the operands, in which `R` is the expected result; nil if it has none.
    func value(_ text: String, _ others: [String: Matrix<Double>] = [:]) -> Matrix<Double>? {
        guard let expression = try? Expression(parsing: text) else { return nil }
        var matrices = others
        matrices["R"] = expected
        let scope = OperandScope(operands: operands, others: matrices)
        return try? Evaluator(scope: scope).evaluate(expression).matrix
    }

    /// The mistakes that a table of expressions describes.
    func mistakes(_ table: [(hint: String, expression: String)]) -> [Mistake] {
        table.compactMap { row in value(row.expression).map { Mistake(hint: row.hint, result: $0) } }
    }

    /// Everything multiplied by a number that can come from a mean, a square or a sign.
    private var scalings: [Mistake] {
        var factors: [(String, Double)] = [("the sign is the other way round", -1)]
        let mean: [(String, Double)] =
            isMean
            ? [
                ("the batch's mean is missing: it is a sum over \(operands.rowsInBatch) samples", rows),
                ("the batch's mean is taken twice", 1 / rows),
                ("the outputs are averaged as well: only the samples are to be", 1 / columns),
                ("the mean over the outputs is missing", columns),
                ("the mean over all cells is missing", rows * columns),
            ] : [("it is averaged over the batch, and 'reduction=sum' is asked for", 1 / rows)]
        factors += mean
        factors += [
            ("a factor 2 is too much: the square's derivative and its ½", 2),
            ("a factor 2 is missing, as that of a square's derivative", 0.5),
        ]
        factors += mean.map { ("the sign is the other way round, and " + $0.0, -$0.1) }
        return factors.map { hint, factor in
            Mistake(
                hint: hint,
                result: Matrix(
                    rows: expected.rows, columns: expected.columns, elements: expected.elements.map { $0 * factor }))
        }
            + (expected.rows == expected.columns
                ? [Mistake(hint: "it is transposed", result: expected.transposed())] : [])
    }

    /// The factor that every cell is off by.
    private func constantFactor(of given: Matrix<Double>) -> String? {
        guard expected.elements.count > 1,
            let cell = expected.elements.indices.max(by: { abs(expected.elements[$0]) < abs(expected.elements[$1]) }),
            expected.elements[cell] != 0
        else { return nil }
        let factor = given.elements[cell] / expected.elements[cell]
        guard factor.isFinite, factor != 0 else { return nil }
        let scaled = Matrix(
            rows: expected.rows, columns: expected.columns, elements: expected.elements.map { $0 * factor })
        return isClose(given, scaled) ? "every cell is \(NumberFormat.rounded(factor)) times what it should be" : nil
    }

    private var mistakes: [Mistake] {
        switch operation.pass {
        case .load: []
        case .forward: forwardMistakes
        case .backward: backwardMistakes
        case .update: updateMistakes
        }
    }
}

/// The matrices that an operation works on, and some more by name.
private struct OperandScope: NameScope {
    let operands: Engine
    let others: [String: Matrix<Double>]

    func value(of name: String) throws(EvaluationProblem) -> Value {
        if let other = others[name] { return .matrix(other) }
        if name == "N" { return .number(Double(operands.rowsInBatch)) }
        guard let matrix = MatrixName(name), let value = operands.matrix(matrix) else {
            throw .unknownName(name, suggestion: nil)
        }
        return .matrix(value)
    }

    func previousValue(of name: String) throws(EvaluationProblem) -> Value { try value(of: name) }
}
