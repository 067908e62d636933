import Derivations
import PlainText

/// What `derive` says: a derivation with the values of its lines, and where its numbers come from.
public struct DerivationReport: Equatable, Sendable {
    /// The derivation, each line checked.
    public let checked: CheckedDerivation
    /// Where the numbers come from; nil where the user gave them, or where there are none.
    public let origin: String?

    /// Whether every line agrees with the one before, and every witness with the result.
    public var holds: Bool { checked.holds }

    /// The curves of the function and of its derivative, where there is one of one number.
    public var curve: DerivationCurve? { checked.derivation.curve }
}

/// A derivation in lines: what is derived, with which numbers; the formulas in two dimensions with their values beside
/// them; the witnesses; what it comes to.
extension DerivationReport: CommandReport {
    package var kind: String { "derivation" }
    package var verdict: Verdict? { holds ? .held : .failed }
    package var failure: String { "derivation does not hold" }
    package func logLines(of output: CommandOutput) -> [LogLine] {
        [LogLine(output.command, .command), LogLine(summary, holds ? .success : .failure)]
    }

    /// The lines, none wider than an old terminal.
    public var text: String { (lines(columns: Self.textColumns) + [summary]).joined(separator: "\n") }

    /// The result of the derivation, in one line.
    public var summary: String {
        let wrongLines = checked.parts.joined().filter { !$0.isEqual }.count
        let witnesses = checked.witnesses.joined().filter { $0.agrees != nil }
        let denying = witnesses.filter { $0.agrees == false }.count
        let lines = counted(checked.lineCount, "line")
        guard !holds else {
            return "✓ \(lines) equal but for rounding, \(counted(witnesses.count, "witness", "witnesses")) agree"
        }
        return "✗ \(wrongLines) of \(lines) not equal, \(denying) of "
            + "\(counted(witnesses.count, "witness", "witnesses")) disagree"
    }

    /// All but the summary, in so many columns.
    public func lines(columns: Int, style: MathStyle = .unicode) -> [String] {
        let layout = DerivationLayout(columns: max(24, columns), style: style)
        let derivation = checked.derivation
        var lines = layout.sentence(derivation.title, indent: 0)
        if !derivation.introduction.isEmpty { lines += layout.sentence(derivation.introduction, indent: 2) }
        lines += layout.given(derivation.given)
        if let origin { lines += layout.sentence("\(origin).", indent: 2) }
        for (part, results) in zip(derivation.parts, checked.parts) {
            lines.append("")
            if !part.heading.isEmpty { lines += layout.sentence(part.heading, indent: 0) }
            lines += layout.chain(part, results)
        }
        lines.append("")
        for (claim, witnesses) in zip(derivation.claims, checked.witnesses) {
            for witness in witnesses { lines += layout.witness(witness, of: claim) }
        }
        return lines
    }

    /// The fields of the object: what is derived, the numbers, a step a line with its value, the witnesses, and whether
    /// all of it holds. Values are a number, or the rows of a matrix.
    public var fields: [JSONField] {
        let derivation = checked.derivation
        let steps = zip(derivation.parts, checked.parts).flatMap { part, results in
            zip(part.steps, results).map { step, result in
                JSONValue.object(
                    [
                        JSONField("line", .string(step.line())), JSONField("reason", .string(step.reason)),
                        JSONField("values", Self.json(result.cells)), JSONField("equal", .boolean(result.isEqual)),
                    ] + (result.overflow.map { [JSONField("float64", Self.json($0))] } ?? []))
            }
        }
        let witnesses = zip(derivation.claims, checked.witnesses).flatMap { claim, witnesses in
            witnesses.filter { $0.agrees != nil || $0.remark != nil }.map { witness in
                JSONValue.object(
                    [
                        JSONField("of", .string(claim.subject.line())), JSONField("name", .string(witness.name)),
                        JSONField("values", witness.cells.isEmpty ? .null : Self.json(witness.cells)),
                        JSONField("agrees", witness.agrees.map(JSONValue.boolean) ?? .null),
                        JSONField("difference", witness.agrees == nil ? .null : .number(witness.largestDifference)),
                    ] + (witness.remark.map { [JSONField("remark", .string($0))] } ?? []))
            }
        }
        return [
            JSONField("name", .string(derivation.name)), JSONField("title", .string(derivation.title)),
        ] + (derivation.introduction.isEmpty ? [] : [JSONField("introduction", .string(derivation.introduction))]) + [
            JSONField(
                "given",
                .object(derivation.given.map { JSONField($0.symbol.line(), Self.json($0.cells)) })
            )
        ] + (origin.map { [JSONField("origin", .string($0))] } ?? []) + [
            JSONField("steps", .array(steps)), JSONField("witnesses", .array(witnesses)),
            JSONField("holds", .boolean(holds)),
        ]
    }

    private static func json(_ cells: [[Double]]) -> JSONValue {
        if cells.count == 1, cells[0].count == 1 { return .number(cells[0][0]) }
        return .array(cells.map { .array($0.map(JSONValue.number)) })
    }
}

/// Puts formulas, values and reasons side by side.
private struct DerivationLayout {
    let columns: Int
    let style: MathStyle

    private static let indent = "  "
    /// The columns of values and reasons, where there is room for them beside the formulas.
    private static let remarkColumns = 32
    /// The widest left side that formulas stand beside.
    private static let leftColumns = 26

    private var isWide: Bool { columns >= 64 }
    private var remarkStart: Int { columns - Self.remarkColumns }

    /// A sentence in as many lines as it takes.
    func sentence(_ text: String, indent: Int, hanging: Int? = nil) -> [String] {
        let hanging = hanging ?? indent
        let words = style.words(text)
        var lines: [String] = []
        for line in Self.wrapped(words, first: columns - indent, rest: columns - hanging) {
            lines.append(String(repeating: " ", count: lines.isEmpty ? indent : hanging) + line)
        }
        return lines
    }

    private static func wrapped(_ text: String, first: Int, rest: Int) -> [String] {
        var lines = [""]
        for word in text.split(separator: " ") {
            let room = lines.count == 1 ? first : rest
            if lines[lines.count - 1].isEmpty {
                lines[lines.count - 1] = String(word)
            } else if lines[lines.count - 1].count + 1 + word.count <= room {
                lines[lines.count - 1] += " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }

    // MARK: Numbers

    /// The numbers that it is evaluated with, as many side by side as there is room for.
    func given(_ numbers: [GivenNumbers]) -> [String] {
        var lines: [String] = []
        var row: MathBox?
        for given in numbers {
            let symbol = given.symbol.box(style, width: columns / 2)
            let box = MathBox.row([symbol, MathBox(" = "), value(given.cells, digits: 6)])
            if let former = row, Self.indent.count + former.width + 3 + box.width <= columns {
                row = .row([former, MathBox("   "), box])
            } else {
                lines += indented(row)
                row = box
            }
        }
        return lines + indented(row)
    }

    private func indented(_ box: MathBox?) -> [String] { (box?.lines ?? []).map { trimmed(Self.indent + $0) } }

    /// A number, or a matrix of numbers.
    private func value(_ cells: [[Double]], digits: Int) -> MathBox {
        if cells.count == 1, cells[0].count == 1 { return MathBox(NumberFormat.rounded(cells[0][0], digits: digits)) }
        return .matrix(cells.map { $0.map { NumberFormat.rounded($0, digits: min(digits, 4)) } }, style)
    }

    // MARK: Formulas

    /// A chain of equations, the equals signs under each other.
    func chain(_ part: DerivationPart, _ results: [CheckedStep]) -> [String] {
        guard let first = part.steps.first else { return [] }
        var lines: [String] = []
        let left = first.left.box(style, width: columns - 4)
        // A long left side has lines of its own.
        let isBeside = left.width <= min(Self.leftColumns, columns / 3)
        if !isBeside { lines += indented(left) }
        for (place, (step, result)) in zip(part.steps, results).enumerated() {
            let lead =
                !isBeside
                ? MathBox("  = ")
                : .row([place == 0 ? left : MathBox(String(repeating: " ", count: left.width)), MathBox(" = ")])
            lines += equation(lead: .row([MathBox(Self.indent), lead]), step, result)
        }
        return lines
    }

    /// The equation with its value and its reason beside it; below it where it needs the whole width.
    private func equation(lead: MathBox, _ step: DerivationStep, _ result: CheckedStep) -> [String] {
        let whole = MathBox.row([lead, step.right.box(style, width: max(12, columns - lead.width))])
        if isWide, whole.width < remarkStart {
            let beside = remark(step, result, room: Self.remarkColumns)
            if beside.width <= Self.remarkColumns {
                let gap = MathBox(String(repeating: " ", count: remarkStart - whole.width))
                return MathBox.row([whole, gap, beside]).lines.map(trimmed)
            }
        }
        let indent = min(lead.width, columns / 4)
        let behind = String(repeating: " ", count: indent)
        return whole.lines.map(trimmed)
            + remark(step, result, room: columns - indent).lines.map { trimmed(behind + $0) }
    }

    /// The value with its mark, and the reason: on one line where there is room, else under each other.
    private func remark(_ step: DerivationStep, _ result: CheckedStep, room: Int) -> MathBox {
        let mark = style == .ascii ? (result.isEqual ? " ok" : " WRONG") : (result.isEqual ? " ✓" : " ✗ not equal")
        let value = MathBox.row([self.value(result.cells, digits: 6), MathBox(mark)])
        let reason = style.words(step.reason)
        let overflow = result.overflow.map { [Self.overflowRemark($0)] } ?? []
        if value.height == 1, value.width + 2 + reason.count <= room {
            return MathBox(lines: [value.lines[0] + "  " + reason] + overflow)
        }
        return MathBox(
            lines: value.lines + Self.wrapped(reason, first: room, rest: room) + overflow, baseline: value.baseline)
    }

    private static func overflowRemark(_ cells: [[Double]]) -> String {
        let values = cells.flatMap { $0 }
        guard values.count == 1 else { return "float64 cannot: inf or nan" }
        return "in float64: \(NumberFormat.rounded(values[0]))"
    }

    // MARK: Witnesses

    /// What a witness says, in a line; nothing where there is nothing to say.
    func witness(_ witness: DerivationWitness, of claim: DerivationClaim) -> [String] {
        let subject = claim.subject.line(style)
        guard let agrees = witness.agrees else {
            return witness.remark.map { sentence("– \(subject): \(witness.name): \($0)", indent: 0, hanging: 2) } ?? []
        }
        let mark = style == .ascii ? (agrees ? "+" : "x") : agrees ? "✓" : "✗"
        var text = "\(mark) \(subject): \(witness.name)"
        if let cell = witness.cells.first?.first, witness.cells.joined().count == 1 {
            text += ": \(NumberFormat.rounded(cell))"
        }
        let largest = witness.cells.joined().count > 1 ? ", largest difference " : ", difference "
        text += largest + NumberFormat.rounded(witness.largestDifference, digits: 2)
        // What is in ASCII already passes as it is.
        return sentence(text, indent: 0, hanging: 2)
    }

    private func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }
}
