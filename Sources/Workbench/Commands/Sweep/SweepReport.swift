import PlainText
import StepDebugger

/// How the runs of a sweep are sorted.
public enum SweepSort: Equatable, Sendable {
    /// The order in which they ran.
    case run
    /// A setting, by its index among the keys.
    case setting(Int)
    /// A figure of the last epoch, best first.
    case last(EpochMonitor)
    /// The best epoch of each run, best first.
    case best

    /// - spelling: a word of `choices`, or empty for the best.
    public init?(_ spelling: String, keys: [String]) {
        if spelling.isEmpty || spelling == "best" {
            self = .best
        } else if spelling == "run" {
            self = .run
        } else if let index = keys.firstIndex(of: spelling) {
            self = .setting(index)
        } else if let monitor = EpochMonitor(rawValue: spelling) {
            self = .last(monitor)
        } else {
            return nil
        }
    }

    static func choices(keys: [String]) -> [String] {
        ["best", "run"] + keys + EpochMonitor.allCases.map(\.rawValue)
    }
}

/// The result of a sweep: one row for each run.
public struct SweepReport: Equatable, Sendable {
    /// A run.
    public struct Row: Equatable, Sendable {
        /// Its number, from 1.
        public let number: Int
        /// Its settings, one for each key.
        public let values: [String]
        /// How far it came.
        public let status: SweepRun.Status
        /// How well it did; nil before its first epoch.
        public let figures: SweepFigures?
    }

    /// The settings in which the runs differ.
    public let keys: [String]
    /// The figure by which epochs are compared.
    public let monitor: EpochMonitor
    /// The runs in the requested order.
    public let rows: [Row]

    /// - sort: the order; runs without the figure come last.
    public init(_ sweep: Sweep, sort: SweepSort) {
        keys = sweep.keys
        monitor = sweep.monitor
        let rows = sweep.runs.map {
            Row(number: $0.number, values: $0.values, status: $0.status, figures: $0.figures(sweep.monitor))
        }
        func ordered(_ monitor: EpochMonitor, _ figure: (Row) -> Double?) -> [Row] {
            func value(_ row: Row) -> Double? { figure(row).flatMap { $0.isNaN ? nil : $0 } }
            return rows.sorted { a, b in
                guard let left = value(a) else { return value(b) == nil && a.number < b.number }
                guard let right = value(b) else { return true }
                return left == right ? a.number < b.number : monitor.isBetter(left, than: right)
            }
        }
        switch sort {
        case .run: self.rows = rows
        case .setting(let key):
            self.rows = rows.sorted { a, b in
                let (left, right) = (a.values[key], b.values[key])
                guard left != right else { return a.number < b.number }
                guard let first = Double(left), let second = Double(right) else { return left < right }
                return first < second
            }
        case .last(let monitor): self.rows = ordered(monitor) { $0.figures.flatMap { monitor.value(of: $0.last) } }
        case .best:
            self.rows = ordered(sweep.monitor) { $0.figures?.best.flatMap { sweep.monitor.value(of: $0) } }
        }
    }

    // MARK: The table

    /// The headings of the table's columns.
    public var headings: [String] {
        ["run"] + keys + ["epochs"] + shownFigures.map(\.rawValue) + ["best \(monitor.rawValue)", "in epoch"]
    }

    /// The cells of a row, one for each heading.
    public func cells(_ row: Row) -> [String] {
        func text(_ value: Double?) -> String { value.map { NumberFormat.rounded($0, digits: 4) } ?? "-" }
        let figures = row.figures
        return [String(row.number)] + row.values
            + [row.status == .waiting ? "waiting" : String(figures?.last.epoch ?? 0)]
            + shownFigures.map { monitor in text(figures.flatMap { monitor.value(of: $0.last) }) }
            + [
                text(figures?.best.flatMap { monitor.value(of: $0) }), figures?.best.map { String($0.epoch) } ?? "-",
            ]
    }

    /// The figures that at least one run has.
    private var shownFigures: [EpochMonitor] {
        EpochMonitor.allCases.filter { monitor in
            rows.contains { $0.figures.map { monitor.value(of: $0.last) != nil } ?? false }
        }
    }
}

extension SweepReport: CommandReport {
    package var kind: String { "sweep" }

    /// The lines of the table, and what can be done with the runs.
    public var text: String {
        let table = ([headings] + rows.map(cells)).alignedRight
        let interrupted = rows.filter { $0.status == .interrupted }.count
        let note = interrupted > 0 ? ["interrupted: \(counted(interrupted, "run")) did not come to the end"] : []
        return (table + note + ["'switch run-1' goes into a run, 'switch run-0' comes back"]).joined(separator: "\n")
    }

    package var fields: [JSONField] {
        [
            JSONField("monitor", .string(monitor.rawValue)),
            JSONField(
                "runs",
                .array(
                    rows.map { row in
                        let settings = zip(keys, row.values).map { JSONField($0, .string($1)) }
                        let figures = row.figures?.last.fields ?? []
                        let best = row.figures?.best.map { [JSONField("best", .object($0.fields))] } ?? []
                        return .object(
                            [
                                JSONField("run", .integer(row.number)), JSONField("settings", .object(settings)),
                                JSONField("status", .string(row.status.rawValue)),
                            ] + figures + best)
                    })
            ),
        ]
    }
}
