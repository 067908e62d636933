/// A value in a JSON text (RFC 8259). The fields of an object keep their order.
///
/// Foundation's reader takes one of two equal names and says nothing, and neither its reader nor its writer keeps the
/// order; readers of this program's output and the header of a safetensors file need both.
public enum JSONValue: Equatable, Sendable {
    /// Nothing.
    case null
    /// Yes or no.
    case boolean(Bool)
    /// A whole number that an Int holds.
    case integer(Int)
    /// Any other number; what is not finite is written as a string.
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
    /// What it holds.
    public var value: JSONValue

    /// A value with its name.
    public init(_ name: String, _ value: JSONValue) {
        self.name = name
        self.value = value
    }
}
