/// Why a text is not JSON.
public struct JSONError: Error, Equatable, Sendable {
    /// What is wrong.
    public let fault: Fault
    /// The place, in bytes from the start of the text.
    public let offset: Int

    /// The possible faults.
    public enum Fault: Equatable, Sendable {
        case unexpectedEnd, unexpectedCharacter, badString, badNumber, nestedTooDeep, repeatedName(String)
    }

    /// What is wrong, and where.
    public init(fault: Fault, offset: Int) {
        self.fault = fault
        self.offset = offset
    }
}

extension JSONError: CustomStringConvertible {
    /// What is wrong and where.
    public var description: String {
        "\(fault), at byte \(offset)"
    }
}

extension JSONError.Fault: CustomStringConvertible {
    /// What is wrong.
    public var description: String {
        switch self {
        case .unexpectedEnd: "it ends too early"
        case .unexpectedCharacter: "unexpected character"
        case .badString: "a text is not well formed"
        case .badNumber: "a number is not well formed"
        case .nestedTooDeep: "it is nested too deep"
        case .repeatedName(let name): "'\(name)' is there twice"
        }
    }
}
