extension MatrixView {
    /// Whether no cell is NaN or infinite.
    ///
    /// x − x is zero if x is finite and otherwise NaN, and a sum with a NaN stays NaN. So one pass without branches is enough.
    var isFinite: Bool {
        let count = rows * columns
        let lanes = S.Vector.count
        var sums = (S.Vector.zero, S.Vector.zero)
        var index = 0
        while index + 2 * lanes <= count {
            let a = S.Vector(from: cells + index)
            let b = S.Vector(from: cells + index + lanes)
            sums.0 = sums.0 + (a - a)
            sums.1 = sums.1 + (b - b)
            index += 2 * lanes
        }
        var sum = S.zero
        for lane in 0..<lanes { sum += sums.0[lane] + sums.1[lane] }
        while index < count {
            sum += cells[index] - cells[index]
            index += 1
        }
        return sum == 0
    }
}
