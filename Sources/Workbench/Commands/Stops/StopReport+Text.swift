import NeuralEngine
import PlainText
import StepDebugger

/// Stops and displays in lines for people.
extension StopReport: CommandReport {
    public var kind: String { "stop" }
    public var fields: [JSONField] {
        [JSONField("reason", .string(reason.rawValue)), JSONField("iterations", .integer(iterations))]
            + (hits.isEmpty ? [] : [JSONField("stops", .array(hits.map { .object($0.fields) }))])
            + (best.map { [JSONField("best", $0.json)] } ?? []) + position.fields
    }
    public var verdict: Verdict? { reason == .interrupted ? .interrupted : nil }

    /// Why the run ended, how far it went, and the loss there; at a stop, which one, what was found, and where.
    public var text: String {
        guard hits.isEmpty else {
            let goal = reason == .condition ? ["the condition holds"] : []
            return (goal + hits.map(\.text) + [place]).joined(separator: "\n")
        }
        let why =
            switch reason {
            case .condition: "the condition holds"
            case .limit: "stopped at the limit of iterations, the condition does not hold"
            case .patience: patienceText
            case .endOfEpoch: "stopped at the end of the epoch"
            case .interrupted: "interrupted"
            case .nothingStopped: "no stop was hit up to the limit of iterations"
            case .start: "no stop was hit on the way back to the start"
            default: "done"
            }
        var text =
            "\(why): \(distance), now epoch \(position.epoch) "
            + "iteration \(position.position.iteration)"
        if let loss = position.loss { text += ", loss \(NumberFormat.rounded(loss))" }
        if let accuracy = position.accuracy { text += ", accuracy \(NumberFormat.rounded(accuracy))" }
        return text
    }

    /// `no better test.loss in 3 epochs, the best was 0.312 in epoch 7 ('goto best')`. Epochs are numbered as positions
    /// are: the end of the first is where epoch 1 begins.
    private var patienceText: String {
        guard let best, let value = best.monitor.value(of: best.epoch) else {
            return "no figure that is a number in any epoch"
        }
        return "no better \(best.monitor.rawValue) in \(counted(best.patience, "epoch")), the best was "
            + "\(NumberFormat.rounded(value)) after \(counted(best.epoch.epoch, "epoch")) ('goto best' goes there)"
    }

    private var place: String {
        position.text + (iterations == 0 ? "" : ", \(iterations > 0 ? "after " : "")\(distance)")
    }

    /// How far the run went, or back.
    private var distance: String {
        counted(iterations.magnitude, "iteration") + (iterations < 0 ? " back" : "")
    }
}

extension StopHit {
    /// `breakpoint 1, tanh1.forward`, or what was found where that says more; values old and new on lines of their own.
    var text: String {
        let name = "\(kind.rawValue) \(number)\(isTemporary ? " (once)" : ""), \(what)"
        return switch finding {
        case .ran: name
        case .becameTrue: "\(name): holds now"
        case .changed(let change): ([name + change.headline] + change.lines).joined(separator: "\n")
        case .trouble(let trouble): "\(name): \(trouble.text)"
        case .failed(let message): "\(name): cannot be judged: \(message)"
        }
    }
}

extension ValueChange {
    fileprivate var headline: String {
        let how = isByHand ? "changed by hand" : "changed"
        guard let new, !new.isScalar, let cells else { return ": \(how)" }
        return ": \(how) in \(cells.count) of \(counted(new.matrix.elements.count, "cell"))"
    }

    fileprivate var lines: [String] {
        func line(_ title: String, _ value: Value?, at place: String, _ cell: Double?) -> String {
            guard let value else { return "  \(title)  no value yet" }
            guard let cell else { return "  \(title)  a matrix of \(value.shape)" }
            return "  \(title)  \(place)\(value.exactSpelling(ofCell: cell))"
        }
        if let old, let new, !new.isScalar, let cells {
            let place = "[\(cells.row),\(cells.column)] = "
            return [
                line("old", old, at: place, old.matrix[cells.row, cells.column]),
                line("new", new, at: place, new.matrix[cells.row, cells.column]),
            ]
        }
        return [line("old", old, at: "", old?.scalar), line("new", new, at: "", new?.scalar)]
    }
}

extension TroubleFinding {
    /// What was found, with its numbers.
    var text: String {
        switch self {
        case .nonFinite(let name, let row, let column, let value, let count):
            let others = count > 1 ? ", the first of \(count) cells of \(name) that are not finite" : ""
            return "\(name)[\(row),\(column)] = \(NumberFormat.rounded(value))\(others)"
        case .deadUnits(let name, let dead, let units):
            return "\(dead) of \(units) units of \(name) are 0 for every sample of the batch"
        case .vanishing(let name, let size, let largest, let largestSize):
            return "\(name) has cells of about \(NumberFormat.rounded(size, digits: 3)), "
                + "\(largest) of \(NumberFormat.rounded(largestSize, digits: 3))"
        case .exploding(let name, let size, let weightsSize):
            return "\(name) has cells of about \(NumberFormat.rounded(size, digits: 3)), "
                + "\(MatrixName(name.subject)) of \(NumberFormat.rounded(weightsSize, digits: 3))"
        case .saturated(let name, let flat, let cells):
            return "\(flat) of \(cells) cells of \(name) have almost no slope"
        case .diverging(let loss, let first):
            return "the loss is \(NumberFormat.rounded(loss))"
                + (first.map { ", it was \(NumberFormat.rounded($0)) in the first iteration" } ?? "")
        }
    }
}

extension StopListReport: CommandReport {
    public var kind: String { "stops" }
    public var fields: [JSONField] { [JSONField("stops", .array(entries.map { .object($0.fields) }))] }

    /// A table with a line a stop.
    public var text: String {
        guard !entries.isEmpty else { return "there are no stops: 'break', 'watch' and 'catch' make them" }
        let rows = entries.map { entry in
            let stop = entry.stop
            let what =
                stop.what + (stop.isTemporary ? " (once)" : "") + (entry.isInNetwork ? "" : " (not in this network)")
            return String(stop.number).leftPadded(to: 3) + "  " + stop.kind.rawValue.padded(to: 12)
                + (stop.isEnabled ? "yes" : "no").padded(to: 9) + String(stop.hitCount).leftPadded(to: 4) + "  " + what
        }
        return ([" No  Kind        Enabled  Hits  What"] + rows).joined(separator: "\n")
    }
}

extension DisplayReport {
    /// `1: loss = 0.693`, a matrix, or why there is no value.
    var text: String {
        guard let value else { return "\(number): \(expression): \(reason ?? "no value")" }
        return "\(number): " + value.text(named: expression)
    }
}
