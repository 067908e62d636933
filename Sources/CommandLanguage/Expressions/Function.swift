/// The functions of the expression language. Each takes one matrix.
public enum Function: String, CaseIterable, Sendable {
    case sum, mean, min, max, norm, argmax, any, all
    case abs, exp, log, sqrt, tanh, sigmoid, relu, isnan, isfinite
    case softmax
    case shape
    case previous

    /// Whether `axis=0` (down the columns) or `axis=1` (along the rows) may be given.
    public var takesAxis: Bool {
        switch self {
        case .sum, .mean, .min, .max, .norm, .argmax, .any, .all, .softmax: true
        case .abs, .exp, .log, .sqrt, .tanh, .sigmoid, .relu, .isnan, .isfinite, .shape, .previous: false
        }
    }

    /// What the function gives, in a few words.
    public var summary: String {
        switch self {
        case .sum: "the sum of the cells"
        case .mean: "the mean of the cells"
        case .min: "the smallest cell"
        case .max: "the largest cell"
        case .norm: "the root of the sum of squares"
        case .argmax: "the index of the largest cell"
        case .any: "1 if any cell is not 0"
        case .all: "1 if no cell is 0"
        case .abs: "each cell without its sign"
        case .exp: "e to the power of each cell"
        case .log: "the natural logarithm of each cell"
        case .sqrt: "the square root of each cell"
        case .tanh: "the hyperbolic tangent of each cell"
        case .sigmoid: "1 / (1 + exp(-x)) of each cell"
        case .relu: "each cell, or 0 where it is negative"
        case .isnan: "1 where a cell is not a number"
        case .isfinite: "1 where a cell is neither infinite nor not a number"
        case .softmax: "exp(x) over its row's sum"
        case .shape: "[rows, columns]"
        case .previous: "the value before the last operation that wrote it"
        }
    }
}
