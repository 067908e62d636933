/// How weights start; biases start at zero.
///
/// Sources: Glorot and Bengio 2010 (Xavier), He et al. 2015; n = inputs of the layer, m = its outputs.
public enum Initializer: Equatable, Sendable {
    /// U(−a, a) with a = √(6/(n + m)).
    case xavierUniform
    /// N(0, σ²) with σ = √(2/(n + m)).
    case xavierNormal
    /// U(−a, a) with a = √(6/n).
    case heUniform
    /// N(0, σ²) with σ = √(2/n).
    case heNormal
    /// N(0, σ²).
    case normal(standardDeviation: Double)
    /// U(−a, a).
    case uniform(bound: Double)
    /// All zero, from which a hidden layer never recovers.
    case zeros

    /// Weights of shape (inputs × outputs) in row-major order.
    func weights(inputs: Int, outputs: Int, generator: inout SplitMix64) -> [Double] {
        let (n, m) = (Double(inputs), Double(outputs))
        let count = inputs * outputs
        switch self {
        case .xavierUniform: return uniform(count, within: (6 / (n + m)).squareRoot(), &generator)
        case .xavierNormal: return normal(count, deviation: (2 / (n + m)).squareRoot(), &generator)
        case .heUniform: return uniform(count, within: (6 / n).squareRoot(), &generator)
        case .heNormal: return normal(count, deviation: (2 / n).squareRoot(), &generator)
        case .normal(let deviation): return normal(count, deviation: deviation, &generator)
        case .uniform(let bound): return uniform(count, within: bound, &generator)
        case .zeros: return Array(repeating: 0, count: count)
        }
    }

    private func uniform(_ count: Int, within bound: Double, _ generator: inout SplitMix64) -> [Double] {
        (0..<count).map { _ in (2 * generator.uniform() - 1) * bound }
    }

    private func normal(_ count: Int, deviation: Double, _ generator: inout SplitMix64) -> [Double] {
        (0..<count).map { _ in generator.normal() * deviation }
    }
}

extension Initializer {
    /// (2·u − 1)·a or z·σ, where the cell's random number u is uniform and z standard normal.
    /// - cell: the row-major index of the weight in its layer.
    /// - generator: the layer's own, in its initial state.
    func cell(_ cell: Int, inputs: Int, outputs: Int, generator: SplitMix64) -> CellExpression {
        var generator = generator
        let (n, m) = (CellExpression.number(Double(inputs)), CellExpression.number(Double(outputs)))
        func uniform(within bound: CellExpression) -> CellExpression {
            generator.skip(cell)
            return (2 * .symbol("u", generator.uniform()) - 1) * bound
        }
        func normal(deviation: CellExpression) -> CellExpression {
            generator.skip(2 * cell)
            return .symbol("z", generator.normal()) * deviation
        }
        switch self {
        case .xavierUniform: return uniform(within: .root(6 / (n + m)))
        case .xavierNormal: return normal(deviation: .root(2 / (n + m)))
        case .heUniform: return uniform(within: .root(6 / n))
        case .heNormal: return normal(deviation: .root(2 / n))
        case .normal(let deviation): return normal(deviation: .symbol("σ", deviation))
        case .uniform(let bound): return uniform(within: .symbol("a", bound))
        case .zeros: return 0
        }
    }
}

extension Initializer {
    /// The initialisers by their names in the language.
    public enum Kind: String, CaseIterable, Sendable {
        case xavierUniform = "xavier-uniform"
        case xavierNormal = "xavier-normal"
        case heUniform = "he-uniform"
        case heNormal = "he-normal"
        case normal
        case uniform
        case zeros

        /// A short description, with the activations that it suits.
        public var meaning: String {
            switch self {
            case .xavierUniform: "bound sqrt(6 / (inputs + outputs)): tanh, sigmoid"
            case .xavierNormal: "deviation sqrt(2 / (inputs + outputs)): tanh, sigmoid"
            case .heUniform: "bound sqrt(6 / inputs): relu"
            case .heNormal: "deviation sqrt(2 / inputs): relu"
            case .normal: "of this standard deviation"
            case .uniform: "from minus to plus this bound"
            case .zeros: "nothing ever tells the units apart"
            }
        }

        /// The number that follows the name after a colon: what it is, and its letter in formulas. Nil if there is none.
        public var parameter: (name: String, symbol: String)? {
            switch self {
            case .normal: ("standard deviation", "σ")
            case .uniform: ("bound", "a")
            case .xavierUniform, .xavierNormal, .heUniform, .heNormal, .zeros: nil
            }
        }
    }

    /// An initialiser of a kind.
    /// - number: the parameter of the kinds that take one.
    public init(_ kind: Kind, number: Double = 0) {
        switch kind {
        case .xavierUniform: self = .xavierUniform
        case .xavierNormal: self = .xavierNormal
        case .heUniform: self = .heUniform
        case .heNormal: self = .heNormal
        case .normal: self = .normal(standardDeviation: number)
        case .uniform: self = .uniform(bound: number)
        case .zeros: self = .zeros
        }
    }

    /// The kind, and its number if it has one.
    public var parts: (kind: Kind, number: Double?) {
        switch self {
        case .xavierUniform: (.xavierUniform, nil)
        case .xavierNormal: (.xavierNormal, nil)
        case .heUniform: (.heUniform, nil)
        case .heNormal: (.heNormal, nil)
        case .normal(let deviation): (.normal, deviation)
        case .uniform(let bound): (.uniform, bound)
        case .zeros: (.zeros, nil)
        }
    }
}

extension Initializer: CustomStringConvertible {
    /// How users spell the initialisers; σ and a stand for a number.
    public static var spellings: [String] {
        Kind.allCases.map { kind in kind.rawValue + (kind.parameter.map { ":\($0.symbol)" } ?? "") }
    }

    /// Reads a spelling such as `he-normal` or `normal:0.1`; nil if it is not one, or if its number is negative or not finite.
    public init?(spelling: String) {
        let words = spelling.split(separator: ":", omittingEmptySubsequences: false)
        guard let kind = Kind(rawValue: String(words[0])) else { return nil }
        guard kind.parameter != nil else {
            guard words.count == 1 else { return nil }
            self.init(kind)
            return
        }
        guard words.count == 2, let number = Double(words[1]), number.isFinite, number >= 0 else { return nil }
        self.init(kind, number: number)
    }

    /// The spelling that `init(spelling:)` reads.
    public var description: String {
        let (kind, number) = parts
        return kind.rawValue + (number.map { ":\($0)" } ?? "")
    }
}
