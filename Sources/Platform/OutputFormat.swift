/// How results are written.
public enum OutputFormat: String, CaseIterable, Sendable {
    /// For people.
    case text
    /// For programs: JSON objects, one a line.
    case json
}
