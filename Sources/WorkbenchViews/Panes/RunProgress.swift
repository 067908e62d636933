import StepDebugger
import TerminalDrawing
import Workbench

/// How far a run under way has come, and how long it will take.
struct RunProgress: Equatable {
    /// Completed epochs.
    let epoch: Int
    /// The number of epochs at the end of the run.
    let lastEpoch: Int
    /// The share that has run, 0 ... 1.
    let fraction: Double
    /// How long the rest takes; nil where that is not known yet.
    let secondsLeft: Double?
    /// Samples a second; nil where that is not known yet.
    let samplesPerSecond: Double?

    /// The progress of a run with an end; nil where there is none.
    init?(_ workbench: WorkbenchState, iterationsPerSecond: Double?) {
        guard let run = workbench.run, let target = run.target, let session = workbench.session,
            target > run.start, session.position >= run.start
        else { return nil }
        let perEpoch = session.iterationsPerEpoch
        epoch = session.epoch
        lastEpoch = (target.iteration + perEpoch - 1) / perEpoch
        let iteration = session.position.iteration
        let span = Double(target.iteration - run.start.iteration)
        fraction = span > 0 ? Double(iteration - run.start.iteration) / span : 0
        secondsLeft = iterationsPerSecond.flatMap { rate in
            rate > 0 ? Double(target.iteration - iteration) / rate : nil
        }
        samplesPerSecond = iterationsPerSecond.map { rate in
            rate * Double(session.engine.training?.count ?? 0) / Double(perEpoch)
        }
    }

    /// The columns of the bar.
    private static let barColumns = 16

    /// The progress in fewer and fewer words, each as wide at all times.
    func texts(_ glyphs: GlyphSet) -> [String] {
        let total = String(lastEpoch)
        let epochs = "epoch \(String(epoch).leftPadded(to: total.count))/\(total)"
        let bar = glyphs.progressBar(fraction, columns: Self.barColumns)
        let percent = "\(String(Int(fraction * 100)).leftPadded(to: 3)) %"
        let left = "ETA \(secondsLeft.map(Self.clock) ?? "--:--")"
        let speed = samplesPerSecond.map { NumberFormat.grouped($0) } ?? "-"
        let samples = "\(speed.leftPadded(to: 10)) samples/s"
        return [
            "\(epochs)  \(bar) \(percent)  \(left)  \(samples)", "\(epochs)  \(bar) \(percent)  \(left)",
            "\(epochs) \(percent)  \(left)", "\(epochs) \(percent)", percent,
        ]
    }

    /// `01:12`, or `2:03:04` from an hour on.
    static func clock(_ seconds: Double) -> String {
        // No estimate is worth more than a few days.
        let whole = Int(min(max(seconds.rounded(.up), 0), 359_999))
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let minutes = "\(two(whole / 60 % 60)):\(two(whole % 60))"
        return whole >= 3600 ? "\(whole / 3600):\(minutes)" : minutes
    }
}
