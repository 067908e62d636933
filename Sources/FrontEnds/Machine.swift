import Foundation

/// The machine that the program runs on.
enum Machine {
    /// How many threads share large operations: one a processor, as far as that pays.
    static var threads: Int { min(ProcessInfo.processInfo.activeProcessorCount, 8) }
}
