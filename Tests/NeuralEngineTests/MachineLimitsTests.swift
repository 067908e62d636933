import Testing

@testable import NeuralEngine

@Suite struct MachineLimitsTests {
    @Test func theLoopCountsTwoOperationsALaneOfItsTwelveVectors() {
        let lanes = Double(MachineLimits.vectorBits / 32)
        #expect(MachineLimits.floatingPointOperations(ofLoop: 10, .float32) == 10 * 12 * 2 * lanes)
        #expect(MachineLimits.floatingPointOperations(ofLoop: 10, .float64) == 10 * 12 * 2 * lanes / 2)
    }

    @Test(arguments: [Precision.float32, .float64])
    func theLoopComputesWhatItSays(precision: Precision) {
        // v ← v·d + d with d = 1 − 1/4, four times, from d, 2d, … 12d in every lane.
        let decay = 0.75
        var sum = 0.0
        for start in 1...12 {
            var value = decay * Double(start)
            for _ in 0..<4 { value = value * decay + decay }
            sum += value
        }
        let lanes = Double(MachineLimits.vectorBits / (precision == .float32 ? 32 : 64))
        let result = MachineLimits.runMultiplyAddLoop(4, precision)
        #expect(abs(result - lanes * sum) < 1e-4)
    }

    @Test(arguments: [0, 1, 1_000_000])
    func theLoopStaysFinite(iterations: Int) {
        #expect(MachineLimits.runMultiplyAddLoop(iterations, .float32).isFinite)
    }
}

@Suite struct BareProductsTests {
    @Test(arguments: [Precision.float32, .float64])
    func aSquareProductIsTheProductAndTheRow(precision: Precision) {
        let products = BareProducts(squareOf: 7, precision)
        #expect(products.floatingPointOperations == 2 * 7 * 7 * 7)
        products.run(times: 1)
        let row = products.matrix(at: 3)
        var expected = product(products.matrix(at: 0), products.matrix(at: 1))
        for i in 0..<7 {
            for j in 0..<7 { expected[i, j] += row[0, j] }
        }
        expectClose(products.matrix(at: 2), expected)
    }

    @Test func severalThreadsGiveTheSameBits() {
        let (alone, together) = (BareProducts(squareOf: 96, .float32), BareProducts(squareOf: 96, .float32))
        alone.run(times: 1)
        together.run(times: 3, threads: 2)
        #expect(alone.matrix(at: 2) == together.matrix(at: 2))
    }

    /// In the order of their making: X; W1 b1 Z1 dZ1 dW1; W2 b2 Z2 dZ2 dW2.
    @Test func aTrainingStepHasTheProductsOfItsLayers() {
        let products = BareProducts(trainingStepOf: [2, 4, 3], batchRows: 5, .float64)
        // Forward and dW for both layers, dA for the second: 2·5·(2·(2·4) + 3·(4·3)).
        #expect(products.floatingPointOperations == 520)
        let matrices = { (0...10).map(products.matrix(at:)) }
        let before = matrices()
        products.run(times: 1)
        let after = matrices()
        for index in [0, 1, 2, 6, 7, 9] { #expect(after[index] == before[index]) }
        for (result, left, right) in [
            (10, after[3].transposed(), after[9]), (4, after[9], after[6].transposed()),
            (5, after[0].transposed(), after[4]),
        ] {
            expectClose(after[result], product(left, right))
        }
        for (result, left, right, row) in [(3, 0, 1, 2), (8, 3, 6, 7)] {
            var expected = product(after[left], after[right])
            for i in 0..<5 {
                for j in 0..<expected.columns { expected[i, j] += after[row][0, j] }
            }
            expectClose(after[result], expected)
        }
    }

    private func product(_ a: Matrix<Double>, _ b: Matrix<Double>) -> Matrix<Double> {
        var result = Matrix<Double>(rows: a.rows, columns: b.columns)
        for i in 0..<a.rows {
            for j in 0..<b.columns {
                for k in 0..<a.columns { result[i, j] += a[i, k] * b[k, j] }
            }
        }
        return result
    }

    private func expectClose(_ a: Matrix<Double>, _ b: Matrix<Double>) {
        #expect(largestRelativeDifference(a, b, floor: 1) < 1e-6)
    }
}
