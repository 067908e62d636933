/// One command of the language, checked for form but not yet for meaning: that `W7` names no matrix of this network
/// is for whoever runs the command to say. Two are equal when they say the same; places do not count.
public indirect enum Command: Equatable, Sendable {
    // Set-up.
    case data(DataSource, [CommandOption])
    /// Layer sizes, at least two, each at least 1.
    case network(layers: Located<[Int]>, [CommandOption])
    case optimizer(Located<String>, [CommandOption])
    case schedule(Located<String>, [CommandOption])
    /// At least one option.
    case regularize([CommandOption])
    case batch(Located<BatchRows>, [CommandOption])
    case set(Located<String>, Located<OptionValue>)
    /// `let W1[0, 1] = 0.3`
    case assign(CellRegion, Expression)

    // Run control. Counts are at least 1.
    case step(Int)
    case stepi(Int)
    case finish
    case next(Int)
    case epoch(Int)
    case `continue`
    case train(TrainGoal)
    case restart
    /// Without options, the table of the last sweep.
    case sweep([CommandOption])

    // Time travel. Counts are at least 1.
    case reverseStep(Int)
    case reverseStepi(Int)
    case reverseFinish
    case reverseNext(Int)
    case reverseEpoch(Int)
    case reverseContinue
    case goto(GotoPlace)
    case fork(Located<String>)
    case `switch`(Located<String>)
    case compare(Located<String>, with: Located<String>)

    // Stops. Numbers are at least 1; no number stands for all there are.
    case `break`(BreakPlace)
    case tbreak(BreakPlace)
    case watch(Expression)
    /// `catch KIND [OPTION...]`
    case `catch`(Located<String>, [CommandOption])
    case delete([Located<Int>])
    case enable([Located<Int>])
    case disable([Located<Int>])
    /// Without an expression, all displays are shown.
    case display(Expression?)
    case undisplay([Located<Int>])

    // Inspection.
    case when
    case list
    case print(Expression)
    case info(Located<String>)
    /// `check gradients [tolerance=T] [cells=N]`
    case check(Located<String>, [CommandOption])
    case explain(CellReference)
    case why(CellReference)
    /// `plot loss [OPTION...]`
    case plot(PlotSource, [CommandOption])

    // The screen.
    /// The matrices to show, at most two; none goes back to the operation's own.
    case view([Located<String>])
    case layout(Located<String>)
    case focus(CellReference)

    // Files.
    case save(Located<String>)
    case load(Located<String>)
    case export(Located<String>)

    // Scenarios.
    case expect(Expectation)
    case say(String)
    case title(String)
    case pause
    case source(Located<String>)
    case snapshot(path: Located<String>, [CommandOption])
    case chapter(String)
    /// Milliseconds, at least 0.
    case wait(Located<Int>)
    /// The cells to light; none puts all lights out.
    case highlight([CellRegion])
    case ask(Question)
    case answer(Expression)
    /// `bug KIND in OPERATION`
    case bug(Located<String>, in: Located<String>)
    /// `bug off`
    case bugOff
    case accuse(Located<String>)
    case record(Located<String>)
    /// `record off`
    case recordOff
    /// `derive NAME [at NUMBERS] [OPTION...]`
    case derive(Located<String>, at: Expression?, [CommandOption])

    // Files.
    case log(path: Located<String>, [CommandOption])
    /// `log off`
    case logOff

    // The program.
    case help(Located<String>?)
    case exit

    /// The command's name, as in the command table.
    public var name: CommandName {
        switch self {
        case .data: .data
        case .network: .network
        case .optimizer: .optimizer
        case .schedule: .schedule
        case .regularize: .regularize
        case .batch: .batch
        case .set: .set
        case .assign: .let
        case .step: .step
        case .stepi: .stepi
        case .finish: .finish
        case .next: .next
        case .epoch: .epoch
        case .continue: .continue
        case .train: .train
        case .restart: .restart
        case .sweep: .sweep
        case .reverseStep: .reverseStep
        case .reverseStepi: .reverseStepi
        case .reverseFinish: .reverseFinish
        case .reverseNext: .reverseNext
        case .reverseEpoch: .reverseEpoch
        case .reverseContinue: .reverseContinue
        case .goto: .goto
        case .fork: .fork
        case .switch: .switch
        case .compare: .compare
        case .break: .break
        case .tbreak: .tbreak
        case .watch: .watch
        case .catch: .catch
        case .delete: .delete
        case .enable: .enable
        case .disable: .disable
        case .display: .display
        case .undisplay: .undisplay
        case .when: .when
        case .list: .list
        case .print: .print
        case .info: .info
        case .check: .check
        case .explain: .explain
        case .why: .why
        case .plot: .plot
        case .view: .view
        case .layout: .layout
        case .focus: .focus
        case .save: .save
        case .load: .load
        case .export: .export
        case .expect: .expect
        case .say: .say
        case .title: .title
        case .pause: .pause
        case .source: .source
        case .snapshot: .snapshot
        case .chapter: .chapter
        case .wait: .wait
        case .highlight: .highlight
        case .ask: .ask
        case .answer: .answer
        case .bug, .bugOff: .bug
        case .accuse: .accuse
        case .record, .recordOff: .record
        case .derive: .derive
        case .log, .logOff: .log
        case .help: .help
        case .exit: .exit
        }
    }
}

/// The names of the commands.
public enum CommandName: String, CaseIterable, Sendable {
    case data, network, optimizer, schedule, regularize, batch, set, `let`
    case step, stepi, finish, next, epoch, `continue`, train, restart, sweep
    case reverseStep = "reverse-step"
    case reverseStepi = "reverse-stepi"
    case reverseFinish = "reverse-finish"
    case reverseNext = "reverse-next"
    case reverseEpoch = "reverse-epoch"
    case reverseContinue = "reverse-continue"
    case goto, fork, `switch`, compare
    case `break`, tbreak, watch, `catch`, delete, enable, disable, display, undisplay
    case when, list, print, info, check, explain, why, plot, derive
    case view, layout, focus
    case save, load, export
    case expect, say, title, chapter, pause, wait, highlight, ask, answer, bug, accuse, source, record, snapshot
    case log
    case help, exit
}

/// Where `data` takes its samples from.
public indirect enum DataSource: Equatable, Sendable {
    /// A data set that the program makes or carries, by name: one of `Vocabulary.builtInDataSets`.
    case builtIn(Located<String>)
    /// A file of comma-separated values.
    case csv(path: Located<String>)
    /// Two files of the IDX format: images, or other inputs, and their labels.
    case idx(images: Located<String>, labels: Located<String>)
    /// Written out: inputs (samples × features) and targets (samples × outputs).
    case inline(inputs: Expression, targets: Expression)
}

/// How many samples a batch takes.
public enum BatchRows: Equatable, Sendable {
    /// All of them.
    case full
    /// At most this many, at least 1; the last batch of an epoch may be smaller.
    case rows(Int)
}

/// A matrix or variable, or some of its cells: what `let` assigns to and `highlight` lights.
public struct CellRegion: Equatable, Sendable {
    /// The matrix, or the variable; without dots and no word of the expression language.
    public var name: Located<String>
    /// Empty for the whole; else one or two, rows first.
    public var subscripts: [Subscript]
    /// Where name and subscripts were written.
    public var range: SourceRange

    /// The cells `subscripts` of `name`, or all of it without subscripts.
    public init(name: Located<String>, subscripts: [Subscript], range: SourceRange) {
        self.name = name
        self.subscripts = subscripts
        self.range = range
    }

    /// Places do not count.
    public static func == (left: CellRegion, right: CellRegion) -> Bool {
        left.name == right.name && left.subscripts == right.subscripts
    }
}

/// How far `train` goes. Counts are at least 1.
public enum TrainGoal: Equatable, Sendable {
    /// With `patience=` and `monitor=`.
    case epochs(Int, [CommandOption] = [])
    case iterations(Int)
    /// Until the expression is true after an iteration, or `max` iterations have run.
    case until(Expression, max: Int?)
}

/// What `expect` asserts.
public indirect enum Expectation: Equatable, Sendable {
    /// The expression is true: every cell is nonzero. Never an `==` at the top: that is `equal`.
    case holds(Expression)
    /// `A == B`, exactly.
    case equal(Expression, Expression)
    /// `A ~= B`: each cell within `within`, or without it to the digits that `B` is written with.
    case close(Expression, Expression, within: Expression?)
}

/// What `ask` asks the learner for.
public struct Question: Equatable, Sendable {
    /// The value that is asked for; where it is a cell, the screen hides it.
    public var expression: Expression
    /// What helps, where the scenario says so.
    public var hint: String?
    /// How far an answer may be off; nil is for the default.
    public var tolerance: Expression?

    /// Asks for `expression`.
    public init(_ expression: Expression, hint: String? = nil, within tolerance: Expression? = nil) {
        self.expression = expression
        self.hint = hint
        self.tolerance = tolerance
    }
}
