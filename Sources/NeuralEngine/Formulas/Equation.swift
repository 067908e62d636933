/// The equation of one output of an operation, in parts that views can draw: `dW2 = A1ᵀ·dZ2`.
public struct Equation: Equatable, Sendable {
    /// A piece of the right-hand side.
    public enum Part: Equatable, Sendable {
        /// A matrix of the network. `previous` means its value before this operation, which overwrites it.
        case matrix(MatrixName, transposed: Bool, previous: Bool)
        /// The text between matrices, including blanks: `·`, ` + `, `tanh(`.
        case symbol(String)
    }

    /// The matrix that is written.
    public let result: MatrixName
    /// The right-hand side, from left to right.
    public let parts: [Part]

    init(_ result: MatrixName, _ formula: Formula) {
        self.result = result
        parts = formula.parts
    }

    /// The right-hand side in one line: `A1ᵀ·dZ2`.
    public var rightHandSide: String {
        parts.map { part in
            switch part {
            case .matrix(let name, let transposed, _): transposed ? "\(name)ᵀ" : "\(name)"
            case .symbol(let text): text
            }
        }.joined()
    }

    /// The equation in one line: `dW2 = A1ᵀ·dZ2`.
    public var text: String { "\(result) = \(rightHandSide)" }
}

/// A right-hand side, spelled as in a textbook: `"\(transposed: x)·\(dZ)"`, `"\(old: w) − lr·\(dW)"`.
struct Formula: ExpressibleByStringInterpolation {
    let parts: [Equation.Part]

    /// The right-hand side of an equation.
    init(_ equation: Equation) {
        parts = equation.parts
    }

    init(_ parts: [Equation.Part]) {
        self.parts = parts
    }

    init(stringLiteral text: String) {
        parts = text.isEmpty ? [] : [.symbol(text)]
    }

    init(stringInterpolation: StringInterpolation) {
        parts = stringInterpolation.parts
    }

    struct StringInterpolation: StringInterpolationProtocol {
        var parts: [Equation.Part] = []

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ text: String) {
            guard !text.isEmpty else { return }
            if case .symbol(let before) = parts.last {
                parts[parts.count - 1] = .symbol(before + text)
            } else {
                parts.append(.symbol(text))
            }
        }

        mutating func appendInterpolation(_ name: MatrixName) {
            parts.append(.matrix(name, transposed: false, previous: false))
        }

        mutating func appendInterpolation(transposed name: MatrixName) {
            parts.append(.matrix(name, transposed: true, previous: false))
        }

        mutating func appendInterpolation(old name: MatrixName) {
            parts.append(.matrix(name, transposed: false, previous: true))
        }

        mutating func appendInterpolation(_ symbol: String) {
            appendLiteral(symbol)
        }

        mutating func appendInterpolation(_ formula: Formula) {
            for part in formula.parts {
                if case .symbol(let text) = part { appendLiteral(text) } else { parts.append(part) }
            }
        }
    }
}
