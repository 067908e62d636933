import NeuralEngine
import PlainText
import StepDebugger

// The history of a parameter as text.
extension WhyReport {
    func historyLines(_ history: CellHistory) -> [String] {
        var lines = ["  start    \(NumberFormat.rounded(history.initial))"]
        if history.updateCount > 0 {
            lines.append(
                "  updates  \(Self.signed(history.sumOfUpdates)) in all (\(NumberFormat.rounded(history.distance)) up and down together)"
            )
        }
        if !history.changes.isEmpty { lines.append("  by hand  \(Self.signed(history.sumOfChanges))") }
        lines.append("  now      \(NumberFormat.rounded(history.final))")
        lines += history.changes.map { change in
            "  \(words(for: change.edit.position)) set by hand from \(NumberFormat.rounded(change.before)) to "
                + NumberFormat.rounded(change.after)
        }
        lines += otherChanges(history)
        guard history.updateCount > 0 else { return lines }
        let shown = history.largest.filter { $0.step != 0 }
        guard !shown.isEmpty else { return lines + ["  no update has moved it"] }
        lines.append("  the updates that moved it most:")
        let head = ["iteration", "epoch", "step", "to", "gradient", "lr"]
        let rows = shown.map { step in
            ["\(step.iteration)", "\(step.epoch)", Self.signed(step.step)]
                + [step.value, step.gradient, step.learningRate].map { NumberFormat.rounded($0) }
        }
        return lines + ([head] + rows).alignedRight.map { "    " + $0 }
    }

    private static func signed(_ number: Double) -> String {
        (number > 0 ? "+" : "") + NumberFormat.rounded(number)
    }

    /// Other changes made by hand meanwhile, which may have altered the updates.
    private func otherChanges(_ history: CellHistory) -> [String] {
        let shown = history.otherChanges.prefix(Self.shownChanges).flatMap { change in
            Self.wrapped(
                words: "\(words(for: change.position)) \(change.edit.words)".split(separator: " ").map(String.init),
                behind: "  ")
        }
        let rest = history.otherChanges.count - Self.shownChanges
        return shown + (rest > 0 ? ["  and \(counted(rest, "other change")) by hand"] : [])
    }

    private static let shownChanges = 6
}

extension SessionEdit {
    /// What was done, behind a place.
    fileprivate var words: String {
        func rounded(_ number: Double) -> String { NumberFormat.rounded(number) }
        return switch self {
        case .matrix(let name, _): "\(name) set by hand"
        case .cell(let name, let row, let column, let value):
            "\(MatrixCell(name, row, column)) set by hand to \(rounded(value))"
        case .learningRate(let rate): "lr set to \(rounded(rate))"
        case .schedule: "another schedule of the learning rate"
        case .regularization(let penalty): "penalty set to l1=\(rounded(penalty.l1)) l2=\(rounded(penalty.l2))"
        case .optimizer(let settings): "optimizer set to \(settings.kind.rawValue) lr=\(rounded(settings.learningRate))"
        case .fault(let fault): fault == nil ? "the fault repaired" : "a fault planted"
        }
    }
}
