import Platform
import TerminalDrawing

/// The cost of the screen, and how soon it answers.
struct ScreenMeasurement: Equatable {
    /// The terminal's size.
    let size: Size
    let frames: [Frames]
    let training: [Training]

    /// Frames of one kind.
    struct Frames: Equatable {
        /// What changes from one to the next, for people.
        let change: String
        /// The processor time of each.
        let costs: [FrameCost]
        /// The most that it should be.
        let goal: Duration
    }

    /// Training with the screen on, and the keys that were pressed meanwhile.
    struct Training: Equatable {
        let workload: ScreenWorkload
        /// The speed without a screen; units are iterations.
        let headless: RateSummary
        /// The speed with the screen on.
        let watched: RateSummary
        /// Speed with the screen on over speed without, of each pair of turns.
        let keptShares: [Double]
        /// Frames a second, with the screen on.
        let framesPerSecond: Double
        /// The time from each key's press to the end of the frame that shows its effect.
        let answers: [Duration]

        /// What is left of the speed with the screen on.
        var keptShare: Double { Statistics.median(keptShares) }
    }
}

/// A network to train on the screen.
struct ScreenWorkload: Equatable, Sendable {
    /// Its description for people.
    let description: String
    /// The commands that set it up.
    let setUp: String

    /// The widest that is drawn as a graph.
    static let graph = ScreenWorkload(
        description: "2-20-20-2 tanh",
        setUp: "data xor\nnetwork 2-20-20-2 hidden=tanh precision=float32 seed=1\noptimizer sgd lr=0.01")

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
