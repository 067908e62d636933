import NeuralEngine
import PlainText
import Workbench

/// The report for people.
extension GradeReport {
    /// The whole report: the case, a line for each matrix, and details on what is wrong first.
    var text: String {
        var lines = [summary]
        let nameColumns = entries.map(\.name.count).max() ?? 0
        let operationColumns = entries.map(\.operation.count).max() ?? 0
        for entry in entries {
            let mark = entry.fault == nil ? "✓" : "✗"
            let line =
                "  \(mark) \(entry.name.padded(to: nameColumns))  \(entry.operation.padded(to: operationColumns))"
            lines.append((line + "  " + note(on: entry)).trimmedAtEnd)
        }
        if let first = firstWrong, let fault = first.fault {
            lines += ["", "\(first.name) is wrong first, in \(first.operation)"] + details(first, fault)
        }
        if !unchecked.isEmpty { lines += ["", "not given, so not checked: \(unchecked.joined(separator: " "))"] }
        lines += remarks.map { "note: \($0)" }
        return (lines + ["", verdict]).joined(separator: "\n")
    }

    /// `all 9 matrices are right`, or how many are not.
    var verdict: String {
        guard let first = firstWrong else {
            return entries.count == 1 ? "the one matrix is right" : "all \(entries.count) matrices are right"
        }
        let wrong = entries.count { $0.fault != nil }
        let following = entries.count { $0.fault == nil && !$0.isRight }
        var text = "wrong: \(first.name)"
        if wrong > 1 { text += " and \(counted(wrong - 1, "matrix", "matrices")) after it" }
        if following > 0 {
            text += "; \(counted(following, "matrix", "matrices")) follow\(following == 1 ? "s" : "") from that"
        }
        return text
    }

    private func note(on entry: Entry) -> String {
        guard let fault = entry.fault else {
            guard !entry.isRight else { return "" }
            return firstWrong.map { "follows from your \($0.name)" } ?? ""
        }
        return fault.summary
    }

    private func details(_ entry: Entry, _ fault: Fault) -> [String] {
        var lines: [String] = []
        if let equation = entry.equation { lines.append("  \(equation)") }
        if let cell = fault.cell {
            lines.append("  expected  [\(cell.row),\(cell.column)] = \(NumberFormat.rounded(cell.expected, digits: 9))")
            lines.append("  got       [\(cell.row),\(cell.column)] = \(NumberFormat.rounded(cell.actual, digits: 9))")
        } else {
            lines.append("  \(fault.summary)")
        }
        if let hint = fault.hint { lines.append("  hint: \(hint)") }
        if !fault.missingOperands.isEmpty {
            lines.append(
                "  give \(fault.missingOperands.joined(separator: ", ")) as well to see whether it begins there")
        }
        let follows = entries.contains { $0.fault == nil && !$0.isRight }
        let others = entries.count { $0.fault != nil }
        if follows, others == 1 { lines.append("  everything after it follows from your \(entry.name)") }
        return lines
    }
}

extension GradeReport.Fault {
    /// What is wrong, in a few words.
    var summary: String {
        if let shapes { return "it is \(shapes.given), and should be \(shapes.expected)" }
        return wrongCount == cellCount
            ? (cellCount == 1 ? "its cell is wrong" : "all \(cellCount) cells are wrong")
            : "\(wrongCount) of \(cellCount) cells are wrong"
    }
}

extension String {
    fileprivate var trimmedAtEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
