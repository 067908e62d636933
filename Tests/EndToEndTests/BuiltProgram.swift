import Foundation
import TerminalDrawing
import TestSupport

/// The built `backstep`, as its users start it.
enum BuiltProgram {
    /// The folder of the package, which the paths of scenarios are relative to.
    static let packageFolder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func path() throws -> String { try BuiltProducts.url(forExecutable: "backstep").path }

    /// Runs it to its end, without a terminal.
    static func run(
        _ arguments: String..., input: String = "", environment: [String: String?] = [:]
    ) throws -> ProgramRun {
        try run(arguments, input: input, environment: environment)
    }

    /// Runs it to its end, without a terminal.
    static func run(
        _ arguments: [String], input: String = "", environment: [String: String?] = [:]
    ) throws -> ProgramRun {
        try ProgramRun.run(
            BuiltProducts.url(forExecutable: "backstep"), arguments, input: input,
            environment: PseudoTerminal.environment(environment), directory: packageFolder)
    }

    /// Runs a shell command in which `backstep` stands for the program.
    static func runInShell(_ line: String, input: String = "") throws -> ProgramRun {
        try ProgramRun.run(
            URL(fileURLWithPath: "/bin/sh"), ["-c", "backstep() { '\(path())' \"$@\"; }\n" + line], input: input,
            directory: packageFolder)
    }

    /// Starts it in a terminal of its own.
    static func start(
        _ arguments: String..., size: Size = Size(columns: 80, rows: 24), environment: [String: String?] = [:]
    ) throws -> PseudoTerminal {
        try start(arguments, size: size, environment: environment)
    }

    /// Starts it in a terminal of its own.
    static func start(
        _ arguments: [String], size: Size, environment: [String: String?] = [:]
    ) throws -> PseudoTerminal {
        try PseudoTerminal(
            program: BuiltProducts.url(forExecutable: "backstep"), arguments: arguments,
            environment: PseudoTerminal.environment(environment), directory: packageFolder, size: size)
    }

    /// The file of the lesson that tests of the screen use.
    static func lessonFile() throws -> String {
        let path = NSTemporaryDirectory() + "backstep-tests-\(ProcessInfo.processInfo.processIdentifier).scenario"
        if !FileManager.default.fileExists(atPath: path) {
            try LessonFixture.xor.write(toFile: path, atomically: true, encoding: .utf8)
        }
        return path
    }

    /// Starts the screen on that lesson and waits for its first pause.
    static func startLesson(
        size: Size = Size(columns: 80, rows: 24), environment: [String: String?] = [:]
    ) throws -> PseudoTerminal {
        let terminal = try start(lessonFile(), size: size, environment: environment)
        try terminal.waitForLessonScreen()
        return terminal
    }
}

/// A scenario in a file, which is deleted with this object.
final class ScenarioFile {
    let path: String

    init(_ text: String) throws {
        let name = "backstep-\(ProcessInfo.processInfo.globallyUniqueString).scenario"
        path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}

/// The set-up for a long training.
let xorSetUp = """
    data xor
    network 2-4-2 hidden=tanh seed=1
    optimizer sgd lr=0.5 momentum=0.9

    """

extension PseudoTerminal {
    /// Waits until the lesson is at its first pause and the whole screen is drawn. Frames arrive from the top down.
    func waitForLessonScreen(operations: Int = 10) throws {
        try wait(for: "the lesson's screen") {
            let status = $0.line($0.size.rows - 1)
            return $0.line(0).hasSuffix("0/\(operations)  LESSON")
                && (status.hasPrefix(" s step  n next") || status.contains("Esc stays"))
        }
    }

    /// Waits until the title line ends with `text`.
    func waitForHeader(_ text: String) throws {
        try wait(for: "'\(text)' at the end of the title line") { $0.line(0).hasSuffix(text) }
    }

    /// Waits until the prompt has `text`.
    func waitForPrompt(_ text: String) throws {
        try wait(for: "'\(text)' in the prompt") {
            $0.isCursorShown && $0.line($0.size.rows - 1) == (text.isEmpty ? " :" : " : \(text)")
        }
    }

    /// Types a command into the prompt, one step at a time as a person would.
    func command(_ line: String) throws {
        send(":")
        try waitForPrompt("")
        send(line)
        try waitForPrompt(line)
        send("\r")
        try wait(for: "the prompt to close") { !$0.isCursorShown }
    }

    /// All that the program wrote, as text.
    var outputText: String { String(decoding: output, as: UTF8.self) }

    /// The processor time that the program has used so far, in hundredths of a second.
    var processorTime: Int {
        let line = (try? String(contentsOfFile: "/proc/\(processIdentifier)/stat", encoding: .utf8)) ?? ""
        // The name before it, in brackets, may contain spaces.
        let fields = line[(line.lastIndex(of: ")") ?? line.startIndex)...].split(separator: " ")
        return fields.count > 13 ? (Int(fields[12]) ?? 0) + (Int(fields[13]) ?? 0) : 0
    }

    /// Waits until the program has worked for a while longer.
    func waitForWork() throws {
        let start = processorTime
        try wait(for: "the program to work") { [self] _ in processorTime >= start + 10 }
    }
}

extension VirtualScreen {
    /// The number of iterations in the title line.
    var iteration: Int? {
        guard let start = line(0).range(of: "iteration ") else { return nil }
        return Int(line(0)[start.upperBound...].prefix(while: \.isNumber))
    }

    /// Whether a loss curve is drawn in braille dots.
    var hasCurve: Bool { text.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) } }

    /// All cells, for questions about their colours.
    var cells: [ScreenCell] {
        (0..<size.rows).flatMap { row in (0..<size.columns).map { self[column: $0, row: row] } }
    }
}
