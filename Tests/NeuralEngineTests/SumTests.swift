import Testing

@testable import NeuralEngine

/// Sums over matrices against plain loops.
@Suite struct SumTests {
    @Test(arguments: 1...13)
    func aSumTakesEveryCellOnce(_ count: Int) {
        // Powers of two, whose sums are exact in any order.
        var cells = (0..<count).map { Double(1 << $0) * ($0 % 2 == 0 ? 1 : -1) }
        let expected = cells.reduce(0) { $0 + abs($1) }
        let sum = cells.withUnsafeMutableBufferPointer {
            MatrixView(cells: $0.baseAddress!, rows: 1, columns: count).sum { abs($0) }
        }
        #expect(sum == expected)
    }
}
