import NeuralEngine
import PlainText
import StepDebugger

// The terms of a sum: the answer for a cell of the forward pass. Paths and origins consist of terms too.

extension TermSum: WhyAnswer {
    var kind: String { "terms" }

    func lines(in report: WhyReport) -> [String] {
        var lines = report.computedHeading + (equation.map { ["  \($0)"] } ?? [])
        if let operand {
            let text = "\(operand.name) = \(NumberFormat.rounded(operand.value))"
            lines.append(termCount > 0 ? "  \(text) is the sum of" : "  of \(text)")
        }
        guard termCount > 0 else { return lines }
        lines += terms.lines
        if termCount > terms.count {
            lines.append("  the other \(termCount - terms.count) together \(NumberFormat.rounded(rest))")
        }
        return lines
    }

    func fields(in report: WhyReport) -> [JSONField] {
        [
            JSONField("equation", equation.map(JSONValue.string) ?? .null),
            JSONField("operand", operand?.json ?? .null), JSONField("terms", .array(terms.map(\.json))),
            JSONField("termCount", .integer(termCount)), JSONField("rest", .number(rest)),
            JSONField("sum", .number(sum)),
        ]
    }
}

extension [Term] {
    /// A line for each term: the number, then the factors that it is the product of; the factors' numbers go on lines of
    /// their own if they do not fit.
    var lines: [String] {
        let columns = WhyReport.textColumns
        let numbers = map { NumberFormat.rounded($0.value) }
        let width = numbers.map(\.count).max() ?? 0
        return zip(self, numbers).flatMap { term, number in
            let lead = "  " + number.leftPadded(to: width) + "  "
            let names = term.factors.map(\.name)
            guard term.factors.count > 1 else {
                // A product of one factor has that factor's value, which the line already shows; otherwise it is added.
                let own = term.factors.first.map { $0.value.hasSameBits(as: term.value) } ?? true
                let value = own ? "" : " = \(NumberFormat.rounded(term.factors[0].value))"
                return [lead + names.joined() + value]
            }
            let values = term.factors.map { factor in
                let value = NumberFormat.rounded(factor.value, digits: 4)
                return factor.value < 0 ? "(\(value))" : value
            }
            let inOne = lead + names.joined(separator: "·") + " = " + values.joined(separator: "·")
            if inOne.count <= columns { return [inOne] }
            let indent = String(repeating: " ", count: lead.count)
            return names.product.lines(behind: lead, columns: columns)
                + values.product.lines(behind: indent + "= ", columns: columns)
        }
    }
}

extension [String] {
    /// The factors, each with the dot that follows it.
    fileprivate var product: [String] { dropLast().map { $0 + "·" } + suffix(1) }
}

extension Term {
    var json: JSONValue {
        .object([
            JSONField("sample", sample.map(JSONValue.integer) ?? .null), JSONField("value", .number(value)),
            JSONField("factors", .array(factors.map(\.json))),
        ])
    }
}

extension Factor {
    /// The factor as users write it: `W2[2,1]`, `tanh′(Z1[3,2])`, `l2`.
    public var name: String {
        switch quantity {
        case .cell(let cell): "\(cell)"
        case .derivative(let function, let cell): "\(function.label)′(\(cell))"
        case .change(let cell): "\(cell) changed by hand"
        case .setting(let name): name
        case .sign(let cell): "sign(\(cell))"
        case .data(let cell): "row \(cell.row) of the data, column \(cell.column)"
        case .loss(let sample): "sample \(sample)"
        case .penalty(let layer): "penalty for W\(layer)"
        }
    }

    var json: JSONValue { .object([JSONField("factor", .string(name)), JSONField("value", .number(value))]) }
}
