import PlainText

/// Records as TensorBoard reads them: TFRecords with `Event` messages, encoded as Protocol Buffers.
///
/// A TFRecord is the data's length (8 bytes, lowest first), the check sum of these, the data, and their check sum. An
/// `Event` has `wall_time` (field 1, a double), `step` (2), and either `file_version` (3) or a `summary` (5); that has a
/// `value` (1) for each number, of a `tag` (1) and a `simple_value` (2, a float). From TensorFlow's `event.proto` and
/// `summary.proto`.
enum EventEncoding {
    /// The event that a file begins with.
    static func version(at time: Double) -> [UInt8] {
        var event = ProtobufMessage()
        event.add(1, time)
        event.add(3, "brain.Event:2")
        return record(event.bytes)
    }

    static func write(_ record: RunRecord, at time: Double, to bytes: inout [UInt8]) {
        var summary = ProtobufMessage()
        for value in record.values {
            var scalar = ProtobufMessage()
            scalar.add(1, value.name)
            scalar.add(2, Float(value.value))
            summary.add(1, scalar.bytes)
        }
        var event = ProtobufMessage()
        event.add(1, time)
        // As in TensorFlow, a zero is not written.
        if record.iteration != 0 { event.add(2, record.iteration) }
        event.add(5, summary.bytes)
        bytes += Self.record(event.bytes)
    }

    private static func record(_ data: [UInt8]) -> [UInt8] {
        var record: [UInt8] = []
        record.append(littleEndian: UInt64(data.count))
        record.append(littleEndian: MaskedCRC32C.of(record[...]))
        record += data
        record.append(littleEndian: MaskedCRC32C.of(data[...]))
        return record
    }
}
