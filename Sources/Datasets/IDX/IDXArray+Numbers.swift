/// The cells as numbers.
extension IDXArray {
    /// The labels, one per sample.
    func labels() throws(DatasetError) -> [Int] {
        guard dimensions.count == 1 else { throw .idx(.labelsAreImages(dimensions), at: place(ofHeaderByte: 3)) }
        guard type.isWhole else { throw .idx(.labelsAreNotWhole, at: place(ofHeaderByte: 2)) }
        return (0..<count).map { Int(signed(at: $0)) }
    }

    /// The cells of some samples, (samples × cells). Bytes from 0 to 255 become numbers from 0 to 1; other types stay as they
    /// are.
    /// - Parameters:
    ///   - samples: which samples; nil means all.
    ///   - progress: receives the share of the samples that are done.
    func numbers(ofSamples samples: [Int]?, progress: ReadingProgress) throws(DatasetError) -> [Double] {
        let width = cellsPerSample
        let wanted = samples?.count ?? count
        var numbers: [Double] = []
        numbers.reserveCapacity(wanted * width)
        let shades = (0..<256).map { Double($0) / 255 }
        for index in 0..<wanted {
            if index % 1024 == 0 { try progress(Double(index) / Double(wanted)) }
            let first = (samples?[index] ?? index) * width
            if type == .unsignedByte {
                for cell in start + first..<start + first + width { numbers.append(shades[Int(bytes[cell])]) }
            } else {
                for cell in first..<first + width { numbers.append(try number(at: cell)) }
            }
        }
        return numbers
    }

    /// The place of a byte of the header.
    func place(ofHeaderByte byte: Int) -> ByteLocation {
        var place = location(ofCell: 0)
        place.byte = byte
        return place
    }

    private func number(at cell: Int) throws(DatasetError) -> Double {
        let number: Double =
            switch type {
            case .float: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits(at: cell))))
            case .double: Double(bitPattern: bits(at: cell))
            case .unsignedByte, .signedByte, .short, .integer: Double(signed(at: cell))
            }
        guard number.isFinite else { throw .idx(.notFinite, at: location(ofCell: cell)) }
        return number
    }

    private func bits(at cell: Int) -> UInt64 {
        let offset = start + cell * type.size
        return bytes[offset..<offset + type.size].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// A whole number. All types but the unsigned byte have a sign.
    private func signed(at cell: Int) -> Int64 {
        switch type {
        case .signedByte: Int64(Int8(truncatingIfNeeded: bits(at: cell)))
        case .short: Int64(Int16(truncatingIfNeeded: bits(at: cell)))
        case .integer: Int64(Int32(truncatingIfNeeded: bits(at: cell)))
        case .unsignedByte, .float, .double: Int64(bits(at: cell))
        }
    }
}
