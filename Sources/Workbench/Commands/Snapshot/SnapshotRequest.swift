/// A picture of the screen for `snapshot`; the front end draws and writes it.
public struct SnapshotRequest: Equatable, Sendable {
    /// The formats of pictures, by the file's name.
    public enum Format: String, CaseIterable, Sendable {
        /// Plain text.
        case text = "txt"
        /// SVG.
        case svg
        /// HTML.
        case html
    }

    /// The path, as the user wrote it.
    public let path: String
    /// The format.
    public let format: Format
    /// The screen's columns.
    public let columns: Int
    /// The screen's rows.
    public let rows: Int
}

extension SnapshotRequest {
    /// The default size of a picture.
    static let standardSize = (columns: 120, rows: 36)
    /// No terminal is larger than this.
    private static let largestSide = 1000

    /// The format that a file's name asks for; nil if there is none.
    static func format(of path: String) -> Format? {
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return nil }
        return Format(rawValue: path[path.index(after: dot)...].lowercased())
    }

    /// Reads `120x36`; nil if it is not the size of a screen.
    public static func size(_ text: String) -> (columns: Int, rows: Int)? {
        let sides = text.lowercased().split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard sides.count == 2, let columns = sides[0], let rows = sides[1], (1...largestSide).contains(columns),
            (1...largestSide).contains(rows)
        else { return nil }
        return (columns, rows)
    }
}
