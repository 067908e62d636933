import NeuralEngine
import PlainText
import StepDebugger

/// One kind of answer to `why`, as text and as JSON.
protocol WhyAnswer {
    /// The name of the kind in JSON.
    var kind: String { get }
    /// The lines of the text, with the heading.
    func lines(in report: WhyReport) -> [String]
    /// The fields of the answer in JSON.
    func fields(in report: WhyReport) -> [JSONField]
}

extension WhyReport: CommandReport {
    package var kind: String { "why" }
    package var verdict: Verdict? { isInterrupted ? .interrupted : nil }

    private var content: (any WhyAnswer)? {
        switch answer {
        case .terms(let sum): sum
        case .operands(let operands): operands
        case .paths(let paths): paths
        case .history(let history): history
        case .origin(let origin): origin
        case .nothingYet: nil
        }
    }

    /// The lines as one text.
    public var text: String { lines.joined(separator: "\n") }

    /// The lines of the text: the cell with its number, then the answer.
    public var lines: [String] {
        content?.lines(in: self) ?? ["\(heading): interrupted before anything was found"]
    }

    /// The fields of the object: the cell, what computed it, and the answer. `answer` names its kind: `terms`,
    /// `operands`, `paths`, `history`, `origin`, or `none` where the search was interrupted before it found anything.
    public var fields: [JSONField] {
        let fields =
            cell.fields + [
                JSONField("value", .number(value)), JSONField("iteration", iteration.map(JSONValue.integer) ?? .null),
                JSONField("operation", operation.map(JSONValue.string) ?? .null),
                JSONField("interrupted", .boolean(isInterrupted)),
                JSONField("setByHand", .array(changes.map { .object($0.position.fields) })),
                JSONField("answer", .string(content?.kind ?? "none")),
            ]
        return fields + (content?.fields(in: self) ?? [])
    }

    /// `dW1[0,2] = 0.0312`
    var heading: String { "\(cell) = \(NumberFormat.rounded(value))" }

    /// The heading with the operation that computed the cell, then the changes made to it by hand since.
    var computedHeading: [String] {
        let iteration = "iteration \(iteration ?? 0)"
        let place = operation.map { "\($0) of \(iteration)" } ?? "the loss of \(iteration)"
        return ["\(heading), by \(place)"]
            + changes.map { "  set by hand \(words(for: $0.position)): \(numberSet(by: $0))" }
    }

    private func numberSet(by edit: RecordedEdit) -> String {
        switch edit.edit {
        case .cell(_, _, _, let value): NumberFormat.rounded(value)
        case .matrix(_, let matrix): NumberFormat.rounded(matrix[cell.row, cell.column])
        default: ""
        }
    }

    func words(for position: Position) -> String { position.words(among: operations) }

    /// A sentence in as many lines as it takes, indented.
    static func sentence(_ text: String) -> [String] {
        text.spacedWords.lines(behind: "  ", columns: textColumns)
    }

    /// A list in as many lines as it takes, with commas.
    static func list(_ items: [String], behind lead: String) -> [String] {
        let parts = items.enumerated().map { " " + $0.element + ($0.offset < items.count - 1 ? "," : "") }
        return parts.lines(behind: lead, columns: textColumns)
    }
}

extension Position {
    var fields: [JSONField] {
        [
            JSONField("iteration", .integer(iteration)), JSONField("operation", .integer(operation)),
            JSONField("cell", .integer(cell)),
        ]
    }
}

extension MatrixCell {
    var fields: [JSONField] {
        [
            JSONField("name", .string(name.description)), JSONField("row", .integer(row)),
            JSONField("column", .integer(column)),
        ]
    }
}
