/// What the process tells its caller. The larger, the graver.
public enum ExitStatus: Int32, Comparable, Sendable {
    /// Everything was done, and all that was claimed held.
    case success = 0
    /// Something that was claimed does not hold.
    case expectationFailed = 1
    /// A usage, syntax, name, shape or file error.
    case usage = 2
    /// Ctrl-C.
    case interrupted = 130

    /// Whether the second is graver.
    public static func < (left: ExitStatus, right: ExitStatus) -> Bool { left.rawValue < right.rawValue }
}
