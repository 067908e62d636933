import CommandLanguage

/// A command of the workbench: everything that it is stands with its type, in a room of its own in `Commands`.
package protocol CommandBody: ParsableCommand {
    /// What giving it means for what goes on beside it.
    static var influence: Influence { get }

    /// Does what it asks for, or begins to.
    /// - Returns: what is to be done outside, the report included where there is one already.
    func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect]

    /// Looks for what could go wrong with it in a scenario, without running anything.
    func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError)
}

/// What giving a command means for what goes on beside it.
package struct Influence: Equatable, Sendable {
    /// Whether it changes nothing but what is looked at, so that it can be given while another command is at work.
    package var onlyLooks = false
    /// Whether it moves the session, or changes something that this computes with: displays are shown after it.
    package var movesOrChanges = false
    /// Whether it goes on, or back, by single operations, so that what the operation wrote is what one looks at.
    package var showsOperation = false
    /// Whether a record has it. Left out is what waits for somebody, is about the screen or the record, writes files that
    /// are there already, or does what is recorded by itself.
    package var isRecorded = true
    /// What nobody knows any more, without a run, after one that was wrong.
    package var leavesUnknown: Unknown = []

    package init(
        onlyLooks: Bool = false, movesOrChanges: Bool = false, showsOperation: Bool = false, isRecorded: Bool = true,
        leavesUnknown: Unknown = []
    ) {
        self.onlyLooks = onlyLooks
        self.movesOrChanges = movesOrChanges
        self.showsOperation = showsOperation
        self.isRecorded = isRecorded
        self.leavesUnknown = leavesUnknown
    }

    /// What a check without a run may have to take for right.
    package struct Unknown: OptionSet, Sendable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }

        package static let data = Unknown(rawValue: 1)
        package static let network = Unknown(rawValue: 2)
        package static let variables = Unknown(rawValue: 4)
        package static let branches = Unknown(rawValue: 8)
        package static let stops = Unknown(rawValue: 16)
        package static let displays = Unknown(rawValue: 32)
        /// Whether anything has run.
        package static let run = Unknown(rawValue: 64)
        /// Whether a question was asked.
        package static let question = Unknown(rawValue: 128)
        package static let everything = Unknown(rawValue: 255)
    }
}

extension CommandTable {
    /// The commands, in the order of the help overview: the one list of them.
    public static let backstep = CommandTable(
        [
            DataCommand.self, NetworkCommand.self, OptimizerCommand.self, ScheduleCommand.self, RegularizeCommand.self,
            BatchCommand.self, SetCommand.self, LetCommand.self,
            StepCommand.self, StepCellCommand.self, FinishCommand.self, NextCommand.self, EpochCommand.self,
            ContinueCommand.self, TrainCommand.self, RestartCommand.self, SweepCommand.self,
            ReverseStepCommand.self, ReverseStepCellCommand.self, ReverseFinishCommand.self, ReverseNextCommand.self,
            ReverseEpochCommand.self, ReverseContinueCommand.self, GotoCommand.self, ForkCommand.self,
            SwitchCommand.self, CompareCommand.self,
            BreakCommand.self, TemporaryBreakCommand.self, WatchCommand.self, CatchCommand.self, DeleteCommand.self,
            EnableCommand.self, DisableCommand.self, DisplayCommand.self, UndisplayCommand.self,
            PrintCommand.self, ListCommand.self, WhenCommand.self, InfoCommand.self, ExplainCommand.self,
            WhyCommand.self, DeriveCommand.self, PlotCommand.self, CheckCommand.self,
            ViewCommand.self, FocusCommand.self, LayoutCommand.self,
            ExpectCommand.self, SayCommand.self, TitleCommand.self, ChapterCommand.self, PauseCommand.self,
            WaitCommand.self, HighlightCommand.self, AskCommand.self, PredictCommand.self,
            ExerciseCommand.self, AnswerCommand.self, ReviewCommand.self, BugCommand.self,
            AccuseCommand.self, RecordCommand.self, SnapshotCommand.self, SourceCommand.self,
            SaveCommand.self, LoadCommand.self, ExportCommand.self, LogCommand.self,
            HelpCommand.self, ExitCommand.self,
        ],
        settings: Settings.all, helpTopics: [("expressions", "values, operators and functions")],
        meaning: { Vocabulary.commandMeaning(of: $0, in: $1) })
}

extension CommandTable {
    /// The command that `word` calls, by name or alias; nil when none.
    package func body(spelled word: String) -> (any CommandBody.Type)? {
        guard let name = entry(spelled: word)?.name else { return nil }
        return commands.first { $0.entry.name == name } as? any CommandBody.Type
    }
}

extension Command {
    /// What it does, and how it is checked.
    package var workbenchBody: any CommandBody {
        guard let body = body as? any CommandBody else { preconditionFailure("'\(name)' is none of the workbench's") }
        return body
    }

    /// What giving it means for what goes on beside it.
    package var influence: Influence { type(of: workbenchBody).influence }
}

extension CommandEntry {
    /// Whether the command can be given while another one is at work.
    public var onlyLooks: Bool {
        CommandTable.backstep.body(spelled: name)?.influence.onlyLooks ?? false
    }
}

// The language with these commands.

extension CommandParser {
    /// The command that `line` holds; nil when there is none, only blanks and comments.
    public static func parse(_ line: String) throws(ParseError) -> Command? { try parse(line, among: .backstep) }

    /// The one command that `source` holds, over several lines where a bracket or quote is open.
    public static func parse(_ source: SourceText) throws(ParseError) -> Command? {
        try parse(source, among: .backstep)
    }
}

extension Script {
    /// Reads all of `source`.
    public static func parse(_ source: SourceText) -> Script { parse(source, among: .backstep) }

    /// Whether a bracket or a quote is still open at the end of `text`, so that a prompt should ask for more lines.
    public static func isUnfinished(_ text: String) -> Bool { isUnfinished(text, among: .backstep) }
}

extension Completion {
    /// What could be written where the cursor stands.
    public static func candidates(
        for line: String, cursor: Int, names: CompletionNames, files: (String) -> [String] = { _ in [] }
    ) -> CompletionResult {
        candidates(for: line, cursor: cursor, names: names, among: .backstep, files: files)
    }
}

extension UsageHint {
    /// How the command under the cursor is written; nil until the line begins with a command.
    public init?(for line: String, cursor: Int) { self.init(for: line, cursor: cursor, among: .backstep) }
}

extension HelpText {
    /// The text for `help TOPIC`; the overview for nil. Nil for a topic that does not exist.
    public static func text(for topic: String?) -> String? { text(for: topic, in: .backstep) }

    /// All commands in a line each, under their groups' headings.
    public static func overview() -> String { overview(of: .backstep) }
}
