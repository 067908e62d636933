import PlainText

extension ElementType {
    /// The numbers in some bytes of a file.
    /// - Precondition: the bytes are whole elements.
    func values(in bytes: ArraySlice<UInt8>, isBigEndian: Bool = false) -> [Double] {
        let count = bytes.count / byteCount
        precondition(count * byteCount == bytes.count, "a piece of an element")
        return bytes.withUnsafeBytes { bytes in
            func read<Bits: FixedWidthInteger>(_ type: Bits.Type, _ number: (Bits) -> Double) -> [Double] {
                Array(unsafeUninitializedCapacity: count) { values, written in
                    for index in 0..<count {
                        let raw = bytes.loadUnaligned(fromByteOffset: index * MemoryLayout<Bits>.size, as: Bits.self)
                        (values.baseAddress! + index).initialize(
                            to: number(isBigEndian ? Bits(bigEndian: raw) : Bits(littleEndian: raw)))
                    }
                    written = count
                }
            }
            return switch self {
            case .float64: read(UInt64.self) { Double(bitPattern: $0) }
            case .float32: read(UInt32.self) { Double(Float(bitPattern: $0)) }
            case .float16: read(UInt16.self) { Self.number(halfPrecision: $0) }
            case .bfloat16: read(UInt16.self) { Double(Float(bitPattern: UInt32($0) << 16)) }
            case .int64: read(Int64.self) { Double($0) }
            case .int32: read(Int32.self) { Double($0) }
            case .int16: read(Int16.self) { Double($0) }
            case .int8: read(Int8.self) { Double($0) }
            case .uint64: read(UInt64.self) { Double($0) }
            case .uint32: read(UInt32.self) { Double($0) }
            case .uint16: read(UInt16.self) { Double($0) }
            case .uint8: read(UInt8.self) { Double($0) }
            case .boolean: read(UInt8.self) { $0 == 0 ? 0 : 1 }
            }
        }
    }

    /// A number in IEEE 754's binary16, decoded from its bits, since not every processor has the type.
    private static func number(halfPrecision bits: UInt16) -> Double {
        let fraction = Double(bits & 0x3ff)
        let magnitude: Double =
            switch (bits >> 10) & 0x1f {
            case 0: fraction * 0x1p-24
            case 31: fraction == 0 ? .infinity : .nan
            case let exponent: (1024 + fraction) * Double(sign: .plus, exponent: Int(exponent) - 25, significand: 1)
            }
        return bits & 0x8000 == 0 ? magnitude : -magnitude
    }
}

extension [UInt8] {
    /// Appends numbers as 64-bit or 32-bit floating-point numbers, lowest byte first.
    mutating func append(_ values: [Double], asSinglePrecision: Bool) {
        reserveCapacity(count + values.count * (asSinglePrecision ? 4 : 8))
        if asSinglePrecision {
            for value in values { append(littleEndian: Float(value).bitPattern) }
        } else {
            for value in values { append(littleEndian: value.bitPattern) }
        }
    }
}
