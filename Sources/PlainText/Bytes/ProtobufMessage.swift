/// A message in the wire format of Protocol Buffers, written field by field.
///
/// Source: protobuf.dev/programming-guides/encoding.
package struct ProtobufMessage {
    /// What has been written so far.
    package private(set) var bytes: [UInt8] = []

    /// An empty message.
    package init() {}

    private enum WireType: UInt64 {
        case variableLength = 0
        case fixed64 = 1
        case delimited = 2
        case fixed32 = 5
    }

    private mutating func tag(_ field: Int, _ type: WireType) { varint(UInt64(field) << 3 | type.rawValue) }

    /// Seven bits per byte, lowest first; the eighth bit says that more follow.
    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Adds a non-negative whole number.
    package mutating func add(_ field: Int, _ value: Int) {
        tag(field, .variableLength)
        varint(UInt64(value))
    }

    /// Adds a 32-bit number.
    package mutating func add(_ field: Int, _ value: Float) {
        tag(field, .fixed32)
        bytes.append(littleEndian: value.bitPattern)
    }

    /// Adds a 64-bit number.
    package mutating func add(_ field: Int, _ value: Double) {
        tag(field, .fixed64)
        bytes.append(littleEndian: value.bitPattern)
    }

    /// Adds bytes, preceded by their count.
    package mutating func add(_ field: Int, _ data: [UInt8]) {
        tag(field, .delimited)
        varint(UInt64(data.count))
        bytes += data
    }

    /// Adds a text.
    package mutating func add(_ field: Int, _ text: String) { add(field, Array(text.utf8)) }

    /// Adds the message that `build` writes.
    package mutating func add(_ field: Int, _ build: (inout ProtobufMessage) -> Void) {
        var message = ProtobufMessage()
        build(&message)
        add(field, message.bytes)
    }
}
