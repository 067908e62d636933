import PlainText

/// Displayed values, asked for by hand.
public struct DisplayListReport: CommandReport {
    /// The displays.
    public let displays: [DisplayReport]

    package init(_ displays: [DisplayReport]) { self.displays = displays }

    package var text: String {
        displays.isEmpty
            ? "there are no displays: 'display loss' makes one" : displays.map(\.text).joined(separator: "\n")
    }
    package var kind: String { "displays" }
    package var fields: [JSONField] { [JSONField("displays", displays.json)] }
}

/// A displayed expression with its value.
public struct DisplayReport: Equatable, Sendable {
    /// The display's number.
    public let number: Int
    /// The expression, in the language.
    public let expression: String
    /// Its value; nil if there is none.
    public let value: Value?
    /// Why there is none.
    public let reason: String?
}

extension DisplayReport {
    /// `1: loss = 0.693`, a matrix, or why it has no value.
    var text: String {
        guard let value else { return "\(number): \(expression): \(reason ?? "no value")" }
        return "\(number): " + value.text(named: expression)
    }
}

extension [DisplayReport] {
    package var json: JSONValue {
        .array(
            map { display in
                let value = display.value?.json ?? .null
                let reason = display.reason.map { [JSONField("reason", .string($0))] } ?? []
                return .object(
                    [
                        JSONField("number", .integer(display.number)),
                        JSONField("expression", .string(display.expression)),
                        JSONField("value", value),
                    ] + reason)
            })
    }
}
