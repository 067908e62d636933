extension CellPieces {
    /// The cells in so many rows and columns, in double precision.
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

    /// How many cells lie in each of so many parts of a range, of equal width.
    func histogram(bins: Int, over range: ClosedRange<Double>) -> [Int] {
        guard bins > 0 else { return [] }
        let (lowest, highest) = (range.lowerBound, range.upperBound)
        let binsPerUnit = Double(bins) / (highest - lowest)
        // Counted by turns in one of four places: where many cells are equal, as zeros after ReLU, each count would wait for
        // the one before.
        let turns = 4
        var counts = [Int](repeating: 0, count: bins * turns)
        counts.withUnsafeMutableBufferPointer { counts in
            forEachRun(of: 0..<count) { cells, count in
                for index in 0..<count {
                    let x = Double(cells[index])
                    guard x >= lowest, x <= highest else { continue }
                    // The range's end belongs to the last part, and so does everything where the range has no width.
                    let bin = (x - lowest) * binsPerUnit
                    counts[(bin < Double(bins) ? Int(bin) : bins - 1) &* turns &+ (index & (turns &- 1))] &+= 1
                }
            }
        }
        return (0..<bins).map { bin in counts[bin * turns..<(bin + 1) * turns].reduce(0, +) }
    }

    /// How many decimals it takes, 0 ... most, to write every finite cell exactly; nil where that is not enough.
    func fewestExactDecimals(most: Int) -> Int? {
        // One unit in the last place of single precision, some of double: a sum of tenths is meant to be tenths.
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

    /// In double precision: differences are small where cells are not. Four sums at a time, since each waits for its own
    /// last term.
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

    /// How many columns are zero in every row: those whose extreme is.
    func zeroColumns() -> Int { rows == 0 ? columns : overview(rows: 1, columns: columns).count { $0 == 0 } }

    /// How many cells fulfil a condition.
    @inline(__always)
    func count(where isCounted: (Double) -> Bool) -> Int {
        var result = 0
        forEachRun(of: 0..<count) { cells, count in
            for index in 0..<count { result &+= isCounted(Double(cells[index])) ? 1 : 0 }
        }
        return result
    }
}
