extension [UInt8] {
    /// Appends a whole number, lowest byte first.
    @inlinable package mutating func append(littleEndian value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }

    /// The whole number that begins at an index, lowest byte first; nil if it does not fit.
    @inlinable package func littleEndian<Number: FixedWidthInteger & UnsignedInteger>(
        at place: Int, _ type: Number.Type
    ) -> Number? {
        guard place >= 0, place <= count - MemoryLayout<Number>.size else { return nil }
        return (0..<MemoryLayout<Number>.size).reduce(0) { $0 | Number(self[place + $1]) << ($1 * 8) }
    }
}
