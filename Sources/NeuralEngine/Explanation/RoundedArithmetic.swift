/// A number with a bound on how far rounding can take the engine's own number from it.
public struct Rounded: Equatable, Sendable {
    /// The number, computed in double precision.
    public var value: Double
    /// The largest error that rounding can cause in the engine's precision.
    public var error: Double

    /// A number, exact by default.
    init(_ value: Double, error: Double = 0) {
        self.value = value
        self.error = error
    }

    /// Whether a number in the engine can be this one. If single precision overflowed on the way, any number can.
    func allows(_ stored: Double, _ precision: Precision) -> Bool {
        if error == .infinity { return true }
        if stored.isNaN || value.isNaN { return stored.isNaN && value.isNaN }
        let own = precision == .float32 ? Double(Float(value)) : value
        return stored == own || abs(stored - value) <= error
    }
}

/// Evaluates formulas of cells with a bound on the rounding error. Each operation rounds once, elementary functions are
/// within four units in the last place, and a sum of n terms rounds n times, in any order.
struct RoundedArithmetic {
    /// Half a unit in the last place, relative.
    private let unit: Double
    /// Smaller numbers may have been flushed to zero or have lost digits.
    private let tiny: Double
    private let isSingle: Bool

    init(_ precision: Precision) {
        isSingle = precision == .float32
        unit = isSingle ? 0x1p-24 : 0x1p-53
        tiny = isSingle ? Double(Float.leastNormalMagnitude) : Double.leastNormalMagnitude
    }

    func value(of expression: CellExpression) -> Rounded {
        switch expression {
        case .number(let number), .symbol(_, let number):
            let isExact = !isSingle || Double(Float(number)) == number
            return Rounded(number, error: isExact ? 0 : unit * abs(number))
        case .operand(let operand): return Rounded(operand.value)
        case .sum(let a, let b):
            var result = sum(value(of: a), value(of: b))
            // A kernel may begin with what is added to a sum, and then each of its roundings has that size.
            if case .series(let series) = a { result.error += unit * Double(series.count) * abs(value(of: b).value) }
            return result
        case .difference(let a, let b):
            let b = value(of: b)
            return sum(value(of: a), Rounded(-b.value, error: b.error))
        case .product(let a, let b): return product(value(of: a), value(of: b))
        case .quotient(let a, let b): return quotient(value(of: a), value(of: b))
        case .negative(let a):
            let a = value(of: a)
            return Rounded(-a.value, error: a.error)
        case .square(let a):
            let a = value(of: a)
            return product(a, a)
        case .power(let base, _, let exponent):
            // The engine computes powers in double precision.
            let result = power(value(of: base).value, exponent)
            return Rounded(result, error: 64 * 0x1p-53 * abs(result) + unit * abs(result))
        case .call(let function, let arguments): return apply(function, to: arguments.map(value))
        case .indicator(let a, let b): return Rounded(value(of: a).value > value(of: b).value ? 1 : 0)
        case .pieces(let condition, let threshold, let above, let elsewhere):
            return value(of: condition).value > value(of: threshold).value ? value(of: above) : value(of: elsewhere)
        case .series(let series):
            let terms = series.terms.map(value)
            let total = terms.reduce(series.rest.value) { $0 + $1.value }
            let size = terms.reduce(abs(series.rest.value)) { $0 + abs($1.value) }
            // Where the sizes overflow, so may the engine's sum on its way, in whatever order it adds up.
            let mayOverflow =
                size > (isSingle ? Double(Float.greatestFiniteMagnitude) : .greatestFiniteMagnitude)
                && terms.allSatisfy(\.value.isFinite)
            if mayOverflow { return Rounded(total, error: .infinity) }
            let error = terms.reduce(series.rest.error) { $0 + $1.error }
            return rounded(total, error + unit * Double(series.count) * size + tiny, from: terms + [series.rest])
        case .known(_, let value, _): return value
        }
    }

    func sum(_ a: Rounded, _ b: Rounded) -> Rounded {
        let error = a.error + b.error + unit * (abs(a.value) + abs(b.value))
        return rounded(a.value + b.value, error, from: [a, b])
    }

    private func product(_ a: Rounded, _ b: Rounded) -> Rounded {
        let result = a.value * b.value
        // Infinity times a number that may have been flushed to zero may be NaN.
        func mayBeNaN(_ x: Rounded, _ y: Rounded) -> Bool { x.value.isInfinite && abs(y.value) <= y.error }
        if mayBeNaN(a, b) || mayBeNaN(b, a) { return Rounded(result, error: .infinity) }
        let error = abs(a.value) * b.error + abs(b.value) * a.error + a.error * b.error + unit * abs(result) + tiny
        return rounded(result, error, from: [a, b])
    }

    private func quotient(_ a: Rounded, _ b: Rounded) -> Rounded {
        let result = a.value / b.value
        let least = max(abs(b.value) - b.error, .leastNonzeroMagnitude)
        let error = (a.error + abs(result) * b.error) / least + 2 * unit * abs(result) + tiny
        return rounded(result, error, from: [a, b])
    }

    /// A result with its error. The error is unbounded if single precision may have overflowed on the way; a result that is
    /// NaN or infinite for other reasons has no error.
    private func rounded(_ result: Double, _ error: Double, from operands: [Rounded]) -> Rounded {
        let overflows = isSingle && result.isFinite && abs(result) > Double(Float.greatestFiniteMagnitude)
        if overflows || operands.contains(where: { $0.error == .infinity }) {
            return Rounded(result, error: .infinity)
        }
        return Rounded(result, error: result.isFinite && !error.isNaN ? error : 0)
    }

    private func apply(_ function: CellFunction, to arguments: [Rounded]) -> Rounded {
        let x = arguments[0]
        let result = function.value(arguments.map(\.value))
        let own = 4 * unit * abs(result) + tiny
        let error =
            switch function {
            case .exp: abs(result) * 1.5 * x.error + own
            case .expMinusOne: (1 + abs(result)) * 1.5 * x.error + own
            case .log: x.error / max(abs(x.value) - x.error, .leastNonzeroMagnitude) + own
            case .logOnePlus: x.error / (1 + max(x.value - x.error, -0.5)) + own
            case .tanh, .sigmoid, .distribution, .erf, .cos: 1.2 * x.error + own + unit
            case .root:
                max(0, x.value + x.error).squareRoot() - max(0, x.value - x.error).squareRoot() + own
            case .sign: 0.0
            case .max, .clip, .magnitude: arguments.reduce(0) { Swift.max($0, $1.error) }
            }
        return rounded(result, error, from: arguments)
    }
}

extension CellFunction {
    /// The function's value in double precision.
    func value(_ arguments: [Double]) -> Double {
        let x = arguments[0]
        switch self {
        case .exp: return .exp(x)
        case .log: return .log(x)
        case .logOnePlus: return Double.log1p(x)
        case .expMinusOne: return Double.expm1(x)
        case .tanh: return .tanh(x)
        case .sigmoid: return Activation.sigmoid.value(x)
        case .erf: return .erf(x)
        case .cos: return DoubleLanes.cos(DoubleLanes(x))[0]
        case .sign: return x.isNaN ? x : x > 0 ? 1 : x < 0 ? -1 : 0
        case .max: return arguments.contains(where: \.isNaN) ? .nan : arguments.max()!
        case .clip: return x.isNaN ? x : Swift.min(1, Swift.max(-1, x))
        case .magnitude: return abs(x)
        case .root: return x.squareRoot()
        case .distribution: return 0.5 * (1 + Double.erf(x * 0.5.squareRoot()))
        }
    }
}
