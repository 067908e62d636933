import PlainText

extension Expression {
    /// For a number or matrix literal: half a unit in the last written digit of each cell, in the literal's shape (one
    /// row of one cell for a number). `0.0204` gives 0.00005, `3` gives 0.5, `1e-3` gives 0.0005. Nil if any cell is
    /// more than a number with signs, since then nothing says how precisely it was meant.
    public var writtenDigitsTolerance: [[Double]]? {
        guard case .matrix(let rows) = node else { return writtenDigitsToleranceOfNumber.map { [[$0]] } }
        var tolerances: [[Double]] = []
        tolerances.reserveCapacity(rows.count)
        for row in rows {
            let rowTolerances = row.compactMap(\.writtenDigitsToleranceOfNumber)
            guard rowTolerances.count == row.count else { return nil }
            tolerances.append(rowTolerances)
        }
        return tolerances
    }

    private var writtenDigitsToleranceOfNumber: Double? {
        switch node {
        case .number(_, let spelling): Self.halfUnitOfLastDigit(in: spelling)
        case .unary(.minus, let operand), .unary(.plus, let operand): operand.writtenDigitsToleranceOfNumber
        default: nil
        }
    }

    /// Larger than any exponent of a Double; keeps the arithmetic on exponents from overflowing.
    private static let farthestExponent = 100_000

    private static func halfUnitOfLastDigit(in spelling: String) -> Double? {
        var digitsAfterPoint = 0
        var hasPoint = false
        var bytes = spelling.utf8[...]
        while let byte = bytes.first, byte.isASCIIDigit || byte == Byte.dot {
            if byte == Byte.dot { hasPoint = true } else if hasPoint { digitsAfterPoint += 1 }
            bytes = bytes.dropFirst()
        }
        let isNegative = bytes.dropFirst().first == Byte.minus
        let written = Int(String(Substring(bytes.dropFirst()))) ?? (isNegative ? -farthestExponent : farthestExponent)
        let exponent = bytes.isEmpty ? 0 : min(max(written, -farthestExponent), farthestExponent)
        // Parsed as a decimal, so that 0.0204 gives the Double nearest to 0.00005 rather than a rounded product.
        return Double("5e\(exponent - digitsAfterPoint - 1)")
    }
}
