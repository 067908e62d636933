import CommandLanguage
import Workbench

/// The commands by name, as short as tests want them.
extension Command {
    static func data(_ source: DataSource, _ options: [CommandOption]) -> Command {
        Command(DataCommand(source: source, options: options))
    }
    static func network(layers: Located<[Int]>, _ options: [CommandOption]) -> Command {
        Command(NetworkCommand(layers: layers, options: options))
    }
    static func optimizer(_ kind: Located<String>, _ options: [CommandOption]) -> Command {
        Command(OptimizerCommand(kind: kind, options: options))
    }
    static func schedule(_ form: Located<String>, _ options: [CommandOption]) -> Command {
        Command(ScheduleCommand(form: form, options: options))
    }
    static func regularize(_ options: [CommandOption]) -> Command {
        Command(RegularizeCommand(options: options))
    }
    static func batch(_ rows: Located<BatchRows>, _ options: [CommandOption]) -> Command {
        Command(BatchCommand(rows: rows, options: options))
    }
    static func set(_ name: Located<String>, _ value: Located<OptionValue>) -> Command {
        Command(SetCommand(name: name, value: value))
    }
    static func assign(_ target: CellRegion, _ expression: Expression) -> Command {
        Command(LetCommand(target: target, expression: expression))
    }
    static func step(_ count: Int) -> Command {
        Command(StepCommand(count: count))
    }
    static func stepi(_ count: Int) -> Command {
        Command(StepCellCommand(count: count))
    }
    static var finish: Command { Command(FinishCommand()) }
    static func next(_ count: Int) -> Command {
        Command(NextCommand(count: count))
    }
    static func epoch(_ count: Int) -> Command {
        Command(EpochCommand(count: count))
    }
    static var `continue`: Command { Command(ContinueCommand()) }
    static func train(_ goal: TrainGoal) -> Command {
        Command(TrainCommand(goal: goal))
    }
    static var restart: Command { Command(RestartCommand()) }
    static func sweep(_ options: [CommandOption]) -> Command {
        Command(SweepCommand(options: options))
    }
    static func reverseStep(_ count: Int) -> Command {
        Command(ReverseStepCommand(count: count))
    }
    static func reverseStepi(_ count: Int) -> Command {
        Command(ReverseStepCellCommand(count: count))
    }
    static var reverseFinish: Command { Command(ReverseFinishCommand()) }
    static func reverseNext(_ count: Int) -> Command {
        Command(ReverseNextCommand(count: count))
    }
    static func reverseEpoch(_ count: Int) -> Command {
        Command(ReverseEpochCommand(count: count))
    }
    static var reverseContinue: Command { Command(ReverseContinueCommand()) }
    static func goto(_ place: GotoPlace) -> Command {
        Command(GotoCommand(place: place))
    }
    static func fork(_ name: Located<String>) -> Command {
        Command(ForkCommand(name: name))
    }
    static func `switch`(_ name: Located<String>) -> Command {
        Command(SwitchCommand(name: name))
    }
    static func compare(_ first: Located<String>, with second: Located<String>) -> Command {
        Command(CompareCommand(first: first, second: second))
    }
    static func `break`(_ place: BreakPlace) -> Command {
        Command(BreakCommand(place: place))
    }
    static func tbreak(_ place: BreakPlace) -> Command {
        Command(TemporaryBreakCommand(place: place))
    }
    static func watch(_ expression: Expression) -> Command {
        Command(WatchCommand(expression: expression))
    }
    static func `catch`(_ kind: Located<String>, _ options: [CommandOption]) -> Command {
        Command(CatchCommand(kind: kind, options: options))
    }
    static func delete(_ numbers: [Located<Int>]) -> Command {
        Command(DeleteCommand(numbers: numbers))
    }
    static func enable(_ numbers: [Located<Int>]) -> Command {
        Command(EnableCommand(numbers: numbers))
    }
    static func disable(_ numbers: [Located<Int>]) -> Command {
        Command(DisableCommand(numbers: numbers))
    }
    static func display(_ expression: Expression?) -> Command {
        Command(DisplayCommand(expression: expression))
    }
    static func undisplay(_ numbers: [Located<Int>]) -> Command {
        Command(UndisplayCommand(numbers: numbers))
    }
    static func print(_ expression: Expression) -> Command {
        Command(PrintCommand(expression: expression))
    }
    static var list: Command { Command(ListCommand()) }
    static var when: Command { Command(WhenCommand()) }
    static func info(_ topic: Located<String>) -> Command {
        Command(InfoCommand(topic: topic))
    }
    static func explain(_ cell: CellReference) -> Command {
        Command(ExplainCommand(cell: cell))
    }
    static func why(_ cell: CellReference) -> Command {
        Command(WhyCommand(cell: cell))
    }
    static func derive(_ subject: Located<String>, at place: Expression?, _ options: [CommandOption]) -> Command {
        Command(DeriveCommand(subject: subject, place: place, options: options))
    }
    static func plot(_ source: PlotSource, _ options: [CommandOption]) -> Command {
        Command(PlotCommand(source: source, options: options))
    }
    static func check(_ subject: Located<String>, _ options: [CommandOption]) -> Command {
        Command(CheckCommand(subject: subject, options: options))
    }
    static func view(_ matrices: [Located<String>]) -> Command {
        Command(ViewCommand(matrices: matrices))
    }
    static func focus(_ cell: CellReference) -> Command {
        Command(FocusCommand(cell: cell))
    }
    static func layout(_ name: Located<String>) -> Command {
        Command(LayoutCommand(name: name))
    }
    static func expect(_ expectation: Expectation) -> Command {
        Command(ExpectCommand(expectation: expectation))
    }
    static func say(_ text: String) -> Command {
        Command(SayCommand(text: text))
    }
    static func title(_ text: String) -> Command {
        Command(TitleCommand(text: text))
    }
    static func chapter(_ text: String) -> Command {
        Command(ChapterCommand(text: text))
    }
    static var pause: Command { Command(PauseCommand()) }
    static func wait(_ duration: Located<Int>) -> Command {
        Command(WaitCommand(duration: duration))
    }
    static func highlight(_ regions: [CellRegion]) -> Command {
        Command(HighlightCommand(regions: regions))
    }
    static func ask(_ question: Question) -> Command {
        Command(AskCommand(question: question))
    }
    static func answer(_ expression: Expression) -> Command {
        Command(AnswerCommand(.expression(expression)))
    }
    static func accuse(_ operation: Located<String>) -> Command {
        Command(AccuseCommand(operation: operation))
    }
    static func snapshot(path: Located<String>, _ options: [CommandOption]) -> Command {
        Command(SnapshotCommand(path: path, options: options))
    }
    static func source(_ path: Located<String>) -> Command {
        Command(SourceCommand(path: path))
    }
    static func save(_ path: Located<String>) -> Command {
        Command(SaveCommand(path: path))
    }
    static func load(_ path: Located<String>) -> Command {
        Command(LoadCommand(path: path))
    }
    static func export(_ path: Located<String>) -> Command {
        Command(ExportCommand(path: path))
    }
    static func help(_ topic: Located<String>?) -> Command {
        Command(HelpCommand(topic: topic))
    }
    static var exit: Command { Command(ExitCommand()) }
    static func bug(_ kind: Located<String>, in operation: Located<String>) -> Command {
        Command(BugCommand(fault: PlantedBug(kind, in: operation)))
    }
    static var bugOff: Command { Command(BugCommand()) }
    static func record(_ path: Located<String>) -> Command { Command(RecordCommand(path: path)) }
    static var recordOff: Command { Command(RecordCommand()) }
    static func log(path: Located<String>, _ options: [CommandOption]) -> Command {
        Command(LogCommand(path: path, options: options))
    }
    static var logOff: Command { Command(LogCommand(options: [])) }
}
