/// A value in a JSON text (RFC 8259). The fields of an object keep their order.
///
/// Foundation's JSON loses the order of fields and silently drops one of two equal names. Neither will do for this program's
/// output and for the headers of safetensors files.
public enum JSONValue: Equatable, Sendable {
    /// Nothing.
    case null
    /// Yes or no.
    case boolean(Bool)
    /// A whole number that fits into an Int.
    case integer(Int)
    /// Any other number. NaN and infinities are written as strings.
    case number(Double)
    /// A text.
    case string(String)
    /// A list.
    case array([JSONValue])
    /// Named values in their order.
    case object([JSONField])
}

/// A value in a JSON object, with its name.
public struct JSONField: Equatable, Sendable {
    /// Its name.
    public var name: String
    /// Its value.
    public var value: JSONValue

    /// A value with its name.
    public init(_ name: String, _ value: JSONValue) {
        self.name = name
        self.value = value
    }
}
