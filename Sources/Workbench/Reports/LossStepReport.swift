import NeuralEngine
import PlainText

/// A part of a sample's loss in words and numbers.
public struct LossStepReport: Equatable, Sendable {
    private let step: LossStep

    /// More numbers than this are counted, not listed.
    private static let mostListed = 8
    private static let fewerDigits = 4

    /// A report on a step.
    public init(_ step: LossStep) { self.step = step }

    /// `d[0,k] = Z2[0,k] − m[0] = −0.5, 0`
    var line: String { "\(formula) = \(results(digits: NumberFormat.significantDigits))" }

    /// The formula, the numbers put in, and what they come to: in one line if it fits, or else in several.
    public func lines(columns: Int) -> [String] {
        let result = results(digits: NumberFormat.significantDigits)
        let isShort = step.results.count <= Self.mostListed
        let numbers = step.results.prefix(isShort ? Self.mostListed : 0).map {
            $0.expression.spelled(.numbers) { NumberFormat.rounded($0, digits: Self.fewerDigits) }.joined()
        }.joined(separator: ", ")
        let parts = [formula] + (numbers.isEmpty || numbers == result ? [] : [numbers]) + [result]
        let whole = parts.joined(separator: " = ")
        guard whole.count > columns else { return [whole] }
        var lines: [String] = []
        for (index, part) in parts.enumerated() {
            let start = index == 0 ? part : "= \(part)"
            if let last = lines.last, last.count + 1 + start.count <= columns {
                lines[lines.count - 1] += " " + start
            } else {
                lines += start.spacedWords.lines(behind: "", indent: index == 0 ? 4 : 2, columns: columns)
            }
        }
        return lines
    }

    /// The formula and what it comes to, in one line if they fit.
    public func shortLines(columns: Int) -> [String] {
        guard line.count > columns else { return [line] }
        let result = "= \(results(digits: NumberFormat.significantDigits))"
        return formula.spacedWords.lines(behind: "", indent: 4, columns: columns)
            + result.spacedWords.lines(behind: "", indent: 2, columns: columns)
    }

    /// `d[0,k] = Z2[0,k] − m[0]`
    private var formula: String {
        guard let first = step.results.first else { return step.symbol }
        return "\(step.symbol) = \(first.expression.spelled(.letters).joined())"
    }

    private func results(digits: Int) -> String {
        let values = step.results.map { NumberFormat.rounded($0.expression.value, digits: digits) }
        guard values.count > Self.mostListed else { return values.joined(separator: ", ") }
        return values.prefix(Self.mostListed).joined(separator: ", ")
            + " and \(values.count - Self.mostListed) more"
    }

    /// `values` has a number for each output, or just one.
    var fields: [JSONField] {
        [
            JSONField("sample", .integer(step.sample)), JSONField("step", .string(step.kind.rawValue)),
            JSONField("symbol", .string(step.symbol)), JSONField("formula", .string(formula)),
            JSONField(
                "substituted",
                .array(
                    step.results.map {
                        .string($0.expression.spelled(.numbers, number: NumberFormat.shortest).joined())
                    })),
            JSONField("values", .array(step.results.map { .number($0.expression.value) })),
        ]
    }
}
