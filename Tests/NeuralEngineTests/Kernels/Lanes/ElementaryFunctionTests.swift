import Testing

@testable import NeuralEngine

/// The kernels' elementary functions: Floats against Doubles, and those against the C library's long doubles.
@Suite struct ElementaryFunctionTests {
    #if BACKSTEP_BASELINE
        /// Without an instruction for it a multiplication and addition rounded once takes long: only some Floats.
        private let stride: UInt32 = 1009
    #else
        private let stride: UInt32 = 1
    #endif

    @Test(.serialized, arguments: [ElementaryFunction.exp, .tanh])
    func everyFloatIsWithinTheBound(_ function: ElementaryFunction) async {
        let worst = await ErrorScan.worstError(of: function.single, against: function.double, stride: stride)
        #expect(worst.ulps <= function.singleBound, "\(function.testDescription)(\(worst.argument))")
    }

    @Test(.serialized, arguments: [ElementaryFunction.expm1, .log, .log1p, .erf])
    func everyHundredthFloatIsWithinTheBound(_ function: ElementaryFunction) async {
        let worst = await ErrorScan.worstError(of: function.single, against: function.double, stride: 101 * stride)
        #expect(worst.ulps <= function.singleBound, "\(function.testDescription)(\(worst.argument))")
    }

    @Test(arguments: ElementaryFunction.all)
    func doublesAreWithinTheBound(_ function: ElementaryFunction) {
        let bound = WideFloat.self == Double.self ? function.doubleBound + 1 : function.doubleBound
        var random = SplitMix64(seed: 1)
        var worst = WorstError()
        func look(at x: Double) {
            let ulps = error(of: function.double(DoubleLanes(x))[0], against: function.wide(WideFloat(x)))
            if !(ulps <= worst.ulps) { worst = WorstError(ulps: ulps, argument: x) }
        }
        for range in function.ranges {
            for _ in 0..<200_000 {
                look(at: range.lowerBound + (range.upperBound - range.lowerBound) * random.uniform())
            }
        }
        for _ in 0..<1_000_000 { look(at: Double(bitPattern: random.next())) }
        #expect(worst.ulps <= bound, "\(function.testDescription)(\(worst.argument))")
    }

    @Test func cosinesOfTheWholeCircleAreWithinTheBound() {
        var random = SplitMix64(seed: 1)
        var worst = WorstError()
        func look(at x: Double) {
            let ulps = error(of: DoubleLanes.cos(DoubleLanes(x))[0], against: wideCos(WideFloat(x)))
            if !(ulps <= worst.ulps) { worst = WorstError(ulps: ulps, argument: x) }
        }
        for _ in 0..<1_000_000 { look(at: 2 * Double.pi * random.uniform()) }
        for quarter in 0...4 {
            // The zeros, and the numbers close to them.
            let x = Double(quarter) * .pi / 2
            look(at: x)
            for _ in 0..<10_000 { look(at: (x + 1e-8 * (random.uniform() - 0.5)).magnitude) }
        }
        #expect(worst.ulps <= (WideFloat.self == Double.self ? 3 : 2), "cos(\(worst.argument))")
    }

    /// In units of the exact result's last place, ∞ counting as 2¹⁰²⁴; ∞ if one is NaN and the other is not.
    private func error(of result: Double, against exact: WideFloat) -> Double {
        if result.isNaN || exact.isNaN { return result.isNaN && exact.isNaN ? 0 : .infinity }
        if result.isInfinite && exact.magnitude >= WideFloat(Double.greatestFiniteMagnitude) {
            return (result < 0) == (exact < 0) ? 0 : .infinity
        }
        let place = Swift.max(exact.magnitude, WideFloat(Double.leastNormalMagnitude)).binade * 0x1p-52
        return Double((WideFloat(result) - exact).magnitude / place)
    }

    private static let specialValues: [(function: ElementaryFunction, results: [(Double, Double)])] = [
        (.exp, [(0, 1), (-0.0, 1), (1000, .infinity), (.infinity, .infinity), (-1000, 0), (-.infinity, 0)]),
        (
            .expm1,
            [(0, 0), (-0.0, -0.0), (1000, .infinity), (.infinity, .infinity), (-1000, -1), (-.infinity, -1)]
        ),
        (.log, [(0, -.infinity), (-0.0, -.infinity), (1, 0), (.infinity, .infinity), (-1, .nan), (-.infinity, .nan)]),
        (
            .log1p,
            [(0, 0), (-0.0, -0.0), (-1, -.infinity), (.infinity, .infinity), (-2, .nan), (-.infinity, .nan)]
        ),
        (.tanh, [(0, 0), (-0.0, -0.0), (20, 1), (-20, -1), (.infinity, 1), (-.infinity, -1)]),
        (.erf, [(0, 0), (-0.0, -0.0), (6, 1), (-6, -1), (.infinity, 1), (-.infinity, -1)]),
    ]

    @Test func specialValuesAreExact() {
        for (function, results) in Self.specialValues {
            for (x, expected) in results + [(.nan, .nan)] {
                let double = function.double(DoubleLanes(x))[0]
                let single = function.single(FloatLanes(Float(x)))[0]
                let place = "\(function.testDescription)(\(x))"
                if expected.isNaN {
                    #expect(double.isNaN && single.isNaN, "\(place)")
                } else {
                    #expect(double.hasSameBits(as: expected), "\(place)")
                    #expect(single.hasSameBits(as: Float(expected)), "\(place)")
                }
            }
        }
    }

    @Test(arguments: [ElementaryFunction.tanh, .erf])
    func oddFunctionsAreOddToTheLastBit(_ function: ElementaryFunction) {
        var random = SplitMix64(seed: 2)
        for _ in 0..<100_000 {
            let x = 40 * random.uniform() - 20
            let sum = function.double(DoubleLanes(x)) + function.double(DoubleLanes(-x))
            let singleSum = function.single(FloatLanes(Float(x))) + function.single(FloatLanes(-Float(x)))
            guard sum[0] == 0, singleSum[0] == 0 else {
                Issue.record("\(function.testDescription)(\(x))")
                return
            }
        }
    }

    @Test(arguments: ElementaryFunction.all)
    func aNumberGivesTheSameBitsInEveryLaneAndAlone(_ function: ElementaryFunction) {
        var random = SplitMix64(seed: 3)
        for _ in 0..<10_000 {
            var (singles, doubles) = (FloatLanes.zero, DoubleLanes.zero)
            for lane in 0..<FloatLanes.count { singles[lane] = Float(8 * random.normal()) }
            for lane in 0..<DoubleLanes.count { doubles[lane] = 8 * random.normal() }
            let (singleResults, doubleResults) = (function.single(singles), function.double(doubles))
            let sameSingles = (0..<FloatLanes.count).allSatisfy { lane in
                bits(function.singleOfOne(singles[lane])) == bits(singleResults[lane])
            }
            let sameDoubles = (0..<DoubleLanes.count).allSatisfy { lane in
                bits(function.doubleOfOne(doubles[lane])) == bits(doubleResults[lane])
            }
            guard sameSingles, sameDoubles else {
                Issue.record("\(singles), \(doubles)")
                return
            }
        }
    }

    /// Fowler, Noll and Vo's hash (FNV-1a, 64 bits, a number at a time) of many results: whatever the machine and the
    /// instructions that the package was built for, these are the bits.
    @Test(
        arguments: zip(
            ElementaryFunction.all,
            [
                (0xBC7F_4D20_B070_088C, 0xB0C7_4DC7_75D1_9453),
                (0xB2D3_CE74_4557_E957, 0xF8E9_7568_1016_DAB2),
                (0xA6A9_3179_07A8_567D, 0x9376_9F59_BA67_0AD6),
                (0xFE9F_7935_3F62_5B81, 0xB96B_4DD8_CDE7_533D),
                (0x222B_292C_7B8E_C57E, 0xEAC9_1AE5_C0F1_5CEA),
                (0x98B1_B7DF_B030_09D8, 0x5EED_B81B_7274_0164),
            ] as [(UInt64, UInt64)]))
    func resultsAreTheSameBitsOnEveryMachine(_ function: ElementaryFunction, _ expected: (UInt64, UInt64)) {
        var random = SplitMix64(seed: 4)
        var (singles, doubles): (UInt64, UInt64) = (0xCBF2_9CE4_8422_2325, 0xCBF2_9CE4_8422_2325)
        func add(_ x: Double) {
            singles = (singles ^ bits(function.single(FloatLanes(Float(x)))[0])) &* 0x100_0000_01B3
            doubles = (doubles ^ bits(function.double(DoubleLanes(x))[0])) &* 0x100_0000_01B3
        }
        for range in function.ranges {
            for _ in 0..<10_000 { add(range.lowerBound + (range.upperBound - range.lowerBound) * random.uniform()) }
        }
        for _ in 0..<10_000 { add(Double(bitPattern: random.next())) }
        #expect(singles == expected.0)
        #expect(doubles == expected.1)
    }

    /// A number's bits, the same ones for every NaN.
    private func bits(_ number: Double) -> UInt64 { number.isNaN ? .max : number.bitPattern }
    private func bits(_ number: Float) -> UInt64 { number.isNaN ? .max : UInt64(number.bitPattern) }
}
