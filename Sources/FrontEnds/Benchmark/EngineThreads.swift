import NeuralEngine

// The one place that hands the number of threads on to the engine. Its products run on one thread so far, so there is
// nothing to set yet; the peak is measured on as many threads as are asked for.

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
