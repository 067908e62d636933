import Testing

@testable import NeuralEngine

/// Readings of a matrix where it lies, held against plain loops over a copy of it.
@Suite struct MatrixCellsTests {
    private static let shapes = [(1, 1), (3, 5), (7, 8), (2, 129), (61, 33), (300, 70), (1, 5000), (5000, 1)]

    /// A matrix in memory of its own, with other numbers before and behind it.
    private func cells<S: VectorScalar>(_ type: S.Type, _ matrix: Matrix<Double>) -> MatrixCells {
        var arena = Arena<S>(count: matrix.elements.count + 20)
        for index in 0..<arena.count { arena[index] = 1e30 }
        for (index, value) in matrix.elements.enumerated() { arena[7 + index] = S(value) }
        let pieces = CellPieces(arena, offset: 7, rows: matrix.rows, columns: matrix.columns)
        return MatrixCells(double: pieces as? CellPieces<Double>, single: pieces as? CellPieces<Float>)
    }

    private func random(_ rows: Int, _ columns: Int, scale: Double = 1, _ seed: UInt64 = 1) -> Matrix<Double> {
        var random = SplitMix64(seed: seed)
        // In single precision, so that both precisions hold the same; some cells are zero.
        return Matrix(
            rows: rows, columns: columns,
            elements: (0..<rows * columns).map { _ in
                random.integer(below: 9) == 0 ? 0 : Double(Float(random.normal() * scale))
            })
    }

    private func bothPrecisions(_ matrix: Matrix<Double>) -> [MatrixCells] {
        [cells(Double.self, matrix), cells(Float.self, matrix)]
    }

    // MARK: Summaries

    private func expectSummary(_ summary: MatrixSummary, of cells: [Double], _ comment: String) {
        let finite = cells.filter(\.isFinite)
        #expect(summary.shape.count == cells.count, "\(comment)")
        #expect(summary.nonFiniteCount == cells.count - finite.count, "\(comment)")
        #expect(summary.zeroCount == finite.count { $0 == 0 }, "\(comment)")
        guard let least = finite.min(), let most = finite.max() else {
            #expect(summary.minimum.isNaN && summary.maximum.isNaN && summary.mean.isNaN, "\(comment)")
            #expect(summary.meanMagnitude.isNaN && summary.norm == 0, "\(comment)")
            #expect(summary.largestMagnitude == 0 && summary.rootMeanSquare == 0, "\(comment)")
            return
        }
        #expect(summary.minimum == least && summary.maximum == most, "\(comment)")
        let scale = max(-least, most) == 0 ? 1 : max(-least, most)
        #expect(summary.largestMagnitude == max(-least, most), "\(comment)")
        let count = Double(finite.count)
        let magnitude = scale * (finite.reduce(0) { $0 + abs($1) / scale } / count)
        let squares = finite.reduce(0) { $0 + ($1 / scale) * ($1 / scale) }
        #expect(abs(summary.meanMagnitude / scale - magnitude / scale) <= 1e-6 * (magnitude / scale), "\(comment)")
        #expect(abs(summary.norm / scale - squares.squareRoot()) <= 1e-6 * squares.squareRoot(), "\(comment)")
        let mean = finite.reduce(0) { $0 + $1 / scale } / count
        #expect(abs(summary.mean / scale - mean) <= 1e-6 * (magnitude / scale), "\(comment)")
        let root = (squares / count).squareRoot()
        #expect(abs(summary.rootMeanSquare / scale - root) <= 1e-6 * root, "\(comment)")
    }

    private func expectSummaries(of matrix: Matrix<Double>, _ comment: String) {
        for cells in bothPrecisions(matrix) {
            expectSummary(cells.summary, of: matrix.elements, comment)
            for row in [0, matrix.rows / 2, matrix.rows - 1] {
                expectSummary(cells.summary(ofRow: row), of: matrix.row(row), "\(comment), row \(row)")
            }
            for column in [0, matrix.columns / 2, matrix.columns - 1] {
                let values = (0..<matrix.rows).map { matrix[$0, column] }
                expectSummary(cells.summary(ofColumn: column), of: values, "\(comment), column \(column)")
            }
        }
    }

    @Test(arguments: shapes) func summariesAreThoseOfPlainLoops(_ rows: Int, _ columns: Int) {
        expectSummaries(of: random(rows, columns), "\(rows)×\(columns)")
        expectSummaries(of: Matrix(rows: rows, columns: columns), "zeros, \(rows)×\(columns)")
        expectSummaries(of: Matrix(rows: rows, columns: columns, repeating: -2.5), "equal, \(rows)×\(columns)")
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func cellsThatAreNotFiniteAreCountedAndLeaveTheRestAlone(_ value: Double) {
        for (rows, columns) in Self.shapes {
            for place in [0, rows * columns / 2, rows * columns - 1] {
                var matrix = random(rows, columns)
                matrix.elements[place] = value
                expectSummaries(of: matrix, "\(value) at \(place) of \(rows)×\(columns)")
            }
            expectSummaries(of: Matrix(rows: rows, columns: columns, repeating: value), "all \(value)")
        }
    }

    @Test func squaresOfLargeAndSmallCellsAreHeld() {
        for scale in [1e30, 1e-30, 1e-44] {
            expectSummaries(of: random(61, 33, scale: scale), "\(scale)")
        }
        for scale in [1e300, 1e-300, 1e307] {
            let matrix = Matrix<Double>(rows: 9, columns: 40, elements: random(9, 40).elements.map { $0 * scale })
            expectSummary(cells(Double.self, matrix).summary, of: matrix.elements, "\(scale)")
        }
        let largest = Matrix<Double>(rows: 4, columns: 4, repeating: .greatestFiniteMagnitude)
        let summary = cells(Double.self, largest).summary
        #expect(summary.mean == .greatestFiniteMagnitude && summary.norm == .infinity)
        let least = Matrix<Double>(rows: 4, columns: 4, repeating: .leastNonzeroMagnitude)
        #expect(cells(Double.self, least).summary.norm == 4 * Double.leastNonzeroMagnitude)
    }

    @Test func aMeanOfMillionsOfSingleCellsHasSixDigits() {
        let matrix = Matrix<Double>(rows: 1000, columns: 2000, repeating: Double(Float(0.1)))
        let summary = cells(Float.self, matrix).summary
        #expect(abs(summary.mean - matrix.elements[0]) < 1e-7)
        #expect(abs(summary.norm / (2e6.squareRoot() * matrix.elements[0]) - 1) < 1e-6)
    }

    // MARK: Blocks

    @Test(arguments: shapes) func blocksHaveTheirExtremes(_ rows: Int, _ columns: Int) {
        let matrix = random(rows, columns)
        for blockRows in Set([1, min(rows, 2), min(rows, 7), rows]) {
            for blockColumns in Set([1, min(columns, 3), min(columns, 19), columns]) {
                for cells in bothPrecisions(matrix) {
                    let overview = cells.overview(rows: blockRows, columns: blockColumns)
                    expectExtremes(overview, of: matrix, "\(blockRows)×\(blockColumns) blocks of \(rows)×\(columns)")
                }
            }
        }
    }

    private func expectExtremes(_ overview: Matrix<Double>, of matrix: Matrix<Double>, _ comment: String) {
        for i in 0..<overview.rows {
            for j in 0..<overview.columns {
                var block: [Double] = []
                for row in MatrixCells.range(ofBlock: i, of: overview.rows, count: matrix.rows) {
                    for column in MatrixCells.range(ofBlock: j, of: overview.columns, count: matrix.columns) {
                        block.append(matrix[row, column])
                    }
                }
                let value = overview[i, j]
                if block.contains(where: { !$0.isFinite }) {
                    #expect(!value.isFinite, "\(comment): \(i), \(j)")
                } else {
                    #expect(block.contains(value) && abs(value) == block.map(abs).max(), "\(comment): \(i), \(j)")
                }
            }
        }
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func whatIsNotFiniteComesBeforeEverythingElseInItsBlock(_ value: Double) {
        for (rows, columns) in [(7, 8), (61, 33), (2, 129)] {
            for place in 0..<rows * columns {
                var matrix = random(rows, columns)
                matrix.elements[place] = value
                for cells in bothPrecisions(matrix) {
                    expectExtremes(cells.overview(rows: 2, columns: 3), of: matrix, "\(value) at \(place)")
                }
            }
        }
    }

    @Test func everyCellBelongsToOneBlock() {
        for count in 1...40 {
            for blocks in 1...count {
                let ranges = (0..<blocks).map { MatrixCells.range(ofBlock: $0, of: blocks, count: count) }
                #expect(ranges.flatMap { $0 } == Array(0..<count))
                #expect(ranges.allSatisfy { $0.count == count / blocks || $0.count == (count + blocks - 1) / blocks })
            }
        }
    }

    // MARK: Windows, parts, decimals, conditions

    @Test func aWindowIsACopyOfItsCells() {
        let matrix = random(61, 33)
        for cells in bothPrecisions(matrix) {
            let window = cells.window(rows: 5..<20, columns: 30..<33)
            #expect(window.shape == MatrixShape(rows: 15, columns: 3))
            for row in 0..<15 {
                for column in 0..<3 { #expect(window[row, column] == matrix[5 + row, 30 + column]) }
            }
            #expect(cells.window(rows: 3..<3, columns: 0..<33).shape == MatrixShape(rows: 0, columns: 33))
            #expect(cells.window(rows: 0..<61, columns: 0..<33) == matrix)
        }
    }

    @Test func partsOfARangeHaveTheirLowerEndAndTheLastOneBoth() {
        let matrix = Matrix<Double>([[-1.5, -1, -0.75, 0, 0.5], [0.999, 1, 1.001, .nan, .infinity]])
        for cells in bothPrecisions(matrix) {
            #expect(cells.histogram(bins: 4, over: -1...1) == [2, 0, 1, 3])
            #expect(cells.histogram(bins: 3, over: 0.5...0.5) == [0, 0, 1])
            #expect(cells.histogram(bins: 0, over: 0...1) == [])
        }
        let many = random(300, 70)
        for cells in bothPrecisions(many) {
            let counts = cells.histogram(bins: 13, over: -2...2)
            #expect(counts.reduce(0, +) == many.elements.count { $0 >= -2 && $0 <= 2 })
        }
    }

    @Test func theFewestDecimalsWriteEveryCell() {
        for (elements, expected): ([Double], Int?) in [
            ([0, 1, -255], 0), ([0.5, 2, -0.3], 1), ([0.25, 0.1, 1e6], 2), ([0.125, 1], nil), ([], 0),
            ([.nan, 1], 0), ([.infinity, 0.2], 1), ([1e300, 3], 0), ([1e-7], nil), ([1.0 / 3], nil),
        ] {
            let matrix = Matrix(rows: 1, columns: elements.count, elements: elements)
            #expect(cells(Double.self, matrix).fewestExactDecimals == expected, "\(elements)")
            guard elements.allSatisfy({ !$0.isFinite || abs($0) < 1e38 }) else { continue }
            #expect(cells(Float.self, matrix).fewestExactDecimals == expected, "single: \(elements)")
        }
        // A sum of tenths is meant to be tenths.
        #expect(cells(Double.self, Matrix([[0.1 + 0.2]])).fewestExactDecimals == 1)
    }

    @Test func zeroColumnsAndFlatCellsAreCounted() {
        var matrix = Matrix<Double>(rows: 9, columns: 4, repeating: 0.5)
        for row in 0..<9 { matrix[row, 2] = 0 }
        matrix[4, 1] = 0
        for cells in bothPrecisions(matrix) {
            #expect(cells.zeroColumnCount == 1)
            #expect(cells.first(rows: 0).zeroColumnCount == 4)
        }
        // Slopes of 0.25, 0.0099 and 0.0101 for a sigmoid; of tanh they are 0.75, 0.98 and more.
        let outputs = Matrix<Double>([[0.5, 0.01, 0.0102], [1, .nan, 0.996]])
        for cells in bothPrecisions(outputs) {
            #expect(cells.flatCellCount(after: .sigmoid, slope: 0.01) == 3)
            #expect(cells.flatCellCount(after: .tanh, slope: 0.01) == 2)
            #expect(cells.flatCellCount(after: .relu, slope: 0.01) == nil)
        }
    }

    // MARK: Cells of two matrices

    @Test func theFirstCellsAreThoseOfTheOne() {
        let (new, old) = (random(6, 5, 1), random(4, 5, 2))
        for cellCount in 0...30 {
            var expected = new
            for index in cellCount..<max(30, cellCount) {
                expected.elements[index] = index < old.elements.count ? old.elements[index] : 0
            }
            for (new, old) in zip(bothPrecisions(new), bothPrecisions(old)) {
                let cells = new.revealing(cellCount, over: old)
                #expect(cells.window(rows: 0..<6, columns: 0..<5) == expected, "\(cellCount)")
                expectSummary(cells.summary, of: expected.elements, "\(cellCount)")
                expectExtremes(cells.overview(rows: 3, columns: 2), of: expected, "\(cellCount)")
                for (index, value) in expected.elements.enumerated() { #expect(cells[index / 5, index % 5] == value) }
            }
        }
    }

    @Test func theFirstRowsAreAMatrix() {
        let matrix = random(6, 5)
        for cells in bothPrecisions(matrix) {
            #expect(cells.first(rows: 2).window(rows: 0..<2, columns: 0..<5).elements == Array(matrix.elements[..<10]))
            #expect(cells.first(rows: 0).summary.shape == MatrixShape(rows: 0, columns: 5))
        }
    }
}
