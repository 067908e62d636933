/// A picture of the screen that a `snapshot` command asks for; the front end draws and writes it.
public struct SnapshotRequest: Equatable, Sendable {
    /// What a picture is written as, told by its file's name.
    public enum Format: String, CaseIterable, Sendable {
        /// The characters alone.
        case text = "txt"
        /// A picture.
        case svg
        /// A page.
        case html
    }

    /// Where to, as the user wrote it.
    public let path: String
    /// What as.
    public let format: Format
    /// The screen's columns.
    public let columns: Int
    /// The screen's rows.
    public let rows: Int
}

extension SnapshotRequest {
    /// The size of a picture where the command names none.
    static let standardSize = (columns: 120, rows: 36)
    /// Screens beyond this are no terminal's.
    private static let largestSide = 1000

    /// The format that a file's name asks for; nil where there is no such format.
    static func format(of path: String) -> Format? {
        guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return nil }
        return Format(rawValue: path[path.index(after: dot)...].lowercased())
    }

    /// Reads `120x36`; nil where it is no size of a screen.
    public static func size(_ text: String) -> (columns: Int, rows: Int)? {
        let sides = text.lowercased().split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard sides.count == 2, let columns = sides[0], let rows = sides[1], (1...largestSide).contains(columns),
            (1...largestSide).contains(rows)
        else { return nil }
        return (columns, rows)
    }
}
