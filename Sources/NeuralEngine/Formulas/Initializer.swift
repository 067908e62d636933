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
    /// All zero, which a hidden layer never gets away from.
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
    /// (2·u − 1)·a, or z·σ: u of the uniform, z of the standard normal distribution, the cell's random number.
    /// - cell: the place of the weight among those of its layer, row by row.
    /// - generator: the layer's own, as at its start.
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

extension Initializer: CustomStringConvertible {
    /// The spellings users know; σ and a stand for a number.
    public static var spellings: [String] {
        ["xavier-uniform", "xavier-normal", "he-uniform", "he-normal", "normal:σ", "uniform:a", "zeros"]
    }

    /// Reads a spelling, as `he-normal` or `normal:0.1`; nil where it is none, or its number is not finite or negative.
    public init?(spelling: String) {
        switch spelling {
        case "xavier-uniform": self = .xavierUniform
        case "xavier-normal": self = .xavierNormal
        case "he-uniform": self = .heUniform
        case "he-normal": self = .heNormal
        case "zeros": self = .zeros
        default:
            let words = spelling.split(separator: ":", omittingEmptySubsequences: false)
            guard words.count == 2, let number = Double(words[1]), number.isFinite, number >= 0 else { return nil }
            switch words[0] {
            case "normal": self = .normal(standardDeviation: number)
            case "uniform": self = .uniform(bound: number)
            default: return nil
            }
        }
    }

    /// The spelling that `init(spelling:)` reads back.
    public var description: String {
        switch self {
        case .xavierUniform: "xavier-uniform"
        case .xavierNormal: "xavier-normal"
        case .heUniform: "he-uniform"
        case .heNormal: "he-normal"
        case .normal(let deviation): "normal:\(deviation)"
        case .uniform(let bound): "uniform:\(bound)"
        case .zeros: "zeros"
        }
    }
}
