import Foundation

/// The machine that the program runs on.
enum Machine {
    /// How many threads share large operations: one for each processor, as far as that helps.
    static var threads: Int { min(ProcessInfo.processInfo.activeProcessorCount, 8) }
}
