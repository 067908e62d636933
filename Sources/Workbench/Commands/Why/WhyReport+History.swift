import NeuralEngine
import PlainText
import StepDebugger

// The history from update to update: the answer for a parameter or a moment.

extension CellHistory: WhyAnswer {
    var kind: String { "history" }

    func lines(in report: WhyReport) -> [String] {
        let end = report.isInterrupted ? ": interrupted, so far" : ""
        var lines = [
            "\(report.heading) after \(counted(updateCount, "update"))\(end)",
            "  start    \(NumberFormat.rounded(initial))",
        ]
        if updateCount > 0 {
            lines.append(
                "  updates  \(Self.signed(sumOfUpdates)) in all (\(NumberFormat.rounded(distance)) ignoring signs)"
            )
        }
        if !changes.isEmpty { lines.append("  by hand  \(Self.signed(sumOfChanges))") }
        lines.append("  now      \(NumberFormat.rounded(final))")
        lines += changes.map { change in
            "  \(report.words(for: change.edit.position)): set by hand from \(NumberFormat.rounded(change.before)) to "
                + NumberFormat.rounded(change.after)
        }
        return lines + otherChangeLines(in: report) + (updateCount > 0 ? stepLines : [])
    }

    func fields(in report: WhyReport) -> [JSONField] {
        [
            JSONField("initial", .number(initial)), JSONField("updates", .integer(updateCount)),
            JSONField("sumOfUpdates", .number(sumOfUpdates)), JSONField("distance", .number(distance)),
            JSONField("sumOfChanges", .number(sumOfChanges)),
            JSONField("otherChanges", .array(otherChanges.map { .object($0.position.fields) })),
            JSONField("final", .number(final)), JSONField("largest", .array(largest.map { .object($0.fields) })),
            JSONField(
                "changes",
                .array(
                    changes.map { change in
                        .object(
                            change.edit.position.fields + [
                                JSONField("before", .number(change.before)), JSONField("after", .number(change.after)),
                            ])
                    })
            ),
        ]
    }

    private var stepLines: [String] {
        let shown = largest.filter { $0.step != 0 }
        guard !shown.isEmpty else { return ["  no update has changed it"] }
        let head = ["iteration", "epoch", "step", "to", "gradient", "lr"]
        let rows = shown.map { step in
            ["\(step.iteration)", "\(step.epoch)", Self.signed(step.step)]
                + [step.value, step.gradient, step.learningRate].map { NumberFormat.rounded($0) }
        }
        return ["  the updates that changed it most:"] + ([head] + rows).alignedRight.map { "    " + $0 }
    }

    private static func signed(_ number: Double) -> String {
        (number > 0 ? "+" : "") + NumberFormat.rounded(number)
    }

    private static let shownChanges = 6

    /// The other changes made by hand, which may have influenced the updates.
    private func otherChangeLines(in report: WhyReport) -> [String] {
        let shown = otherChanges.prefix(Self.shownChanges).flatMap { change in
            WhyReport.sentence("\(report.words(for: change.position)): \(change.edit.words)")
        }
        let rest = otherChanges.count - Self.shownChanges
        return shown + (rest > 0 ? ["  and \(counted(rest, "other change")) by hand"] : [])
    }
}

extension CellStep {
    fileprivate var fields: [JSONField] {
        [
            JSONField("iteration", .integer(iteration)), JSONField("epoch", .integer(epoch)),
            JSONField("step", .number(step)), JSONField("value", .number(value)),
            JSONField("gradient", .number(gradient)), JSONField("lr", .number(learningRate)),
        ]
    }
}

extension SessionEdit {
    /// What was done, as it follows a position and a colon.
    fileprivate var words: String {
        func rounded(_ number: Double) -> String { NumberFormat.rounded(number) }
        return switch self {
        case .matrix(let name, _): "\(name) set by hand"
        case .cell(let name, let row, let column, let value):
            "\(MatrixCell(name, row, column)) set by hand to \(rounded(value))"
        case .learningRate(let rate): "lr set to \(rounded(rate))"
        case .schedule: "schedule of the learning rate changed"
        case .regularization(let penalty): "penalty set to l1=\(rounded(penalty.l1)) l2=\(rounded(penalty.l2))"
        case .optimizer(let settings): "optimizer set to \(settings.kind.rawValue) lr=\(rounded(settings.learningRate))"
        case .fault(let fault): fault == nil ? "fault repaired" : "fault planted"
        }
    }
}
