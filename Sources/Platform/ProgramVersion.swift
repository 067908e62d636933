/// The name and version of the program.
public enum ProgramVersion {
    /// As `--version` prints it.
    public static let text = "backstep 0.1.0"
}
