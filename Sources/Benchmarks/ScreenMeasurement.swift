import Platform
import TerminalDrawing

/// What the screen costs, and how soon it answers.
struct ScreenMeasurement: Equatable {
    /// The terminal's size.
    let size: Size
    let frames: [Frames]
    let training: [Training]

    /// Frames of one kind.
    struct Frames: Equatable {
        /// What changed between two of them, for people.
        let change: String
        /// The processor time of each.
        let costs: [FrameCost]
        /// What it is to be at most.
        let goal: Duration
    }

    /// Training with the screen on, and the keys that were pressed meanwhile.
    struct Training: Equatable {
        let workload: ScreenWorkload
        /// Without a screen; units are iterations.
        let headless: RateSummary
        /// With the screen on.
        let watched: RateSummary
        /// Speed with the screen on over speed without, of each pair of turns.
        let keptShares: [Double]
        /// Frames a second, with the screen on.
        let framesPerSecond: Double
        /// From each key's press to the end of the frame that shows what it did.
        let answers: [Duration]

        /// What is left of the speed with the screen on.
        var keptShare: Double { Statistics.median(keptShares) }
    }
}

/// A network that is trained on the screen, as its user sets it up.
struct ScreenWorkload: Equatable, Sendable {
    /// For people.
    let description: String
    /// The commands that set it up.
    let setUp: String

    static let all = [
        ScreenWorkload(
            description: "2-4-2 tanh, batch 4",
            setUp: "data xor\nnetwork 2-4-2 hidden=tanh precision=float32 seed=1\noptimizer sgd lr=0.01"),
        ScreenWorkload(
            description: "64-128-10 relu, batch 64",
            setUp: """
                data digits
                network 64-128-10 hidden=relu precision=float32 seed=1
                batch 64
                optimizer sgd lr=0.01
                """),
        ScreenWorkload(
            description: "64-1024-1024-10 relu, batch 512",
            setUp: """
                data digits
                network 64-1024-1024-10 hidden=relu precision=float32 seed=1
                batch 512
                optimizer sgd lr=0.01
                """),
    ]
}
