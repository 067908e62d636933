/// What `backstep bench` can measure.
enum Benchmark: Equatable, Sendable {
    /// How fast a network trains.
    case training(TrainingWorkload)
    /// The cost and the use of remembering a run.
    case timeline
    /// What the screen costs, and how soon it answers.
    case screen

    /// The workloads, in the order in which they are measured when none is named.
    static let all = TrainingWorkload.all.map(Benchmark.training)

    /// The benchmark that a word of the command line means.
    static func named(_ word: String) -> Benchmark? {
        switch word.lowercased() {
        case "timeline": .timeline
        case "screen": .screen
        default: TrainingWorkload.named(word).map(Benchmark.training)
        }
    }

    /// Its names for people: `w1 (2-4-2)`.
    var description: String {
        switch self {
        case .training(let workload): "\(workload.name) (\(workload.spelling))"
        case .timeline: "timeline"
        case .screen: "screen"
        }
    }
}

/// What a benchmark found.
indirect enum BenchmarkResult: Equatable {
    case training(TrainingMeasurement)
    case timeline(TimelineMeasurement)
    case screen(ScreenMeasurement)
}
