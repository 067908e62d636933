/// Records as TensorBoard reads them: TFRecords that hold `Event` messages in the encoding of protocol buffers.
///
/// A TFRecord is the data's length (8 bytes, lowest first), the check sum of these, the data, and their check sum. An
/// `Event` has `wall_time` (field 1, a double), `step` (2), and either `file_version` (3) or a `summary` (5); that has a
/// `value` (1) for each number, of a `tag` (1) and a `simple_value` (2, a float). From TensorFlow's `event.proto` and
/// `summary.proto`.
enum EventEncoding {
    /// The event that a file begins with.
    static func version(at time: Double) -> [UInt8] {
        var event = Message()
        event.add(1, time)
        event.add(3, "brain.Event:2".utf8)
        return record(event.bytes)
    }

    static func write(_ record: RunRecord, at time: Double, to bytes: inout [UInt8]) {
        var summary = Message()
        for value in record.values {
            var scalar = Message()
            scalar.add(1, value.name.utf8)
            scalar.add(2, Float(value.value))
            summary.add(1, scalar.bytes)
        }
        var event = Message()
        event.add(1, time)
        // As TensorFlow does: a number that is 0 need not be written.
        if record.iteration != 0 { event.add(2, UInt64(record.iteration)) }
        event.add(5, summary.bytes)
        bytes += Self.record(event.bytes)
    }

    private static func record(_ data: [UInt8]) -> [UInt8] {
        let length = UInt64(data.count).bytesLowestFirst
        return length + MaskedCRC32C.of(length[...]).bytesLowestFirst + data
            + MaskedCRC32C.of(data[...]).bytesLowestFirst
    }

    /// A message of protocol buffers in the making: each field is its number and its kind, then the value.
    private struct Message {
        private(set) var bytes: [UInt8] = []

        private mutating func begin(_ field: UInt64, kind: UInt64) { add(varint: field << 3 | kind) }

        /// Seven bits a byte, lowest first; the eighth says that there are more.
        private mutating func add(varint value: UInt64) {
            var rest = value
            while rest >= 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(rest))
        }

        mutating func add(_ field: UInt64, _ number: UInt64) {
            begin(field, kind: 0)
            add(varint: number)
        }

        mutating func add(_ field: UInt64, _ number: Double) {
            begin(field, kind: 1)
            bytes += number.bitPattern.bytesLowestFirst
        }

        mutating func add(_ field: UInt64, _ number: Float) {
            begin(field, kind: 5)
            bytes += number.bitPattern.bytesLowestFirst
        }

        mutating func add(_ field: UInt64, _ content: some Collection<UInt8>) {
            begin(field, kind: 2)
            add(varint: UInt64(content.count))
            bytes += content
        }
    }
}

extension FixedWidthInteger {
    fileprivate var bytesLowestFirst: [UInt8] {
        (0..<Self.bitWidth / 8).map { UInt8(truncatingIfNeeded: self >> (8 * $0)) }
    }
}
