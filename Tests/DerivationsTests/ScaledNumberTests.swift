import Testing

@testable import Derivations

@Suite struct ScaledNumberTests {
    @Test(arguments: [0, 1, -1, 0.1, -3.75, 1e300, .leastNonzeroMagnitude, .leastNormalMagnitude / 8])
    func whatDoubleHasIsKept(_ value: Double) {
        #expect(ScaledNumber(value).value == value)
    }

    @Test(arguments: [(1.5, 2.25), (1e10, -1e-10), (-3, 3), (0, 7), (1e200, 1e200)])
    func arithmeticIsThatOfDouble(_ a: Double, _ b: Double) {
        #expect((ScaledNumber(a) + ScaledNumber(b)).value == a + b)
        #expect((ScaledNumber(a) - ScaledNumber(b)).value == a - b)
        #expect((ScaledNumber(a) * ScaledNumber(b)).value == a * b)
        #expect((ScaledNumber(a) / ScaledNumber(b)).value == a / b)
        #expect((ScaledNumber(a) < ScaledNumber(b)) == (a < b))
    }

    @Test func powersThatDoubleHasNotAreNumbers() {
        let power = ScaledNumber(1000).exponential
        #expect(power.isFinite)
        #expect(power.value == .infinity)
        #expect((power * ScaledNumber(-1000).exponential - ScaledNumber(1)).magnitude.value < 1e-12)
        #expect((power.logarithm.value - 1000).magnitude < 1e-12)
    }

    @Test func whatIsNoNumberStaysNone() {
        #expect(!(ScaledNumber(1) / ScaledNumber(0)).isFinite)
        #expect(ScaledNumber(-1).logarithm.value.isNaN)
        #expect(ScaledNumber(.nan).exponential.value.isNaN)
        #expect(ScaledNumber(0).logarithm.value == -.infinity)
    }
}
