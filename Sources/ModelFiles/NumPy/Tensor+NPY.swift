import PlainText

/// An array in NumPy's `.npy` format: a magic text, a version, a header that is a Python dictionary, and the elements.
///
/// Source: the documentation of numpy.lib.format, versions 1.0 to 3.0.
extension Tensor {
    private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
    /// NumPy itself does not read longer headers, unless told to.
    private static let headerLimit = 10_000

    /// The file of the array, in version 1.0.
    var npy: [UInt8] {
        let axes = shape.map { "\($0)" }.joined(separator: ", ")
        let tuple = shape.count == 1 ? "(\(axes),)" : "(\(axes))"
        let type = isSinglePrecision ? "<f4" : "<f8"
        var header = Array("{'descr': '\(type)', 'fortran_order': False, 'shape': \(tuple), }".utf8)
        // Padded with blanks and a line feed, so that the elements start at a multiple of 64.
        header += Array(repeating: 0x20, count: (64 - (10 + header.count + 1) % 64) % 64) + [0x0a]
        var bytes = Self.magic + [1, 0]
        bytes.append(littleEndian: UInt16(header.count))
        bytes += header
        bytes.append(values, asSinglePrecision: isSinglePrecision)
        return bytes
    }

    /// Reads the `.npy` file of an array.
    init(npy bytes: [UInt8], name: String) throws(ModelFileError) {
        guard bytes.starts(with: Self.magic), bytes.count >= 8 else { throw .notAnArray(entry: name) }
        let isShort = bytes[6] == 1
        guard (1...3).contains(bytes[6]),
            let length = isShort
                ? bytes.littleEndian(at: 8, UInt16.self).map(Int.init)
                : bytes.littleEndian(at: 8, UInt32.self).map(Int.init),
            length <= Self.headerLimit
        else { throw .badArrayHeader(entry: name) }
        let start = (isShort ? 10 : 12) + length
        guard start <= bytes.count else { throw .badArrayHeader(entry: name) }
        let text = String(decoding: bytes[start - length..<start], as: UTF8.self)
        guard let header = NPYHeader(text) else { throw .badArrayHeader(entry: name) }
        if header.type.contains("O") { throw .pythonObjects(entry: name) }
        guard let (type, isBigEndian) = ElementType.numpy(header.type) else {
            throw .unknownArrayType(header.type, entry: name)
        }
        guard let count = header.shape.placeCount,
            case let (expected, overflows) = count.multipliedReportingOverflow(by: type.byteCount), !overflows
        else { throw .badArrayHeader(entry: name) }
        guard expected == bytes.count - start else {
            throw .wrongArrayLength(entry: name, expected: expected, actual: bytes.count - start)
        }
        let values = type.values(in: bytes[start...], isBigEndian: isBigEndian)
        self.init(
            name: name, shape: header.shape, elementType: type,
            values: header.isFortranOrder ? Self.rowMajor(values, shape: header.shape) : values)
    }

    /// Converts elements from column-major to row-major order.
    private static func rowMajor(_ values: [Double], shape: [Int]) -> [Double] {
        guard shape.count > 1, !values.isEmpty else { return values }
        var strides = Array(repeating: 1, count: shape.count)
        for axis in 1..<shape.count { strides[axis] = strides[axis - 1] * shape[axis - 1] }
        var place = Array(repeating: 0, count: shape.count)
        var offset = 0
        return (0..<values.count).map { _ in
            let value = values[offset]
            var axis = shape.count - 1
            while axis >= 0 {
                place[axis] += 1
                offset += strides[axis]
                if place[axis] < shape[axis] { break }
                offset -= place[axis] * strides[axis]
                place[axis] = 0
                axis -= 1
            }
            return value
        }
    }
}

extension ElementType {
    /// The type that NumPy spells this way, and whether its highest byte comes first; nil if it is not a type of numbers.
    fileprivate static func numpy(_ spelling: String) -> (ElementType, isBigEndian: Bool)? {
        guard let order = spelling.first, "<>|=".contains(order) else { return nil }
        let type: ElementType? =
            switch spelling.dropFirst() {
            case "f8": .float64
            case "f4": .float32
            case "f2": .float16
            case "i8": .int64
            case "i4": .int32
            case "i2": .int16
            case "i1": .int8
            case "u8": .uint64
            case "u4": .uint32
            case "u2": .uint16
            case "u1": .uint8
            case "b1": .boolean
            default: nil
            }
        return type.map { ($0, order == ">") }
    }
}
