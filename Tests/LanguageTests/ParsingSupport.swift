import CommandLanguage
import Workbench
import Testing

/// The one command in `text`; nil when there is none or it is wrong.
func command(_ text: String) -> Command? {
    try? CommandParser.parse(text)
}

/// What is wrong with `text`, as people read it, all of it; empty when nothing is.
func renderedErrors(in text: String) -> String {
    let source = SourceText(name: "t", text: text)
    return Script.parse(source).diagnostics.map { $0.rendered(in: source) }.joined(separator: "\n")
}

/// The expression in `text`; nil when it is wrong.
func expression(_ text: String) -> Expression? {
    (command("print " + text)?.body as? PrintCommand)?.expression
}

/// `value`, from nowhere: places do not count in comparisons.
func placed<Value>(_ value: Value) -> Located<Value> {
    Located(value, at: SourceRange(lower: 0, upper: 0))
}

/// An expression from nowhere.
func made(_ node: Expression.Node) -> Expression {
    Expression(node, at: SourceRange(lower: 0, upper: 0))
}

/// A number from nowhere.
func number(_ spelling: String) -> Expression {
    made(.number(Double(spelling)!, spelling: spelling))
}

/// A name from nowhere.
func named(_ name: String) -> Expression { made(.name(name)) }

/// An option from nowhere.
func option(_ name: String, _ value: OptionValue) -> CommandOption {
    CommandOption(name: placed(name), value: placed(value))
}

/// A line with a mistake, and what users are to read about it.
struct Mistake: CustomTestStringConvertible {
    let text: String
    /// Stands under the offending part of the text.
    let underline: String
    let message: String
    let suggestion: String?

    init(_ text: String, _ underline: String, _ message: String, didYouMean suggestion: String? = nil) {
        self.text = text
        self.underline = underline
        self.message = message
        self.suggestion = suggestion
    }

    var rendered: String {
        let column = underline.prefix { $0 == " " }.count + 1
        return "t:1:\(column): error: \(message)\n  \(text)\n  \(underline)"
            + (suggestion.map { "\n  did you mean '\($0)'?" } ?? "")
    }

    var testDescription: String { text }
}
