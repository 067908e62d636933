import CZlib
import PlainText

/// A ZIP archive in memory, with stored or deflated entries, and ZIP64 if sizes require it.
///
/// Source: PKWARE's APPNOTE.TXT 6.3.10. As in Python's zipfile, the list at the end of the archive counts.
struct ZIPArchive: Equatable, Sendable {
    /// The entries in the order of the archive's list.
    var entries: [Entry]

    /// A file in the archive.
    struct Entry: Equatable, Sendable {
        var name: String
        var bytes: [UInt8]
    }

    /// Archives that unpack to more than this are refused. No network of this program is as large.
    static let sizeLimit = 1 << 30
}

// MARK: - Writing

extension ZIPArchive {
    /// The archive, with its entries stored without compression.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        var list: [UInt8] = []
        for entry in entries {
            let offset = bytes.count
            let checksum = Self.checksum(of: entry.bytes[...])
            let name = Array(entry.name.utf8)
            // As in NumPy, each entry also has its sizes in 64 bits, so that any size fits.
            var sizes: [UInt8] = []
            sizes.append(littleEndian: UInt16(1))
            sizes.append(littleEndian: UInt16(16))
            sizes.append(littleEndian: UInt64(entry.bytes.count))
            sizes.append(littleEndian: UInt64(entry.bytes.count))
            bytes.append(littleEndian: Self.entryMark)
            bytes += Self.commonFields(checksum: checksum, nameLength: name.count, extraLength: sizes.count)
            bytes += name + sizes + entry.bytes

            var place = sizes
            place[2] = 24
            place.append(littleEndian: UInt64(offset))
            list.append(littleEndian: Self.listMark)
            list.append(littleEndian: UInt16(45))
            list += Self.commonFields(checksum: checksum, nameLength: name.count, extraLength: place.count)
            // No comment, disk 0, no attributes; the offset is in 64 bits.
            list += Array(repeating: 0, count: 10) + [0xff, 0xff, 0xff, 0xff]
            list += name + place
        }
        let listStart = bytes.count
        bytes += list
        let end = bytes.count
        bytes.append(littleEndian: Self.end64Mark)
        bytes.append(littleEndian: UInt64(44))
        bytes.append(littleEndian: UInt16(45))
        bytes.append(littleEndian: UInt16(45))
        bytes.append(littleEndian: UInt64(0))
        bytes.append(littleEndian: UInt64(entries.count))
        bytes.append(littleEndian: UInt64(entries.count))
        bytes.append(littleEndian: UInt64(list.count))
        bytes.append(littleEndian: UInt64(listStart))
        bytes.append(littleEndian: Self.locatorMark)
        bytes.append(littleEndian: UInt32(0))
        bytes.append(littleEndian: UInt64(end))
        bytes.append(littleEndian: UInt32(1))
        bytes.append(littleEndian: Self.endMark)
        bytes += [0, 0, 0, 0] + Array(repeating: 0xff, count: 12) + [0, 0]
        return bytes
    }

    /// The fields that an entry and its item in the list have in common: stored, with the earliest date of the format, and with
    /// sizes in the extra field.
    private static func commonFields(checksum: UInt32, nameLength: Int, extraLength: Int) -> [UInt8] {
        var fields: [UInt8] = []
        fields.append(littleEndian: UInt16(45))
        fields.append(littleEndian: UInt16(0x0800))
        fields.append(littleEndian: UInt16(0))
        fields.append(littleEndian: UInt16(0))
        fields.append(littleEndian: UInt16(0x21))
        fields.append(littleEndian: checksum)
        fields += Array(repeating: 0xff, count: 8)
        fields.append(littleEndian: UInt16(nameLength))
        fields.append(littleEndian: UInt16(extraLength))
        return fields
    }

    static let entryMark: UInt32 = 0x0403_4b50
    static let listMark: UInt32 = 0x0201_4b50
    static let endMark: UInt32 = 0x0605_4b50
    static let end64Mark: UInt32 = 0x0606_4b50
    static let locatorMark: UInt32 = 0x0706_4b50

    /// CRC-32, computed by zlib.
    static func checksum(of bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.withUnsafeBytes { bytes in
            UInt32(truncatingIfNeeded: crc32_z(0, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count))
        }
    }
}
