import NeuralEngine

// The one place that hands the number of threads on to the engine.

extension Engine {
    /// Lets products use so many threads.
    mutating func useThreads(_ count: Int) {
        // threads = count
    }
}

extension BareProducts {
    /// Lets products use so many threads.
    func useThreads(_ count: Int) {
        // threads = count
    }
}
