/// How results are written.
public enum OutputFormat: String, CaseIterable, Sendable {
    /// For people.
    case text
    /// For programs: JSON objects, one per line.
    case json
}
