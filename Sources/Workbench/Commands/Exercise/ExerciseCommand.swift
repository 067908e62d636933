import CommandLanguage
import NeuralEngine
import PlainText
import StepDebugger

/// `exercise NAME`: asks for the cells of a worked case with fresh numbers.
package struct ExerciseCommand: AskingCommand {
    package static let entry = CommandEntry(
        "exercise", group: .scenarios, usage: ["exercise NAME [seed=N]"],
        summary: "asks for the cells of a worked case with fresh numbers",
        details: [
            "The numbers are the exercise's own: the session stays as it is. Each question",
            "takes an 'answer', a number or a matrix, which may use the names that are given:",
            "answer [[1, 2], [3, 4]] or answer X.T @ dZ. On the screen the numbers are fresh",
            "each time, and the seed that is shown makes them again. Elsewhere the seed is 1",
            "where none is given.",
        ],
        words: WordList(ExerciseName.allCases, meaning: \.meaning),
        options: [
            OptionEntry("seed", .integer(minimum: 0), default: "another each time on the screen, else 1", "the numbers")
        ])
    package static let influence = Influence(leavesUnknown: .question)

    package let name: Located<String>
    package let options: [CommandOption]

    package init(name: Located<String>, options: [CommandOption]) {
        self.name = name
        self.options = options
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        name = try parser.parseFixedWord(kind: "exercise")
        options = try parser.parseOptions()
    }

    package var words: [String] { [name.value] + options.map(\.description) }

    private var seed: Int? {
        options.lazy.compactMap { if case .integer(let seed) = $0.value.value { seed } else { nil } }.first
    }

    package var exerciseName: ExerciseName {
        // The parser has checked the word.
        ExerciseName(rawValue: name.value) ?? .linearForward
    }

    var answerCount: Int { exerciseName.questionCount }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.checkAnswersAhead(of: command)
        let isFresh = seed == nil && state.lesson.mode != .test && (state.lesson.mode == .study || !command.isScripted)
        let exercise = Exercise(exerciseName, seed: seed ?? (isFresh ? state.takeFreshSeed() : 1))
        state.lesson.exercise = OpenExercise(exercise: exercise, isFresh: isFresh, command: command)
        _ = state.askNextOfExercise()
        return [state.report(command, ExerciseReport(exercise: exercise))]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        checker.knowledge.asksExercise(Exercise(exerciseName, seed: seed ?? 1))
    }
}

/// An exercise, and how far it has come.
struct OpenExercise: Equatable, Sendable {
    let exercise: Exercise
    /// Whether its numbers are others than the scenario's answers are for.
    let isFresh: Bool
    /// The `exercise`.
    let command: PendingCommand
    /// The question that comes next.
    var next = 0
}

extension WorkbenchState {
    /// Asks the exercise's next question; nil where none is left.
    mutating func askNextOfExercise() -> [Effect]? {
        guard lesson.question == nil, var open = lesson.exercise else { return nil }
        guard open.next < open.exercise.questions.count else {
            lesson.exercise = nil
            return nil
        }
        let asked = open.exercise.questions[open.next]
        open.next += 1
        lesson.exercise = open
        return self.open(
            OpenQuestion(
                text: asked.text, sentence: "What is \(asked.text)?",
                answer: .value(asked.expected, tolerance: nil), hints: asked.hints, because: nil,
                exercise: open.exercise, mistakes: asked.mistakes),
            for: open.command)
    }

    /// A seed that was not given, from 1 to 9999.
    fileprivate mutating func takeFreshSeed() -> Int {
        var generator = SplitMix64(seed: freshSeed)
        freshSeed = generator.next()
        return 1 + generator.integer(below: 9999)
    }
}

/// The names of an exercise: its own numbers, and nothing of the session.
struct ExerciseScope: NameScope {
    let exercise: Exercise

    func value(of name: String) throws(EvaluationProblem) -> Value {
        if let operand = exercise.operands.first(where: { $0.name == name }) { return operand.value }
        if let constant = SessionScope.constants[name] { return .number(constant) }
        throw .notGiven(name, exercise: exercise.name.rawValue, given: exercise.operands.map(\.name))
    }

    func previousValue(of name: String) throws(EvaluationProblem) -> Value { try value(of: name) }
}

extension ExerciseName {
    /// The exercise that is like a question for a cell of the network; nil where none is.
    init?(like cell: MatrixCell, in session: DebugSession) {
        let engine = session.engine
        if cell.name.description == "P" {
            guard engine.network.loss == .crossEntropy else { return nil }
            self = .softmax
            return
        }
        let name = engine.plan.canonical(cell.name)
        guard let operation = engine.plan.operations.first(where: { $0.writes.contains(name) }) else { return nil }
        let parts = operation.label.split(separator: ".")
        let kind = String(parts.first?.prefix { !$0.isNumber } ?? "")
        switch kind {
        case "linear": self = parts.last == "forward" ? .linearForward : .linearBackward
        case "sigmoid": self = .sigmoid
        case "tanh": self = .tanh
        case "relu": self = .relu
        case "loss" where engine.network.loss == .crossEntropy: self = .crossEntropy
        case "update" where engine.optimizer.kind == .sgd && engine.optimizer.usesMomentum: self = .momentum
        default: return nil
        }
    }
}

/// What `exercise` leaves behind.
public struct ExerciseReport: Equatable, Sendable {
    let exercise: Exercise
}

extension ExerciseReport: CommandReport {
    package var kind: String { "exercise" }
    package var fields: [JSONField] {
        [
            JSONField("name", .string(exercise.name.rawValue)), JSONField("seed", .integer(exercise.seed)),
            JSONField(
                "given",
                .object(exercise.operands.map { JSONField($0.name, $0.value.json) })),
            JSONField("questions", .array(exercise.questions.map { .string($0.text) })),
        ]
    }
    package func logLines(of output: CommandOutput) -> [LogLine] { [LogLine(text, .question)] }

    /// The numbers, and what is asked for.
    public var text: String {
        (exercise.given + ["asks for \(exercise.questions.map(\.text).joined(separator: ", "))"])
            .joined(separator: "\n")
    }

    /// The exercise and its answers, as lines of a scenario.
    var recordingLines: [String] {
        ["exercise \(exercise.name.rawValue) seed=\(exercise.seed)"]
            + exercise.questions.map {
                "answer \(Exercise.spelled($0.expected.matrix, isScalar: $0.expected.isScalar))"
            }
    }
}
