/// Computes statistics of cells in one pass.
///
/// Short blocks are summed lane by lane in the cells' own precision, and the blocks in double precision. So a sum of
/// millions of single-precision cells is accurate to six digits.
struct CellTally<S: VectorScalar> {
    /// The factor by which cells are multiplied before they are squared and summed, a power of two.
    let scale: S

    private(set) var minimum = Double.infinity
    private(set) var maximum = -Double.infinity
    private(set) var zeroCount = 0
    private(set) var finiteCount = 0
    private var sum = 0.0
    private var magnitudes = 0.0
    private var squares = 0.0

    init(scale: S) { self.scale = scale }

    /// How many vectors are summed in the cells' precision.
    private static var vectorsPerBlock: Int { 128 }

    /// Adds contiguous cells.
    mutating func add(_ cells: UnsafePointer<S>, _ count: Int) {
        let width = S.Vector.count
        var index = 0
        while index + width <= count {
            let vectors = min((count - index) / width, Self.vectorsPerBlock)
            if !addIfFinite(cells + index, vectors: vectors) {
                for cell in index..<index + vectors * width { add(cells[cell]) }
            }
            index += vectors * width
        }
        while index < count {
            add(cells[index])
            index += 1
        }
    }

    /// Adds one cell.
    mutating func add(_ cell: S) {
        guard cell.isFinite else { return }
        finiteCount += 1
        let x = Double(cell)
        if x == 0 { zeroCount += 1 }
        minimum = min(minimum, x)
        maximum = max(maximum, x)
        let scaled = x * Double(scale)
        sum += scaled
        magnitudes += scaled.magnitude
        squares += scaled * scaled
    }

    /// Adds a block of cells, unless one of them is NaN or infinite.
    private mutating func addIfFinite(_ cells: UnsafePointer<S>, vectors: Int) -> Bool {
        typealias V = S.Vector
        let first = V(from: cells)
        let (scale, one) = (V(scale), V(1))
        var (least, most) = (first, first)
        var (sums, magnitudes, squares) = (V.zero, V.zero, V.zero)
        var (zeros, differences) = (V.zero, V.zero)
        var address = cells
        for _ in 0..<vectors {
            let x = V(from: address)
            // Zero, or NaN if x is not finite.
            differences += x - x
            least = V.min(x, least)
            most = V.max(x, most)
            zeros += V.zero.replacing(with: one, where: x .== 0)
            let scaled = x * scale
            sums += scaled
            magnitudes += scaled.magnitude
            squares.addProduct(scaled, scaled)
            address += V.count
        }
        guard differences.sum == 0 else { return false }
        finiteCount += vectors * V.count
        for lane in 0..<V.count {
            zeroCount += Int(zeros[lane])
            minimum = min(minimum, Double(least[lane]))
            maximum = max(maximum, Double(most[lane]))
            sum += Double(sums[lane])
            self.magnitudes += Double(magnitudes[lane])
            self.squares += Double(squares[lane])
        }
        return true
    }

    /// A scale with which squares neither overflow nor vanish; nil if they did not.
    var neededScale: S? {
        let largest = max(-minimum, maximum)
        guard finiteCount > 0, largest > 0 else { return nil }
        // Half the exponent, and a little more for a sum of many.
        let least = Double(sign: .plus, exponent: Int(S.leastNormalMagnitude.exponent) / 2 + 12, significand: 1)
        guard !sum.isFinite || !magnitudes.isFinite || !squares.isFinite || largest < least else { return nil }
        let most = Int(S.greatestFiniteMagnitude.exponent) - 23
        let exponent = min(max(-Int(largest.exponent), -most), most)
        return S(sign: .plus, exponent: S.Exponent(exponent), significand: 1)
    }

    /// The statistics of a matrix of this shape.
    func summary(_ shape: MatrixShape) -> MatrixSummary {
        let (count, scale) = (Double(finiteCount), Double(scale))
        let isEmpty = finiteCount == 0
        return MatrixSummary(
            shape: shape, minimum: isEmpty ? .nan : minimum, maximum: isEmpty ? .nan : maximum,
            mean: sum / count / scale, norm: squares.squareRoot() / scale, meanMagnitude: magnitudes / count / scale,
            zeroCount: zeroCount, nonFiniteCount: shape.count - finiteCount)
    }
}

extension CellPieces {
    /// The statistics of some rows and columns.
    func summary(rows: Range<Int>, columns: Range<Int>) -> MatrixSummary {
        let tally = tally(rows, columns, scale: 1)
        let shape = MatrixShape(rows: rows.count, columns: columns.count)
        // Very large or very small cells are read a second time.
        return (tally.neededScale.map { self.tally(rows, columns, scale: $0) } ?? tally).summary(shape)
    }

    private func tally(_ rows: Range<Int>, _ columns: Range<Int>, scale: S) -> CellTally<S> {
        var tally = CellTally<S>(scale: scale)
        if columns.count == self.columns {
            forEachRun(of: rows.lowerBound * self.columns..<rows.upperBound * self.columns) { tally.add($0, $1) }
        } else {
            for row in rows { forEachRun(of: self.row(row, columns: columns)) { tally.add($0, $1) } }
        }
        return tally
    }
}
