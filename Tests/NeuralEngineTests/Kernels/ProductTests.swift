import Testing

@testable import NeuralEngine

/// Matrix products against their plain twin, to the last bit.
@Suite struct ProductTests {
    /// The operands as they lie in memory.
    enum Kind: CaseIterable {
        /// a·b + row
        case plain
        /// aᵀ·b
        case leftTransposed
        /// a·bᵀ
        case rightTransposed
    }

    struct Shape: CustomStringConvertible, Sendable {
        let rows, columns, depth: Int
        var description: String { "\(rows)×\(depth) · \(depth)×\(columns)" }
    }

    /// Every small shape; shapes around the edges of tiles and blocks; and some on each side of what is copied first.
    static let shapes: [Shape] =
        (1...8).flatMap { rows in
            [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17].flatMap { columns in
                [1, 2, 3, 5].map { Shape(rows: rows, columns: columns, depth: $0) }
            }
        }
        + [
            (20, 64, 64), (13, 33, 319), (13, 33, 320), (13, 33, 321), (6, 16, 641), (5, 3, 700), (64, 10, 128),
            (32, 16, 16), (32, 16, 3), (33, 3, 16), (9, 10, 320), (10, 16, 320), (35, 8, 64), (145, 17, 40),
            (300, 220, 3), (257, 256, 130), (150, 515, 129), (3, 512, 300), (7, 2049, 130), (1, 40, 9),
            (40, 1, 9), (289, 600, 330), (200, 96, 20), (150, 112, 9),
        ].map { Shape(rows: $0.0, columns: $0.1, depth: $0.2) }

    @Test(arguments: Kind.allCases, shapes)
    func aProductHasTheBitsOfItsPlainTwin(_ kind: Kind, _ shape: Shape) {
        check(Double.self, kind, shape)
        check(Float.self, kind, shape)
    }

    private func check<S: VectorScalar>(_ type: S.Type, _ kind: Kind, _ shape: Shape) {
        var random = SplitMix64(seed: UInt64(shape.rows + 1000 * shape.columns))
        let (rows, columns, depth) = (shape.rows, shape.columns, shape.depth)
        let isLeft = kind == .leftTransposed
        let isRight = kind == .rightTransposed
        let a = PaddedMatrix<S>(isLeft ? .random(depth, rows, &random) : .random(rows, depth, &random))
        let b = PaddedMatrix<S>(isRight ? .random(columns, depth, &random) : .random(depth, columns, &random))
        let bias = PaddedMatrix<S>(.random(1, columns, &random))
        let expected = Matrix(
            rows: rows, columns: columns,
            elements: plainProduct(
                isLeft ? Operand(transposed: a.view) : Operand(a.view),
                isRight ? Operand(transposed: b.view) : Operand(b.view), rows: rows, columns: columns, depth: depth,
                bias: kind == .plain ? UnsafePointer(bias.view.cells) : nil))

        // However many share it, and in whatever order they do it.
        for count in [1, 2, 3] {
            let c = PaddedMatrix<S>(rows: rows, columns: columns)
            for index in (0..<count).reversed() {
                withWorker(S.self, Share(index: index, count: count)) { worker in
                    switch kind {
                    case .plain: c.view.setToProduct(a.view, b.view, plusRow: bias.view, worker)
                    case .leftTransposed: c.view.setToProduct(transposed: a.view, b.view, worker)
                    case .rightTransposed: c.view.setToProduct(a.view, transposed: b.view, worker)
                    }
                }
            }
            #expect(c.matrix.hasSameBits(as: expected), "\(type), \(count) shares")
            #expect(c.isGuardIntact, "\(type), \(count) shares")
        }
    }

    @Test(arguments: [1, 2, 8, 9, 16, 17, 64], [1, 2, 3])
    func aSumThatUnderflowsKeepsItsSign(_ columns: Int, _ shares: Int) {
        let a = PaddedMatrix<Float>(Matrix(rows: 5, columns: 1, repeating: 1e-30))
        let b = PaddedMatrix<Float>(Matrix(rows: columns, columns: 1, repeating: -1e-30))
        let c = PaddedMatrix<Float>(rows: 5, columns: columns)
        for index in 0..<shares {
            withWorker(Float.self, Share(index: index, count: shares)) {
                c.view.setToProduct(a.view, transposed: b.view, $0)
            }
        }
        // −0 where products are not rounded before they are added to zero.
        let expected = plainProduct(
            Operand(a.view), Operand(transposed: b.view), rows: 5, columns: columns, depth: 1, bias: nil)
        #expect(c.matrix.hasSameBits(as: Matrix(rows: 5, columns: columns, elements: expected)))
    }

    @Test(arguments: [1, 2, 31, 32, 33, 40, 100], [1, 2, 3])
    func columnSumsGoFromTheFirstRowToTheLast(_ columns: Int, _ shares: Int) {
        var random = SplitMix64(seed: 4)
        let a = PaddedMatrix<Float>(.random(37, columns, &random))
        let sums = PaddedMatrix<Float>(rows: 1, columns: columns)
        for index in 0..<shares {
            withWorker(Float.self, Share(index: index, count: shares)) { sums.view.setToColumnSums(of: a.view, $0) }
        }
        for j in 0..<columns {
            let plain = (0..<37).reduce(into: Float(0)) { $0 += a.view[$1, j] }
            #expect(sums.view[0, j] == plain)
        }
        #expect(sums.isGuardIntact)
    }

    @Test(arguments: 1...2000)
    func blocksAreFewAndAsEqualAsVectorsAllow(_ depth: Int) {
        let block = BlockedProduct<Float>.blockDepth(of: depth)
        let largest = BlockedProduct<Float>.largestBlockDepth
        #expect(block <= largest)
        #expect((depth + block - 1) / block == (depth + largest - 1) / largest)
        #expect(depth <= largest || block % 8 == 0)
    }

    @Test(arguments: 0...200)
    func tilesCoverAllRowsAndAreAsEqualAsCanBe(_ rows: Int) {
        var heights = TileHeights(rows: rows)
        var (next, all) = (0, [Int]())
        while let (row, height) = heights.next() {
            #expect(row == next)
            next += height
            all.append(height)
        }
        #expect(next == rows)
        #expect(all.count == (rows + rowsOfTile - 1) / rowsOfTile)
        #expect((all.max() ?? 0) <= rowsOfTile)
        #expect((all.max() ?? 0) - (all.min() ?? 0) <= 1)
    }
}
