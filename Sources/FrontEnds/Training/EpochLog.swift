import PlainText
import Platform
import StepDebugger
import Workbench

/// The epochs of a run, as a line each when they are completed.
struct EpochLog {
    /// A line about the data, the network and the optimizer; nil without a network or data.
    let title: String?

    private let monitor: EpochMonitor
    private let sampleCount: Int
    /// The number of the last epoch.
    private let lastEpoch: Int
    private let iterationsPerEpoch: Int
    private var latest: Int
    private var best: EpochPoint?
    private var time = ContinuousClock.now

    /// - epochs: how many epochs to run.
    init(_ state: WorkbenchState, epochs: Int, monitor: EpochMonitor?) {
        self.monitor = monitor ?? state.session?.defaultMonitor ?? EpochMonitor(.training)
        sampleCount = state.session?.engine.training?.count ?? 0
        iterationsPerEpoch = state.session?.iterationsPerEpoch ?? 1
        latest = (state.session?.position.iteration ?? 0) / iterationsPerEpoch
        let (sum, overflows) = latest.addingReportingOverflow(epochs)
        lastEpoch = overflows ? .max : sum
        title = Self.title(of: state)
    }

    private static func title(of state: WorkbenchState) -> String? {
        guard let session = state.session, let data = state.setup.data else { return nil }
        let network = session.engine.network
        return [
            data.name, "\(network.shapeDescription) \(network.activationsDescription)", network.loss.rawValue,
            "\(session.engine.optimizer.kind.rawValue) lr \(NumberFormat.rounded(session.learningRate, digits: 3))",
            ([(session.engine.training?.count ?? 0, "training")]
                + (state.heldOut.validation.map { [($0.count, "validation")] } ?? [])
                + [(state.heldOut.test?.count ?? 0, "test")]).map { "\($0) \($1) samples" }.joined(separator: ", "),
            "\(session.iterationsPerEpoch) iterations an epoch",
        ].joined(separator: "  ")
    }

    /// A line for each epoch that was completed since the last call.
    mutating func newLines(_ state: WorkbenchState, _ format: OutputFormat) -> [String] {
        guard let session = state.session, let newest = session.epochs.latest, newest.epoch > latest else { return [] }
        let new = session.epochs.kept(from: latest)
        let now = ContinuousClock.now
        let seconds = (now - time) / .seconds(1) / Double(newest.epoch - latest)
        time = now
        latest = newest.epoch
        return new.map { epoch in
            best = monitor.best(of: [best, epoch].compactMap { $0 })
            return line(epoch, seconds: seconds, isBest: best == epoch, format)
        }
    }

    /// - seconds: how long the epoch took.
    private func line(_ epoch: EpochPoint, seconds: Double, isBest: Bool, _ format: OutputFormat) -> String {
        let samplesPerSecond = Double(sampleCount) / max(seconds, 1e-9)
        guard format == .text else {
            let fields: [JSONField] =
                [JSONField("kind", .string("epoch"))]
                + epoch.fields
                + [
                    JSONField("best", .boolean(isBest)), JSONField("seconds", .number(seconds)),
                    JSONField("samplesPerSecond", .number(samplesPerSecond)),
                ]
            return JSONValue.object(fields).text
        }
        let total = String(lastEpoch)
        let figures = (epoch.figures + [("lr", epoch.learningRate)]).map { name, value in
            let text =
                name.hasSuffix("accuracy")
                ? NumberFormat.fixed(value, decimals: 4) : NumberFormat.rounded(value, digits: 4)
            return "\(name) \(text.padded(to: Self.figureColumns))"
        }
        let number = String(epoch.epoch).leftPadded(to: total.count)
        return
            (["epoch \(number)/\(total)"] + figures
            + ["\(NumberFormat.grouped(samplesPerSecond)) samples/s".leftPadded(to: 18), isBest ? "best" : ""])
            .filter { !$0.isEmpty }.joined(separator: "  ")
    }

    /// Room for `1.234e-05`.
    private static let figureColumns = 9
}
