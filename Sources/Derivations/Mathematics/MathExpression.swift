/// A formula as a tree. The tree that is shown is also the one that is evaluated.
///
/// Values are matrices, (rows × columns); a number is 1×1. Sums, products and fractions work cell by cell, and a number is
/// combined with every cell.
public indirect enum MathExpression: Equatable, Sendable {
    /// A literal whole number.
    case number(Int)
    /// A letter that has a value.
    case symbol(MathSymbol)
    /// A letter that stands for a formula: the letter is shown, the formula is evaluated.
    case named(MathSymbol, MathExpression)
    /// Terms to add; those that are `negative` are shown as subtracted. Long sums are shown with dots.
    case sum([MathExpression])
    case negative(MathExpression)
    case product(MathExpression, MathExpression, sign: ProductSign)
    case fraction(MathExpression, MathExpression)
    case power(MathExpression, Int)
    /// e to the power of the formula.
    case exponential(MathExpression)
    case call(MathFunction, MathExpression)
    /// The derivative of a function at the formula: σ′(x).
    case prime(MathFunction, MathExpression)
    /// Σ over the index from 0 to `count` − 1.
    case summation(index: String, count: Int, MathExpression)
    /// The formula for any value of the index from 0 to `count` − 1. It is shown once, with the index as a letter, and its value
    /// is the row of the values for every index.
    case each(index: String, count: Int, MathExpression)
    /// The largest of the formulas, which are numbers.
    case largest([MathExpression])
    /// The first whose condition holds.
    case cases([MathCase])
    /// The derivative with respect to `by`. If that is a matrix of symbols, the matrix of the derivatives of a number; if it is
    /// a row of symbols and the formula is a row, the Jacobian (formula's cells × symbols).
    case derivative(MathExpression, by: MathExpression)
    /// Rows of formulas, which are numbers. Of a large matrix only the corners are shown.
    case matrix([[MathExpression]])
    case transpose(MathExpression)
    /// (n×k)·(k×m) → (n×m)
    case matrixProduct(MathExpression, MathExpression)
    /// The dot product of two matrices of one shape: the sum of the products cell by cell, sum(A ⊙ B).
    case dotProduct(MathExpression, MathExpression)
    /// The square matrix with the row's cells on its diagonal.
    case diagonal(MathExpression)
}

/// How a product is written.
public enum ProductSign: Equatable, Sendable {
    /// x₀₀w₀₀
    case none
    /// a·b
    case dot
}

/// A function that formulas call by name. Each stands for a formula of powers of e, logarithms and cases, so that
/// evaluating its derivative does not rely on the derivation that is being checked.
public enum MathFunction: Equatable, Sendable {
    case sigmoid, tanh, relu, log
    /// log Σ eˣ of a row.
    case logSumExp
    /// eˣ/Σ eˣ of a row.
    case softmax
}

/// A formula for the case that a condition holds.
public struct MathCase: Equatable, Sendable {
    /// A comparison of the subject.
    public enum Condition: Equatable, Sendable {
        case above(MathExpression), notAbove(MathExpression)
    }
    /// The value.
    public var value: MathExpression
    /// The formula that is compared.
    public var subject: MathExpression
    /// The condition on the subject.
    public var condition: Condition

    /// The value for the case that the subject satisfies the condition.
    public init(_ value: MathExpression, where subject: MathExpression, _ condition: Condition) {
        self.value = value
        self.subject = subject
        self.condition = condition
    }
}
