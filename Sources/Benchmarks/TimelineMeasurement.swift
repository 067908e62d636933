/// What remembering a run costs, and what it gives.
struct TimelineMeasurement: Equatable {
    /// What it costs training.
    let recording: [Recording]
    /// How long it takes to go anywhere.
    let seeking: [Seeking]
    /// How much memory it takes.
    let memory: [Memory]

    /// How fast a workload trains with nothing remembered and with everything.
    struct Recording: Equatable {
        let workload: TrainingWorkload
        /// Of the engine alone; units are steps.
        let plain: RateSummary
        /// Of a session that remembers, in slices as the screen runs it.
        let recorded: RateSummary

        /// The share of the speed that remembering costs; below zero where chance was larger.
        var cost: Double { 1 - recorded.unitsPerSecond / plain.unitsPerSecond }
    }

    /// Journeys to places all over a run, each from the place before.
    struct Seeking: Equatable {
        /// The run, for people.
        let run: String
        let iterations: Int
        let journeys: Int
        let checkpoints: Int
        /// In seconds.
        let median: Double
        /// In seconds.
        let longest: Double
    }

    /// The most memory that a run's timeline took at the end of any slice.
    struct Memory: Equatable {
        /// The run, for people.
        let run: String
        let iterations: Int
        let checkpoints: Int
        /// In bytes.
        let most: Int
        /// In bytes.
        let limit: Int
    }
}
