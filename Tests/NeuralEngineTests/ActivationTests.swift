import Testing

@testable import NeuralEngine

@Suite struct ActivationTests {
    @Test(arguments: Activation.allCases)
    func theDerivativeIsThatOfTheValue(_ activation: Activation) {
        for z in stride(from: -4.95, through: 5, by: 0.1) {
            let h = 1e-6
            let slope = (activation.value(z + h) - activation.value(z - h)) / (2 * h)
            #expect(abs(activation.derivative(z) - slope) < 1e-8, "at \(z)")
        }
    }

    @Test func valuesAreTheKnownOnes() {
        let e = 2.718281828459045
        let table: [(Activation, Double, Double)] = [
            (.identity, -3, -3), (.sigmoid, 0, 0.5), (.sigmoid, 1, e / (1 + e)), (.tanh, 1, 0.7615941559557649),
            (.relu, -2, 0), (.relu, 2, 2), (.leakyReLU, -2, -0.02), (.elu, -1, 1 / e - 1),
            (.gelu, 1, 0.8413447460685429), (.softplus, 0, 0.6931471805599453), (.silu, 1, e / (1 + e)),
        ]
        for (activation, z, a) in table {
            #expect(abs(activation.value(z) - a) < 1e-15, "\(activation) at \(z)")
        }
    }

    @Test func reluHasDerivativeZeroAtZero() {
        #expect(Activation.relu.derivative(0.0) == 0)
        #expect(Activation.relu.derivative(-0.0) == 0)
        #expect(Activation.relu.derivative(1e-300) == 1)
        #expect(Activation.leakyReLU.derivative(0.0) == 0.01)
    }

    @Test(arguments: [1000.0, -1000.0])
    func farOutNothingOverflows(_ z: Double) {
        for activation in Activation.allCases {
            #expect(activation.value(z).isFinite, "\(activation)")
            #expect(activation.derivative(z).isFinite, "\(activation)")
            #expect(activation.value(Float(z)).isFinite, "\(activation) in single precision")
            #expect(activation.derivative(Float(z)).isFinite, "\(activation) in single precision")
        }
    }

    @Test func farOutTheLimitsAreReached() {
        #expect(Activation.sigmoid.value(1000.0) == 1)
        #expect(Activation.sigmoid.value(-1000.0) == 0)
        #expect(Activation.sigmoid.value(-700.0) > 0)
        #expect(Activation.softplus.value(1000.0) == 1000)
        // PyTorch's threshold.
        #expect(Activation.softplus.value(20.5) == 20.5)
        #expect(Activation.softplus.derivative(20.5) == 1)
        #expect(Activation.softplus.value(19.5) > 19.5)
        #expect(Activation.softplus.value(-1000.0) == 0)
        #expect(Activation.elu.value(-1000.0) == -1)
        #expect(Activation.silu.value(-1000.0) == 0)
        #expect(Activation.gelu.value(1000.0) == 1000)
    }

    @Test(arguments: Activation.allCases)
    func notANumberStaysVisible(_ activation: Activation) {
        #expect(activation.value(Double.nan).isNaN)
    }
}
