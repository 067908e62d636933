extension CellPieces {
    /// The cells in some rows and columns, in double precision.
    func window(rows: Range<Int>, columns: Range<Int>) -> [Double] {
        var result: [Double] = []
        result.reserveCapacity(rows.count * columns.count)
        for row in rows {
            forEachRun(of: self.row(row, columns: columns)) { cells, count in
                for index in 0..<count { result.append(Double(cells[index])) }
            }
        }
        return result
    }

    /// How many cells are in each of `bins` equal parts of a range.
    func histogram(bins: Int, over range: ClosedRange<Double>) -> [Int] {
        guard bins > 0 else { return [] }
        let (lowest, highest) = (range.lowerBound, range.upperBound)
        let binsPerUnit = Double(bins) / (highest - lowest)
        // Counted in four places in turn: if many cells are equal, like zeros after ReLU, each count would wait for the one
        // before.
        let turns = 4
        var counts = [Int](repeating: 0, count: bins * turns)
        counts.withUnsafeMutableBufferPointer { counts in
            forEachRun(of: 0..<count) { cells, count in
                for index in 0..<count {
                    let x = Double(cells[index])
                    guard x >= lowest, x <= highest else { continue }
                    // The end of the range belongs to the last part, and so does everything if the range has no width.
                    let bin = (x - lowest) * binsPerUnit
                    counts[(bin < Double(bins) ? Int(bin) : bins - 1) &* turns &+ (index & (turns &- 1))] &+= 1
                }
            }
        }
        return (0..<bins).map { bin in counts[bin * turns..<(bin + 1) * turns].reduce(0, +) }
    }

    /// How many decimals, 0 ... most, it takes to write every finite cell exactly; nil if that is not enough.
    func fewestExactDecimals(most: Int) -> Int? {
        // One unit in the last place in single precision, several in double: a sum of tenths should count as tenths.
        let tolerance = S.self == Float.self ? 0x1p-23 : 1e-12
        var (decimals, power) = (0, 1.0)
        for row in 0..<rows {
            forEachRun(of: self.row(row, columns: 0..<columns)) { cells, count in
                var index = 0
                while index < count, decimals <= most {
                    let scaled = Double(cells[index]) * power
                    if (scaled - scaled.rounded()).magnitude <= scaled.magnitude * tolerance || !scaled.isFinite {
                        index += 1
                    } else {
                        decimals += 1
                        power *= 10
                    }
                }
            }
            if decimals > most { return nil }
        }
        return decimals
    }

    /// The root of the sum of the squared differences from another matrix of the same shape.
    func distance(to other: CellPieces) -> Double {
        precondition(rows == other.rows && columns == other.columns, "shapes differ")
        var (sum, index) = (0.0, 0)
        forEachRun(of: 0..<count) { cells, count in
            var cells = cells
            other.forEachRun(of: index..<index + count) { others, count in
                sum += Self.sumOfSquaredDifferences(cells, others, count)
                cells += count
            }
            index += count
        }
        return sum.squareRoot()
    }

    /// In double precision, since differences can be small although cells are not. Four sums at a time, since each has to wait
    /// for its own last term.
    private static func sumOfSquaredDifferences(_ a: UnsafePointer<S>, _ b: UnsafePointer<S>, _ count: Int) -> Double {
        var (sums, index) = (SIMD4<Double>.zero, 0)
        while index + 4 <= count {
            let first = SIMD4(Double(a[index]), Double(a[index + 1]), Double(a[index + 2]), Double(a[index + 3]))
            let second = SIMD4(Double(b[index]), Double(b[index + 1]), Double(b[index + 2]), Double(b[index + 3]))
            sums.addProduct(first - second, first - second)
            index += 4
        }
        var sum = sums.sum()
        while index < count {
            let difference = Double(a[index]) - Double(b[index])
            sum += difference * difference
            index += 1
        }
        return sum
    }

    /// How many columns are zero in every row.
    func zeroColumns() -> Int { rows == 0 ? columns : overview(rows: 1, columns: columns).count { $0 == 0 } }

    /// How many cells satisfy a condition.
    @inline(__always)
    func count(where isCounted: (Double) -> Bool) -> Int {
        var result = 0
        forEachRun(of: 0..<count) { cells, count in
            for index in 0..<count { result &+= isCounted(Double(cells[index])) ? 1 : 0 }
        }
        return result
    }
}
