import Testing

@testable import NeuralEngine

/// Loops over cells and rows against plain ones. What lies behind the cells is NaN, which shows wherever it gets in.
@Suite struct ElementwiseTests {
    static let sizes = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 40]
    /// With some that several threads share by columns.
    static let sharedSizes = sizes + [64, 95, 96, 112]

    @Test(arguments: sharedSizes, [1, 2, 3])
    func everyCellIsComputedWhoeverDoesIt(_ columns: Int, _ shares: Int) {
        var random = SplitMix64(seed: 1)
        let (a, b) = (Matrix<Float>.random(3, columns, &random), Matrix<Float>.random(3, columns, &random))
        let c = Matrix<Float>.random(3, columns, &random)
        let (x, y, z) = (PaddedMatrix(a), PaddedMatrix(b), PaddedMatrix(c))
        let (r1, r2, r3) = (PaddedMatrix(a), PaddedMatrix(a), PaddedMatrix(a))
        for share in (0..<shares).map({ Share(index: $0, count: shares) }) {
            r1.view.setEach(from: x.view, share) { a in 2 * a }
            r2.view.setEach(from: x.view, y.view, share) { a, b in a - b }
            r3.view.setEach(from: x.view, y.view, z.view, share) { a, b, c in (a - b) * c }
        }
        let cells = zip(a.elements, zip(b.elements, c.elements))
        #expect(r1.matrix.elements == a.elements.map { 2 * $0 })
        #expect(r2.matrix.elements == cells.map { $0 - $1.0 })
        #expect(r3.matrix.elements == cells.map { ($0 - $1.0) * $1.1 })
        #expect(r1.isGuardIntact && r2.isGuardIntact && r3.isGuardIntact)
    }

    @Test(arguments: sharedSizes, [1, 2, 3])
    func updatesChangeEveryCellOnce(_ columns: Int, _ shares: Int) {
        var random = SplitMix64(seed: 2)
        let (a, b) = (Matrix<Double>.random(3, columns, &random), Matrix<Double>.random(3, columns, &random))
        let (g, w, v, m) = (PaddedMatrix(a), PaddedMatrix(b), PaddedMatrix(a), PaddedMatrix(b))
        for share in (0..<shares).map({ Share(index: $0, count: shares) }) {
            w.view.updateEach(with: g.view, share) { w, g in w += g }
            w.view.updateEach(with: g.view, and: v.view, share) { w, g, v in
                v *= g
                w += v
            }
            w.view.updateEach(with: g.view, and: v.view, m.view, share) { w, g, v, m in
                v -= g
                m += v
                w *= m
            }
        }
        let (velocity, mean) = (v.matrix, m.matrix)
        for index in a.elements.indices {
            let (g, b) = (a.elements[index], b.elements[index])
            let v = g * g - g
            let m = b + v
            #expect(w.matrix.elements[index] == (b + g + g * g) * m)
            #expect((velocity.elements[index], mean.elements[index]) == (v, m))
        }
        #expect(m.isGuardIntact && v.isGuardIntact && w.isGuardIntact)
    }

    @Test(arguments: sizes)
    func sumsTakeEveryCellOnce(_ count: Int) {
        // Powers of two, whose sums are exact in any order.
        let cells = (0..<count).map { Double(sign: .plus, exponent: $0, significand: 1) }
        let a = PaddedMatrix(Matrix(rows: 1, columns: count, elements: cells))
        let half = PaddedMatrix(Matrix<Double>(rows: 1, columns: count, repeating: 0.5))
        let expected = cells.reduce(0, +)
        #expect(a.view.sum { a in a.magnitude } == expected)
        #expect(MatrixView.sum(over: a.view, half.view) { a, b in a * b } == expected / 2)
    }

    @Test(arguments: sizes)
    func aColumnOfSeveralRowsIsReadAndWrittenAndNothingElse(_ rows: Int) {
        var random = SplitMix64(seed: 3)
        let a = Matrix<Float>.random(rows, 3, &random)
        let view = PaddedMatrix(a)
        let target = PaddedMatrix<Float>(rows: rows, columns: 3, repeating: -1)
        for start in stride(from: 0, to: rows, by: FloatLanes.count) {
            let column = view.view.column(1, fromRow: start)
            for lane in 0..<min(FloatLanes.count, rows - start) { #expect(column[lane] == a[start + lane, 1]) }
            target.view.setColumn(1, fromRow: start, to: 2 * column)
        }
        for row in 0..<rows { #expect(target.matrix.row(row) == [-1, 2 * a[row, 1], -1]) }
        #expect(target.isGuardIntact)
    }

    @Test(arguments: sizes)
    func theLargestCellOfARowIsFoundWhereverItStands(_ columns: Int) {
        for place in 0..<columns {
            var matrix = Matrix<Float>(rows: 3, columns: columns, repeating: -2)
            matrix[1, place] = -1
            matrix[2, 0] = .nan
            let places = PaddedMatrix(matrix).view.columnsOfMaxima(fromRow: 0)
            #expect((places[0], places[1]) == (0, Float(place)))
            #expect(places[2].isNaN)
        }
    }

    @Test func infinityIsTheLargestCell() {
        let matrix = PaddedMatrix(Matrix<Double>([[.infinity, 1], [1, .infinity], [-.infinity, 0]]))
        let places = matrix.view.columnsOfMaxima(fromRow: 0)
        #expect((places[0], places[1], places[2]) == (0, 1, 1))
    }

    @Test(arguments: [1, 2, 3, 7], [0, 1, 5, 8, 9, 64, 65])
    func sharesFollowOneAnotherAndKeepUnitsTogether(_ count: Int, _ pieces: Int) {
        for unit in [1, 4, 16] {
            var next = 0
            for index in 0..<count {
                let range = Share(index: index, count: count).range(of: pieces, unit: unit)
                #expect(range.lowerBound == next)
                #expect(range.lowerBound % unit == 0 || range.lowerBound == pieces)
                next = range.upperBound
            }
            #expect(next == pieces)
        }
    }
}
