import CommandLanguage
import NeuralEngine
import PlainText

/// What `info breakpoints` shows.
public struct StopListReport: Equatable, Sendable {
    /// The stops, by number.
    public let entries: [Entry]

    /// A stop, and whether it can be hit.
    public struct Entry: Equatable, Sendable {
        /// The stop.
        public let stop: Stop
        /// Whether the network has what it waits for.
        public let isInNetwork: Bool
    }
}

extension StopListReport: CommandReport {
    package var kind: String { "stops" }
    package var fields: [JSONField] { [JSONField("stops", .array(entries.map { .object($0.fields) }))] }

    /// A table with a line for each stop.
    public var text: String {
        guard !entries.isEmpty else { return "there are no stops: 'break', 'watch' and 'catch' make them" }
        let rows = entries.map { entry in
            let stop = entry.stop
            let what =
                stop.what + (stop.isTemporary ? " (once)" : "") + (entry.isInNetwork ? "" : " (not in this network)")
            return String(stop.number).leftPadded(to: 3) + "  " + stop.kind.rawValue.padded(to: 12)
                + (stop.isEnabled ? "yes" : "no").padded(to: 9) + String(stop.hitCount).leftPadded(to: 4) + "  " + what
        }
        return ([" No  Kind        Enabled  Hits  What"] + rows).joined(separator: "\n")
    }
}

extension StopListReport.Entry {
    package var fields: [JSONField] {
        [
            JSONField("number", .integer(stop.number)), JSONField("stop", .string(stop.kind.rawValue)),
            JSONField("what", .string(stop.what)),
            JSONField("enabled", .boolean(stop.isEnabled)), JSONField("temporary", .boolean(stop.isTemporary)),
            JSONField("hits", .integer(stop.hitCount)), JSONField("inNetwork", .boolean(isInNetwork)),
        ]
    }
}
