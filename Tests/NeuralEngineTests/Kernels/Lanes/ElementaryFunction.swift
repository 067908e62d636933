import Testing

@testable import NeuralEngine

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

#if arch(x86_64)
    /// What Doubles are held against: eleven bits more.
    typealias WideFloat = Float80
#else
    /// What Doubles are held against: the C library's, which may itself be wrong by one in the last place.
    typealias WideFloat = Double
#endif

/// An elementary function of the kernels', the C library's function of the same name, and the errors that are allowed.
struct ElementaryFunction: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var single: @Sendable (FloatLanes) -> FloatLanes
    var double: @Sendable (DoubleLanes) -> DoubleLanes
    var singleOfOne: @Sendable (Float) -> Float
    var doubleOfOne: @Sendable (Double) -> Double
    var wide: @Sendable (WideFloat) -> WideFloat
    /// In units of the last place, as the functions' comments state them.
    var singleBound: Double
    var doubleBound: Double
    /// Where Doubles are looked for: whole ranges, and where formulas meet or digits could cancel.
    var ranges: [ClosedRange<Double>]

    static let exp = Self(
        testDescription: "exp", single: { .exp($0) }, double: { .exp($0) }, singleOfOne: { .exp($0) },
        doubleOfOne: { .exp($0) }, wide: { wideExp($0) }, singleBound: 1, doubleBound: 1,
        ranges: [-1...1, 0.34...0.35, -20...20, -746...(-707), 700...710])
    static let expm1 = Self(
        testDescription: "expm1", single: { .expm1($0) }, double: { .expm1($0) }, singleOfOne: { .expm1($0) },
        doubleOfOne: { .expm1($0) }, wide: { wideExpm1($0) }, singleBound: 2, doubleBound: 2,
        ranges: [-1...1, 0.3...0.5, -0.5...(-0.3), -0x1p-20...0x1p-20, -20...20, -40...(-36), 700...710])
    static let log = Self(
        testDescription: "log", single: { .log($0) }, double: { .log($0) }, singleOfOne: { .log($0) },
        doubleOfOne: { .log($0) }, wide: { wideLog($0) }, singleBound: 1, doubleBound: 1,
        ranges: [0.5...2, 0.999...1.001, 0.7...0.71, 1.4...1.42, 0...100, 0...0x1p-1022])
    static let log1p = Self(
        testDescription: "log1p", single: { .log1p($0) }, double: { .log1p($0) }, singleOfOne: { .log1p($0) },
        doubleOfOne: { .log1p($0) }, wide: { wideLog1p($0) }, singleBound: 2, doubleBound: 2,
        ranges: [-1...0, -0.3...(-0.28), 0.4...0.45, -0x1p-20...0x1p-20, 0...100, 0x1p53...0x1p55, 0...0x1p1023])
    static let tanh = Self(
        testDescription: "tanh", single: { .tanh($0) }, double: { .tanh($0) }, singleOfOne: { .tanh($0) },
        doubleOfOne: { .tanh($0) }, wide: { wideTanh($0) }, singleBound: 2, doubleBound: 2,
        ranges: [-1...1, 0.15...0.2, 0.5...0.6, -0x1p-20...0x1p-20, -20...20])
    static let erf = Self(
        testDescription: "erf", single: { .erf($0) }, double: { .erf($0) }, singleOfOne: { .erf($0) },
        doubleOfOne: { .erf($0) }, wide: { wideErf($0) }, singleBound: 1, doubleBound: 2,
        ranges: [-1...1, 0.9...1.1, 1...2, -0x1p-20...0x1p-20, -6...6])

    static let all = [exp, expm1, log, log1p, tanh, erf]
}

#if arch(x86_64)
    private func wideExp(_ x: WideFloat) -> WideFloat { expl(x) }
    private func wideExpm1(_ x: WideFloat) -> WideFloat { expm1l(x) }
    private func wideLog(_ x: WideFloat) -> WideFloat { logl(x) }
    private func wideLog1p(_ x: WideFloat) -> WideFloat { log1pl(x) }
    private func wideTanh(_ x: WideFloat) -> WideFloat { tanhl(x) }
    private func wideErf(_ x: WideFloat) -> WideFloat { erfl(x) }
#else
    private func wideExp(_ x: WideFloat) -> WideFloat { exp(x) }
    private func wideExpm1(_ x: WideFloat) -> WideFloat { expm1(x) }
    private func wideLog(_ x: WideFloat) -> WideFloat { log(x) }
    private func wideLog1p(_ x: WideFloat) -> WideFloat { log1p(x) }
    private func wideTanh(_ x: WideFloat) -> WideFloat { tanh(x) }
    private func wideErf(_ x: WideFloat) -> WideFloat { erf(x) }
#endif
