import CommandLanguage

/// A command of the workbench. Everything about it is in its own folder in `Commands`.
package protocol CommandBody: ParsableCommand {
    /// How it affects what happens around it.
    static var influence: Influence { get }

    /// Carries the command out, or starts to.
    /// - Returns: the effects to carry out, including the report if there already is one.
    func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect]

    /// Looks for problems that it would have in a scenario, without running anything.
    func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError)
}

/// How a command affects what happens around it.
package struct Influence: Equatable, Sendable {
    /// Whether it changes nothing but the view, so that it can be given while another command is at work.
    package var onlyLooks = false
    /// Whether it moves the session or changes something that the session computes with: displays are shown after it.
    package var movesOrChanges = false
    /// Whether it goes forward or back by single operations, so that the result of the operation is what to look at.
    package var showsOperation = false
    /// Whether it is recorded. Not recorded are commands that wait for somebody, that are about the screen or the
    /// recording, that write files which already exist, or whose effects are recorded anyway.
    package var isRecorded = true
    /// What cannot be known without a run after a wrong command of this kind.
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

    /// What a check without a run may have to assume is right.
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
    /// The one list of all commands, in the order of the help overview.
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
        settings: Settings.all,
        helpTopics: [
            HelpTopic("expressions", "values, operators and functions", text: HelpText.expressions),
            HelpTopic("glossary", "the terms of the field") { Glossary.text },
        ] + Glossary.terms.map(\.helpTopic))
}

extension CommandTable {
    /// The command with this name or alias; nil if there is none.
    package func body(spelled word: String) -> (any CommandBody.Type)? {
        guard let name = entry(spelled: word)?.name else { return nil }
        return commands.first { $0.entry.name == name } as? any CommandBody.Type
    }
}

extension Command {
    /// What it does and how it is checked.
    package var workbenchBody: any CommandBody {
        guard let body = body as? any CommandBody else { preconditionFailure("'\(name)' is none of the workbench's") }
        return body
    }

    /// How it affects what happens around it.
    package var influence: Influence { type(of: workbenchBody).influence }
}

extension CommandEntry {
    /// Whether the command can be given while another one is at work.
    public var onlyLooks: Bool {
        CommandTable.backstep.body(spelled: name)?.influence.onlyLooks ?? false
    }
}

// The language with these commands

extension CommandParser {
    /// The command in `line`; nil if there are only blanks and comments.
    public static func parse(_ line: String) throws(ParseError) -> Command? { try parse(line, among: .backstep) }

    /// The one command in `source`, which spans several lines while a bracket or quote is open.
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
    /// What could be written at the cursor.
    public static func candidates(
        for line: String, cursor: Int, names: CompletionNames, files: (String) -> [String] = { _ in [] }
    ) -> CompletionResult {
        candidates(for: line, cursor: cursor, names: names, among: .backstep, files: files)
    }
}

extension UsageHint {
    /// How the command under the cursor is written; nil until the line starts with a command.
    public init?(for line: String, cursor: Int) { self.init(for: line, cursor: cursor, among: .backstep) }
}

extension HelpText {
    /// The text for `help TOPIC`; the overview for nil. Nil if there is no such topic.
    public static func text(for topic: String?) -> String? { text(for: topic, in: .backstep) }

    /// All commands, one per line, under their groups' headings.
    public static func overview() -> String { overview(of: .backstep) }
}
