/// A lesson of the course: a scenario that is part of the program, so that it needs no file.
public struct CourseLesson: Equatable, Sendable {
    /// The file's name, which is what the lesson is known by: `01-xor-by-hand.scenario`.
    public let fileName: String
    /// The scenario.
    public let text: String

    /// What it teaches, in a line: what its comment `# teaches:` says.
    public var teaches: String {
        let mark = "# teaches: "
        let line = text.split(separator: "\n").first { $0.hasPrefix(mark) }
        return line.map { String($0.dropFirst(mark.count)) } ?? ""
    }

    /// All lessons, in their order: the numbered files of the folder `Scenarios`, which the plugin `EmbedLessons` writes
    /// into the module when it is built.
    public static let all = embeddedLessons.map { CourseLesson(fileName: $0.fileName, text: $0.text) }
}
