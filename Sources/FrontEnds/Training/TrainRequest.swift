import CommandLanguage
import Platform
import StepDebugger

/// What `backstep train` is asked to do.
struct TrainRequest: Equatable {
    /// The scenario that sets up; `-` is standard input.
    var file: String
    /// How many epochs to train.
    var epochs = TrainRequest.standardEpochs
    /// After how many epochs without improvement to stop; nil trains to the end.
    var patience: Int?
    /// The figure that says which epoch is better; nil for the default.
    var monitor: EpochMonitor?
    /// How epochs are written; nil for the dashboard on a terminal and text elsewhere.
    var format: OutputFormat?

    static let standardEpochs = 20

    /// The command of the language that trains.
    var command: String {
        let options = [patience.map { "patience=\($0)" }, monitor.map { "monitor=\($0.rawValue)" }].compactMap { $0 }
        return (["train \(epochs) epochs"] + options).joined(separator: " ")
    }
}

extension TrainRequest {
    init(_ parsed: ParsedOptions) throws(UsageError) {
        guard let file = parsed.operands.first else { throw .noSetupFile }
        try parsed.require(atMost: 1)
        self.init(file: file)
        epochs = try Self.count("epochs", parsed) ?? Self.standardEpochs
        patience = try Self.count("patience", parsed)
        if let spelling = parsed.values["monitor"] {
            guard let monitor = EpochMonitor(rawValue: spelling) else { throw .unknownMonitor(spelling) }
            guard patience != nil else { throw .monitorWithoutPatience }
            self.monitor = monitor
        }
        format = try parsed.format()
    }

    private static func count(_ name: String, _ parsed: ParsedOptions) throws(UsageError) -> Int? {
        guard let text = parsed.values[name] else { return nil }
        guard let count = Int(text), count >= 1 else { throw .badEpochs(text, option: name) }
        return count
    }
}

extension UsageError {
    static let noSetupFile = UsageError(
        "'train' needs the scenario that sets up data and network, or '-' for standard input")
    static let monitorWithoutPatience = UsageError(
        "'--monitor' says by which figure patience is judged: give '--patience' as well")

    static func badEpochs(_ text: String, option: String) -> UsageError {
        UsageError("'\(text)' is not a number of epochs: '--\(option)' takes a whole number of at least 1")
    }

    static func unknownMonitor(_ text: String) -> UsageError {
        let monitors = EpochMonitor.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        return UsageError("there is no figure '\(text)': '--monitor' takes \(monitors)")
    }
}
