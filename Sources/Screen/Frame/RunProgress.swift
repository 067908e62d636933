import PlainText
import StepDebugger
import TerminalDrawing
import Workbench

/// How far a run under way has come, and how long it will take.
struct RunProgress: Equatable {
    /// Which epoch, or which run of a sweep, is under way, padded to a constant width: `epoch  3/20`.
    let place: String
    /// The share that has run, 0 ... 1.
    let fraction: Double
    /// How long the rest takes; nil if not known yet.
    let secondsLeft: Double?
    /// Samples a second; nil if not known yet.
    let samplesPerSecond: Double?

    /// The progress of the run under way; nil if there is none, or if it has no set end.
    init?(_ workbench: WorkbenchState, iterationsPerSecond: Double?) {
        guard let run = workbench.run, let session = workbench.session else { return nil }
        let perEpoch = session.iterationsPerEpoch
        let (done, all): (Double, Double)
        if run.isSweep, let sweep = workbench.sweep {
            let number = sweep.runs.first { $0.status == .running }?.number ?? sweep.runs.count
            place = Self.counter("run", number, of: sweep.runs.count)
            (done, all) = (Double(sweep.completedEpochs), Double(sweep.epochs) * Double(sweep.runs.count))
        } else if let target = run.goal, target > run.start, session.position >= run.start {
            place = Self.counter("epoch", session.epoch, of: (target.iteration + perEpoch - 1) / perEpoch)
            (done, all) = (
                Double(session.position.iteration - run.start.iteration),
                Double(target.iteration - run.start.iteration)
            )
        } else {
            return nil
        }
        fraction = all > 0 ? done / all : 0
        let unitsPerSecond = iterationsPerSecond.map { run.isSweep ? $0 / Double(perEpoch) : $0 }
        secondsLeft = unitsPerSecond.flatMap { $0 > 0 ? (all - done) / $0 : nil }
        samplesPerSecond = iterationsPerSecond.map { rate in
            rate * Double(session.engine.training?.count ?? 0) / Double(perEpoch)
        }
    }

    private static func counter(_ name: String, _ number: Int, of count: Int) -> String {
        let total = String(count)
        return "\(name) \(String(number).leftPadded(to: total.count))/\(total)"
    }

    /// The columns of the bar.
    private static let barColumns = 16

    /// The progress in shorter and shorter forms, each of constant width.
    func texts(_ glyphs: GlyphSet) -> [String] {
        let bar = glyphs.progressBar(fraction, columns: Self.barColumns)
        let percent = "\(String(Int(fraction * 100)).leftPadded(to: 3)) %"
        let left = "ETA \(secondsLeft.map(Self.clock) ?? "--:--")"
        let speed = samplesPerSecond.map { NumberFormat.grouped($0) } ?? "-"
        let samples = "\(speed.leftPadded(to: 10)) samples/s"
        return [
            "\(place)  \(bar) \(percent)  \(left)  \(samples)", "\(place)  \(bar) \(percent)  \(left)",
            "\(place) \(percent)  \(left)", "\(place) \(percent)", percent,
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
