import PlainText
import StepDebugger

// The numbers that a cell is computed from: the answer for a gradient of the loss itself.

extension OperandList: WhyAnswer {
    var kind: String { "operands" }

    /// The equation, then `of P[1,0] = 0.44, Y[1,0] = 0`.
    func lines(in report: WhyReport) -> [String] {
        let operands = factors.map { "\($0.name) = \(NumberFormat.rounded($0.value))" }
        return report.computedHeading
            + ["  " + (equation ?? "no operation computes it; it is derived when you ask for it")]
            + WhyReport.list(operands, behind: "  of ")
            + (report.startIsGiven
                ? [] : ["  ✗ \(NumberFormat.rounded(report.value)) is not the result"])
    }

    func fields(in report: WhyReport) -> [JSONField] {
        [
            JSONField("equation", equation.map(JSONValue.string) ?? .null),
            JSONField("operands", .array(factors.map(\.json))),
            JSONField("startIsGiven", .boolean(report.startIsGiven)),
        ]
    }
}
