/// The exit status of the process. Larger means more serious.
public enum ExitStatus: Int32, Comparable, Sendable {
    /// Everything was done, and every claim held.
    case success = 0
    /// A claim does not hold.
    case expectationFailed = 1
    /// A usage, syntax, name, shape or file error.
    case usage = 2
    /// Ctrl-C.
    case interrupted = 130

    /// Whether the second is more serious.
    public static func < (left: ExitStatus, right: ExitStatus) -> Bool { left.rawValue < right.rawValue }
}
