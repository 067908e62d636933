import CZlib
import PlainText

extension ZIPArchive {
    /// Reads a whole archive and checks all checksums.
    init(_ bytes: [UInt8]) throws(ModelFileError) {
        let places = try Self.places(in: bytes)
        var names: Set<String> = []
        var total = 0
        var ends: [(data: Range<Int>, name: String)] = []
        for place in places {
            guard names.insert(place.name).inserted else { throw .repeatedEntry(place.name) }
            let (sum, overflows) = total.addingReportingOverflow(place.size)
            guard !overflows, sum <= Self.sizeLimit else { throw .tooMuchData(limit: Self.sizeLimit) }
            total = sum
            ends.append((try place.dataRange(in: bytes), place.name))
        }
        let sorted = ends.sorted { $0.data.lowerBound < $1.data.lowerBound }
        for (first, second) in zip(sorted, sorted.dropFirst()) where second.data.lowerBound < first.data.upperBound {
            throw .overlappingEntries(first.name, second.name)
        }
        entries = []
        for (place, end) in zip(places, ends) {
            let data = bytes[end.data]
            let unpacked = place.method == 0 ? Array(data) : try Self.inflated(data, place)
            guard Self.checksum(of: unpacked[...]) == place.checksum else { throw .wrongChecksum(place.name) }
            entries.append(Entry(name: place.name, bytes: unpacked))
        }
    }

    /// An entry in the archive's list.
    private struct Place {
        var name: String
        var method: Int
        var checksum: UInt32
        var packedSize: Int
        var size: Int
        var offset: Int

        /// The range of its data, according to the local header.
        func dataRange(in bytes: [UInt8]) throws(ModelFileError) -> Range<Int> {
            guard bytes.littleEndian(at: offset, UInt32.self) == entryMark,
                let nameLength = bytes.littleEndian(at: offset + 26, UInt16.self),
                let extraLength = bytes.littleEndian(at: offset + 28, UInt16.self)
            else { throw .badArchiveEntry(name) }
            let start = offset + 30 + Int(nameLength) + Int(extraLength)
            guard start <= bytes.count, packedSize <= bytes.count - start else { throw .badArchiveEntry(name) }
            return start..<start + packedSize
        }
    }

    // MARK: The list

    private static func places(in bytes: [UInt8]) throws(ModelFileError) -> [Place] {
        guard let end = endRecord(in: bytes) else { throw .truncatedArchive }
        var (count, size, start): (Int, Int, Int)
        if let locator = end >= 20 ? bytes.littleEndian(at: end - 20, UInt32.self) : nil, locator == locatorMark {
            guard let record = bytes.littleEndian(at: end - 12, UInt64.self).flatMap({ Int(exactly: $0) }),
                bytes.littleEndian(at: record, UInt32.self) == end64Mark
            else { throw .truncatedArchive }
            func number(_ place: Int) -> Int? {
                bytes.littleEndian(at: record + place, UInt64.self).flatMap { Int(exactly: $0) }
            }
            guard let own = number(24), let all = number(32), let length = number(40), let offset = number(48)
            else { throw .truncatedArchive }
            guard own == all else { throw .archiveOfSeveralParts }
            (count, size, start) = (all, length, offset)
        } else {
            func number(_ place: Int) -> Int { Int(bytes.littleEndian(at: end + place, UInt16.self) ?? 0) }
            guard number(8) == number(10) else { throw .archiveOfSeveralParts }
            count = number(10)
            size = Int(bytes.littleEndian(at: end + 12, UInt32.self) ?? 0)
            start = Int(bytes.littleEndian(at: end + 16, UInt32.self) ?? 0)
        }
        guard start <= end, size <= end - start, count <= size / 46 else { throw .truncatedArchive }
        var places: [Place] = []
        var position = start
        for _ in 0..<count {
            let (place, length) = try Self.place(at: position, upTo: start + size, in: bytes)
            places.append(place)
            position += length
        }
        return places
    }

    /// The offset of the record at the end of the archive, before a comment of at most 65535 bytes.
    private static func endRecord(in bytes: [UInt8]) -> Int? {
        guard bytes.count >= 22 else { return nil }
        for place in stride(from: bytes.count - 22, through: max(0, bytes.count - 22 - 65_535), by: -1) {
            if bytes.littleEndian(at: place, UInt32.self) == endMark,
                let comment = bytes.littleEndian(at: place + 20, UInt16.self),
                place + 22 + Int(comment) == bytes.count
            {
                return place
            }
        }
        return nil
    }

    private static func place(
        at position: Int, upTo end: Int, in bytes: [UInt8]
    ) throws(ModelFileError) -> (Place, length: Int) {
        guard position <= end - 46, bytes.littleEndian(at: position, UInt32.self) == listMark else {
            throw .truncatedArchive
        }
        func short(_ place: Int) -> Int { Int(bytes.littleEndian(at: position + place, UInt16.self) ?? 0) }
        func long(_ place: Int) -> UInt32 { bytes.littleEndian(at: position + place, UInt32.self) ?? 0 }
        let (nameLength, extraLength, commentLength) = (short(28), short(30), short(32))
        let length = 46 + nameLength + extraLength + commentLength
        guard length <= end - position else { throw .truncatedArchive }
        let name = String(decoding: bytes[position + 46..<position + 46 + nameLength], as: UTF8.self)
        guard short(8) & 1 == 0 else { throw .encryptedEntry(name) }
        let method = short(10)
        guard method == 0 || method == 8 else { throw .unknownCompression(name, method: method) }

        // Numbers that do not fit into 32 bits are in the extra field, in this order.
        var wide = wideNumbers(in: bytes, position + 46 + nameLength, extraLength)
        func number(_ narrow: UInt32) throws(ModelFileError) -> Int {
            guard narrow == .max else { return Int(narrow) }
            guard !wide.isEmpty, let number = Int(exactly: wide.removeFirst()) else { throw .badArchiveEntry(name) }
            return number
        }
        let size = try number(long(24))
        let packedSize = try number(long(20))
        let offset = try number(long(42))
        guard offset <= bytes.count, method == 8 || size == packedSize else { throw .badArchiveEntry(name) }
        let place = Place(
            name: name, method: method, checksum: long(16), packedSize: packedSize, size: size, offset: offset)
        return (place, length)
    }

    private static func wideNumbers(in bytes: [UInt8], _ start: Int, _ length: Int) -> [UInt64] {
        var position = start
        while position + 4 <= start + length {
            guard let kind = bytes.littleEndian(at: position, UInt16.self),
                let size = bytes.littleEndian(at: position + 2, UInt16.self)
            else { return [] }
            let end = position + 4 + Int(size)
            guard end <= start + length else { return [] }
            if kind == 1 {
                return stride(from: position + 4, through: end - 8, by: 8).compactMap {
                    bytes.littleEndian(at: $0, UInt64.self)
                }
            }
            position = end
        }
        return []
    }

    // MARK: Compression

    /// With deflate, one byte can unpack to at most 1032 bytes.
    private static let growthLimit = 1032

    private static func inflated(_ packed: ArraySlice<UInt8>, _ place: Place) throws(ModelFileError) -> [UInt8] {
        guard place.size <= packed.count * growthLimit + growthLimit else { throw .entryGrowsTooFar(place.name) }
        var isWhole = false
        // One byte of room more than necessary, so that data that are too long are detected.
        let unpacked = [UInt8](unsafeUninitializedCapacity: place.size + 1) { room, written in
            packed.withUnsafeBytes { packed in
                var stream = z_stream()
                guard zlibBeginInflation(&stream, -15) == Z_OK else { return }
                defer { inflateEnd(&stream) }
                stream.next_in = UnsafeMutablePointer(
                    mutating: packed.bindMemory(to: UInt8.self).baseAddress)
                stream.avail_in = UInt32(packed.count)
                stream.next_out = room.baseAddress
                stream.avail_out = UInt32(place.size + 1)
                isWhole = inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.total_out == place.size
                written = Int(stream.total_out)
            }
        }
        guard isWhole else { throw .damagedCompression(place.name) }
        return unpacked
    }
}
