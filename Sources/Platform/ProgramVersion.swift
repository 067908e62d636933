/// Which program this is.
public enum ProgramVersion {
    /// Its name and version, as `--version` prints them.
    public static let text = "backstep 0.1.0"
}
