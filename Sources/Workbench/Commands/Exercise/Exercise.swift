import CommandLanguage
import NeuralEngine
import PlainText

/// The worked cases that `exercise` makes fresh numbers for.
public enum ExerciseName: String, CaseIterable, Sendable {
    /// Z = X·W + b
    case linearForward = "linear-forward"
    /// The linear layer's ∂L/∂X, ∂L/∂W and ∂L/∂b.
    case linearBackward = "linear-backward"
    /// The sigmoid, its slope, and the gradient through it.
    case sigmoid
    /// The same for tanh.
    case tanh
    /// The same for ReLU.
    case relu
    /// A row's probabilities.
    case softmax
    /// The loss of a row, and ŷ − y.
    case crossEntropy = "cross-entropy"
    /// A step of gradient descent with momentum.
    case momentum

    /// What it asks for, in a few words.
    var meaning: String {
        switch self {
        case .linearForward: "Z = X·W + b"
        case .linearBackward: "dW, dX and db of a linear layer"
        case .sigmoid, .tanh, .relu: "its value, its slope, and the gradient through it"
        case .softmax: "the probabilities of a row of scores"
        case .crossEntropy: "the loss of a row of scores, and its gradient"
        case .momentum: "a step of one weight"
        }
    }

    /// How many questions it asks.
    public var questionCount: Int { Exercise(self, seed: 1).questions.count }
}

/// A worked case with numbers of its own: what is given, and what is asked for.
struct Exercise: Equatable, Sendable {
    /// A matrix that is given.
    struct Operand: Equatable, Sendable {
        let name: String
        let value: Value

        init(_ name: String, _ value: Matrix<Double>) {
            self.name = name
            self.value = .matrix(value)
        }

        init(_ name: String, _ value: Double) {
            self.name = name
            self.value = .number(value)
        }
    }

    /// A cell of the result, or all of it.
    struct Asked: Equatable, Sendable {
        /// `dW[0, 1]`, or `dW`.
        let text: String
        let expected: Value
        /// What helps: in words, the formula, its operands, and the sum, which tells the value.
        let hints: [String]
        /// What usual mistakes lead to.
        var mistakes: [Mistake] = []
    }

    /// What a usual mistake leads to.
    struct Mistake: Equatable, Sendable {
        let result: Matrix<Double>
        /// What was done instead, in a sentence.
        let sentence: String
    }

    let name: ExerciseName
    let seed: Int
    /// What is given, in words, before the numbers.
    let formula: String
    let operands: [Operand]
    let questions: [Asked]
    /// How many rows of samples there are.
    let sampleCount: Int

    /// Makes the numbers: the same for the same seed, on every machine.
    init(_ name: ExerciseName, seed: Int) {
        var numbers = FriendlyNumbers(seed: seed)
        self.name = name
        self.seed = seed
        let made =
            switch name {
            case .linearForward: LinearExercise.forward(&numbers)
            case .linearBackward: LinearExercise.backward(&numbers)
            case .sigmoid: ActivationExercise.make(.sigmoid, &numbers)
            case .tanh: ActivationExercise.make(.tanh, &numbers)
            case .relu: ActivationExercise.make(.relu, &numbers)
            case .softmax: SoftmaxExercise.softmax(&numbers)
            case .crossEntropy: SoftmaxExercise.crossEntropy(&numbers)
            case .momentum: MomentumExercise.make(&numbers)
            }
        (formula, operands, questions) = (made.formula, made.operands, made.questions)
        sampleCount = operands.first.map { $0.value.shape.rows } ?? 1
    }

    /// What is given, a paragraph each.
    var given: [String] {
        ["\(name.rawValue), seed \(seed): \(formula)"]
            + operands.map { operand in
                let start = "\(operand.name) = "
                let text = Self.spelled(operand.value.matrix, isScalar: operand.value.isScalar)
                // Rows below one another, where they would hardly fit beside one another.
                guard operand.value.shape.rows > 1, operand.value.shape.columns > 2 else { return start + text }
                let indent = String(repeating: " ", count: start.count + 1)
                return start + text.replacing("], [", with: "],\n\(indent)[")
            }
    }

    /// `[[0.5, -1], [2, 1.5]]`, or a number.
    static func spelled(_ matrix: Matrix<Double>, isScalar: Bool = false) -> String {
        if isScalar { return NumberFormat.rounded(matrix.elements[0]) }
        let rows = (0..<matrix.rows).map {
            "[\(matrix.row($0).map { NumberFormat.rounded($0) }.joined(separator: ", "))]"
        }
        return "[\(rows.joined(separator: ", "))]"
    }

    /// A number as a factor or a term: in parentheses where it is negative.
    static func factor(_ number: Double) -> String {
        let text = NumberFormat.rounded(number)
        return text.hasPrefix("-") ? "(\(text))" : text
    }

    /// The sum of products of two rows of cells, as a hint: with its cells, then with its numbers and what these come to.
    static func sum(
        _ result: String, of pairs: [((String, Double), (String, Double))], plus last: (String, Double)? = nil
    ) -> [String] {
        var cells = pairs.map { left, right in "\(left.0)·\(right.0)" }
        var numbers = pairs.map { left, right in "\(factor(left.1))·\(factor(right.1))" }
        var value = pairs.reduce(0.0) { sum, pair in sum + pair.0.1 * pair.1.1 }
        if let last {
            cells.append(last.0)
            numbers.append(factor(last.1))
            value += last.1
        }
        return [
            "this cell is \(result) = \(cells.joined(separator: " + "))",
            "\(result) = \(numbers.joined(separator: " + ")) = \(NumberFormat.rounded(value))",
        ]
    }
}

/// The parts that an exercise is made of.
typealias ExerciseParts = (formula: String, operands: [Exercise.Operand], questions: [Exercise.Asked])

/// Numbers that one can work with on paper: few digits, and no zeros.
struct FriendlyNumbers {
    private var generator: SplitMix64

    init(seed: Int) {
        generator = SplitMix64(seed: UInt64(bitPattern: Int64(seed)), stream: 17)
    }

    /// A multiple of `unit`, of either sign, no larger than so many units.
    mutating func number(unit: Double = 0.5, upTo units: Int = 4) -> Double {
        let size = Double(1 + generator.integer(below: units)) * unit
        return generator.integer(below: 2) == 0 ? size : -size
    }

    /// A whole number below `bound`.
    mutating func index(below bound: Int) -> Int { generator.integer(below: bound) }

    mutating func matrix(_ rows: Int, _ columns: Int, unit: Double = 0.5, upTo units: Int = 4) -> Matrix<Double> {
        Matrix(
            rows: rows, columns: columns, elements: (0..<rows * columns).map { _ in number(unit: unit, upTo: units) })
    }

    /// A row of different numbers.
    mutating func row(_ columns: Int, unit: Double = 0.5, upTo units: Int = 4) -> Matrix<Double> {
        var cells: [Double] = []
        while cells.count < columns {
            let next = number(unit: unit, upTo: units)
            if !cells.contains(next) { cells.append(next) }
        }
        return Matrix(rows: 1, columns: columns, elements: cells)
    }
}

extension Matrix where Element == Double {
    func mapped(_ transform: (Double) -> Double) -> Matrix {
        Matrix(rows: rows, columns: columns, elements: elements.map(transform))
    }

    /// Cell by cell with another of the same shape.
    func combined(_ other: Matrix, _ combine: (Double, Double) -> Double) -> Matrix {
        Matrix(rows: rows, columns: columns, elements: zip(elements, other.elements).map(combine))
    }

    /// The matrix product.
    func times(_ other: Matrix) -> Matrix {
        var product = Matrix(rows: rows, columns: other.columns)
        for row in 0..<rows {
            for column in 0..<other.columns {
                product[row, column] = (0..<columns).reduce(0) { $0 + self[row, $1] * other[$1, column] }
            }
        }
        return product
    }

    /// A matrix of one cell.
    static func cell(_ number: Double) -> Matrix { Matrix(rows: 1, columns: 1, elements: [number]) }
}
