/// The two parts of a file's path. Foundation's functions for this crash on a path of one character, such as the `-` of
/// standard input.
public enum FilePath {
    /// The folder that the file is in; empty for the working directory.
    public static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The file's own name.
    public static func name(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }
}
