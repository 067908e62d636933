/// A formula as a tree: what is laid out for reading is what is evaluated.
///
/// Values are matrices, (rows × columns); a number is 1×1. Sums, products and fractions work cell by cell, and a number
/// goes with every cell.
public indirect enum MathExpression: Equatable, Sendable {
    /// A whole number that is written out.
    case number(Int)
    /// A letter that has a value.
    case symbol(MathSymbol)
    /// A letter that stands for a formula: the letter is shown, the formula is evaluated.
    case named(MathSymbol, MathExpression)
    /// Terms that are added; those that are `negative` are shown as taken away. Many are shown with dots.
    case sum([MathExpression])
    case negative(MathExpression)
    case product(MathExpression, MathExpression, sign: ProductSign)
    case fraction(MathExpression, MathExpression)
    case power(MathExpression, Int)
    /// e to the power of the formula.
    case exponential(MathExpression)
    case call(MathFunction, MathExpression)
    /// The derivative of the function, there: σ′(x).
    case prime(MathFunction, MathExpression)
    /// Σ over the index from 1 to `count`.
    case summation(index: String, count: Int, MathExpression)
    /// The largest of the formulas, which are numbers.
    case largest([MathExpression])
    /// The first whose condition holds.
    case cases([MathCase])
    /// ∂/∂ of the symbol `by`; of a matrix of symbols, the matrix of the derivatives of a number; of a row of symbols,
    /// where the formula is a row, the Jacobian (formula's cells × symbols).
    case derivative(MathExpression, by: MathExpression)
    /// Rows of formulas, which are numbers. Large ones are shown by their corners.
    case matrix([[MathExpression]])
    case transpose(MathExpression)
    /// (n×k)·(k×m) → (n×m)
    case matrixProduct(MathExpression, MathExpression)
    /// The square matrix with the row's cells on its diagonal.
    case diagonal(MathExpression)
}

/// How a product is written.
public enum ProductSign: Equatable, Sendable {
    /// x₁₁w₁₁
    case none
    /// a·b
    case dot
}

/// A function that formulas call by its name. Each stands for a formula of powers of e, logarithms and choices, so
/// that evaluating its derivative takes nothing from the derivation that is to be checked.
public enum MathFunction: Equatable, Sendable {
    case sigmoid, tanh, relu, log
    /// log Σ eˣ of a row.
    case logSumExp
    /// eˣ/Σ eˣ of a row.
    case softmax
}

/// A formula for where a condition holds.
public struct MathCase: Equatable, Sendable {
    /// A comparison with the other side.
    public enum Condition: Equatable, Sendable {
        case above(MathExpression), notAbove(MathExpression)
    }
    /// The value.
    public var value: MathExpression
    /// What is compared.
    public var subject: MathExpression
    /// What it is compared with.
    public var condition: Condition

    /// The value for where the subject meets the condition.
    public init(_ value: MathExpression, where subject: MathExpression, _ condition: Condition) {
        self.value = value
        self.subject = subject
        self.condition = condition
    }
}
