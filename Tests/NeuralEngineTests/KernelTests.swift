import Testing

@testable import NeuralEngine

/// Kernels against plain loops over matrices.
@Suite struct KernelTests {
    static let sizes = [1, 2, 3, 4, 5, 8, 13]

    @Test(arguments: sizes, sizes)
    func productsAreSumsOfProducts(_ rows: Int, _ columns: Int) {
        var random = SplitMix64(seed: 1)
        for inner in Self.sizes {
            let a = SampleEngines.randomMatrix(rows: rows, columns: inner, &random)
            let b = SampleEngines.randomMatrix(rows: inner, columns: columns, &random)
            let row = SampleEngines.randomMatrix(rows: 1, columns: columns, &random)
            var expected = product(a, b)

            expectClose(result(rows, columns) { $0.setToProduct(transposed: $1, $2) }(a.transposed(), b), expected)
            expectClose(result(rows, columns) { $0.setToProduct($1, transposed: $2) }(a, b.transposed()), expected)
            for i in 0..<rows {
                for j in 0..<columns { expected[i, j] += row[0, j] }
            }
            let zeros = Matrix<Double>(rows: rows, columns: columns)
            let sum = withViews(zeros, a, b, row) { $0[0].setToProduct($0[1], $0[2], plusRow: $0[3]) }
            expectClose(sum, expected)
        }
    }

    @Test func columnSums() {
        let sums = withViews(Matrix(rows: 1, columns: 2), Matrix([[1, 2], [3, 4], [5, 7]])) {
            $0[0].setToColumnSums(of: $0[1])
        }
        #expect(sums == Matrix([[9, 13]]))
    }

    private typealias Kernel = (MatrixView<Double>, MatrixView<Double>, MatrixView<Double>) -> Void

    private func result(
        _ rows: Int, _ columns: Int, _ kernel: @escaping Kernel
    ) -> (Matrix<Double>, Matrix<Double>) -> Matrix<Double> {
        { a, b in
            withViews(Matrix(rows: rows, columns: columns, repeating: .nan), a, b) { kernel($0[0], $0[1], $0[2]) }
        }
    }

    /// Runs a kernel on copies of matrices, and gives what became of the first.
    private func withViews(_ matrices: Matrix<Double>..., body: ([MatrixView<Double>]) -> Void) -> Matrix<Double> {
        let buffers = matrices.map { matrix in
            let cells = UnsafeMutableBufferPointer<Double>.allocate(capacity: matrix.elements.count)
            _ = cells.initialize(from: matrix.elements)
            return cells
        }
        defer { buffers.forEach { $0.deallocate() } }
        body(zip(buffers, matrices).map { MatrixView(cells: $0.baseAddress!, rows: $1.rows, columns: $1.columns) })
        return Matrix(rows: matrices[0].rows, columns: matrices[0].columns, elements: Array(buffers[0]))
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
        #expect(largestRelativeDifference(a, b, floor: 1) < 1e-14)
    }
}
