/// The cost and the use of remembering a run.
struct TimelineMeasurement: Equatable {
    /// What it costs training.
    let recording: [Recording]
    /// How long it takes to go anywhere.
    let seeking: [Seeking]
    /// How much memory it takes.
    let memory: [Memory]

    /// How fast a workload trains without a timeline and with one.
    struct Recording: Equatable {
        let workload: TrainingWorkload
        /// The speed of the engine alone; units are steps.
        let plain: RateSummary
        /// The speed of a session with a timeline, in slices as the screen runs it.
        let recorded: RateSummary

        /// The share of the speed that the timeline costs; it may be negative by chance.
        var cost: Double { 1 - recorded.unitsPerSecond / plain.unitsPerSecond }
    }

    /// Journeys to places throughout a run, each from the place before.
    struct Seeking: Equatable {
        /// The run's description for people.
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
        /// The run's description for people.
        let run: String
        let iterations: Int
        let checkpoints: Int
        /// In bytes.
        let most: Int
        /// In bytes.
        let limit: Int
    }
}
