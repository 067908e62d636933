import Workbench

/// How fast training runs while somebody watches.
public enum RunSpeed: Equatable, Sendable {
    /// Slowly at first, then faster and faster: the first points of a curve appear one by one, and later no second adds
    /// more than there was before.
    case growing
    /// A number of iterations a second.
    case iterationsPerSecond(Double)
    /// As fast as the machine can.
    case full

    /// The iterations a second at the start of a growing run.
    private static let start = 10.0
    /// The share of the iterations so far that each second adds: ln 2 doubles them.
    private static let growth = 0.6931471805599453

    /// The iterations a second after a number of iterations; nil for as many as possible.
    public func rate(after iterations: Int) -> Double? {
        switch self {
        case .growing: Self.start + Self.growth * Double(iterations)
        case .iterationsPerSecond(let rate): rate
        case .full: nil
        }
    }

    /// The rates that `+` and `-` choose from: 1, 2, 5, 10 and so on.
    static let rates = [1.0, 10, 100, 1e3, 1e4, 1e5, 1e6].flatMap { [$0, 2 * $0, 5 * $0] }
}

extension ScreenState {
    /// How fast training runs now.
    public var runSpeed: RunSpeed { chosenRunSpeed ?? settings.runSpeed }

    /// Forgets the speed chosen with `+` and `-`, so that a run from the start is seen from its first point on.
    public mutating func forgetChosenRunSpeed() { chosenRunSpeed = nil }

    /// Changes the speed of the run under way to the next rate; below the slowest one, single operations are played.
    /// - step: 1 for faster, -1 for slower.
    /// - iterations: how many iterations have run.
    mutating func changeRunSpeed(by step: Int, after iterations: Int) {
        // Nothing is faster than full speed.
        if step > 0, runRate == nil { return }
        guard let now = runRate ?? iterationsPerSecond ?? RunSpeed.growing.rate(after: iterations) else { return }
        let next = step > 0 ? RunSpeed.rates.first { $0 > now * 1.01 } : RunSpeed.rates.last { $0 < now * 0.99 }
        if let next {
            chosenRunSpeed = .iterationsPerSecond(next)
            runRate = next
        } else if step > 0 {
            runAtFullSpeed()
        } else {
            settings.operationsPerSecond = 10
        }
    }

    /// Runs at full speed from now on.
    mutating func runAtFullSpeed() {
        chosenRunSpeed = .full
        runRate = nil
    }
}
