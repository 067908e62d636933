import CommandLanguage
import Workbench
import TestSupport

/// Makes random commands of every form that the language has.
struct RandomCommands {
    var generator: SeededGenerator

    mutating func command(_ name: String) -> Command {
        switch name {
        case "data": data()
        case "network":
            .network(
                layers: placed((0..<generator.pick(2...5)).map { _ in generator.pick(1...9999) }), options("network"))
        case "optimizer":
            { kind in .optimizer(placed(kind), options("optimizer", form: kind)) }(
                word("optimizer"))
        case "schedule": schedule()
        case "regularize": regularization()
        case "batch": .batch(placed(generator.pick([.full, .rows(1), .rows(4096)])), options("batch"))
        case "set":
            { setting in .set(placed(setting.name), placed(value(setting.kind))) }(
                generator.pick(CommandTable.backstep.settings))
        case "let":
            .assign(region(), expression())
        case "step": .step(generator.pick([1, 2, .max]))
        case "stepi": .stepi(generator.pick(1...9))
        case "finish": .finish
        case "next": .next(generator.pick(1...9))
        case "epoch": .epoch(generator.pick(1...9))
        case "continue": .continue
        case "train":
            .train(
                generator.pick([
                    .epochs(generator.pick(1...3), options("train", form: "epochs")),
                    .iterations(generator.pick(1...3)),
                    .until(expression(), max: generator.pick([nil, 1, 5000])),
                ]))
        case "restart": .restart
        case "sweep": .sweep(options("sweep"))
        case "reverse-step": .reverseStep(generator.pick([1, 2, .max]))
        case "reverse-stepi": .reverseStepi(generator.pick(1...9))
        case "reverse-finish": .reverseFinish
        case "reverse-next": .reverseNext(generator.pick(1...9))
        case "reverse-epoch": .reverseEpoch(generator.pick(1...9))
        case "reverse-continue": .reverseContinue
        case "goto": .goto(gotoPlace())
        case "fork": .fork(placed("b" + text()))
        case "switch": .switch(placed("b" + text()))
        case "compare": .compare(placed("b" + text()), with: placed(generator.pick(["main", "start", "if"])))
        case "break": .break(breakPlace())
        case "tbreak": .tbreak(breakPlace())
        case "watch": .watch(expression())
        case "catch": { kind in .catch(placed(kind), options("catch", form: kind)) }(word("catch"))
        case "delete": .delete(numbers())
        case "enable": .enable(numbers())
        case "disable": .disable(numbers())
        case "display": .display(generator.pick([nil, expression()]))
        case "undisplay": .undisplay(numbers())
        case "when": .when
        case "list": .list
        case "print": .print(expression())
        case "info": .info(placed(word("info")))
        case "check": .check(placed(word("check")), options("check"))
        case "explain": .explain(cell())
        case "why": .why(cell())
        case "plot": plot()
        case "view": .view((0..<generator.pick(0...2)).map { _ in placed(generator.pick(["W1", "dA2", "X"])) })
        case "layout": .layout(placed(word("layout")))
        case "focus": .focus(cell())
        case "expect": .expect(expectation())
        case "say": .say(text())
        case "title": .title(text())
        case "pause": .pause
        case "source": .source(placed("x" + text()))
        case "snapshot": .snapshot(path: placed("x" + text()), options("snapshot"))
        case "chapter": .chapter(text())
        case "wait": .wait(placed(generator.pick([0, 1, 500, 3_600_000])))
        case "highlight": .highlight((0..<generator.pick(0...3)).map { _ in region() })
        case "ask": .ask(question(generator.pick([.value(expression()), .words(text())])))
        case "predict":
            { expression in
                Command(
                    PredictCommand(expression, question(.value(expression), choices: generator.pick([[], choices()]))))
            }(expression())
        case "exercise":
            Command(
                ExerciseCommand(
                    name: placed(generator.pick(ExerciseName.allCases).rawValue), options: options("exercise")))
        case "review": Command(ReviewCommand())
        case "answer": generator.pick([.answer(expression()), Command(AnswerCommand(.text(text())))])
        case "bug":
            generator.pick([
                .bugOff, .bug(placed(word("bug", butNot: ["off"])), in: placed("o" + text())),
            ])
        case "accuse": .accuse(placed("o" + text()))
        case "record": generator.pick([.recordOff, .record(placed("x" + text()))])
        case "derive":
            { subject in
                .derive(
                    placed(subject), at: generator.pick([nil, expression()]), options("derive", form: subject))
            }(word("derive"))
        case "log": generator.pick([.logOff, .log(path: placed("x" + text()), options("log"))])
        case "save": .save(placed("x" + text()))
        case "load": .load(placed("x" + text()))
        case "export": .export(placed("x" + text()))
        case "help": .help(generator.pick([nil, placed("step"), placed("expressions")]))
        case "exit": .exit
        default: preconditionFailure("no random command is made for '\(name)'")
        }
    }

    private mutating func question(_ subject: Question.Subject, choices: [String]? = nil) -> Question {
        var tolerance: Expression?
        var choices = choices
        if case .value = subject {
            tolerance = generator.pick([nil, expression()])
        } else {
            choices = self.choices()
        }
        return Question(
            subject, choices: choices ?? [], hint: generator.pick([nil, text()]),
            because: generator.pick([nil, text()]),
            within: tolerance)
    }

    private mutating func choices() -> [String] { (0..<generator.pick(2...6)).map { "\($0) \(text())" } }

    private mutating func data() -> Command {
        switch generator.pick(0...3) {
        case 0:
            let name = word("data", butNot: ["csv", "idx", "inline"])
            return .data(.builtIn(placed(name)), options("data", form: name))
        case 1:
            let label = option("label", .word("c" + text()))
            let others = options("data", form: "csv").filter { $0.name.value != "label" }
            return .data(.csv(path: placed("p" + text())), [label] + others)
        case 2:
            let testFiles = ["test-images", "test-labels"]
            var all = options("data", form: "idx").filter { !testFiles.contains($0.name.value) }
            if generator.pick([true, false]) {
                all = all.filter { $0.name.value != "test" } + testFiles.map { option($0, .word("t" + text())) }
            }
            return .data(.idx(images: placed("i" + text()), labels: placed("l" + text())), all)
        default:
            return .data(.inline(inputs: expression(), targets: expression()), [])
        }
    }

    private mutating func region() -> CellRegion {
        CellRegion(
            name: placed(generator.pick(["W1", "b2", "target", "x_1"])),
            subscripts: (0..<generator.pick(0...2)).map { _ in subscription(depth: 1) },
            range: SourceRange(lower: 0, upper: 0))
    }

    private mutating func plot() -> Command {
        let name = word("plot")
        return generator.pick([
            .plot(.named(placed(name)), options("plot", form: name)),
            .plot(.histogram(expression()), options("plot", form: "hist")),
        ])
    }

    private mutating func schedule() -> Command {
        let form = word("schedule")
        let required = CommandTable.backstep.entry(spelled: "schedule")!.options(forForm: form).filter {
            $0.defaultText == nil
        }
        let names = required.map(\.name)
        let others = options("schedule", form: form).filter { !names.contains($0.name.value) }
        return .schedule(placed(form), required.map { option($0.name, value($0.kind)) } + others)
    }

    private mutating func regularization() -> Command {
        let all = options("regularize")
        return .regularize(all.isEmpty ? [option("l2", value(.number(.atLeastZero)))] : all)
    }

    private mutating func breakPlace() -> BreakPlace {
        let operation = generator.pick(["tanh1.forward", "load-batch", "update", "x", "σ1.backward"])
        return generator.pick([
            .condition(expression()), .operation(placed(operation), if: nil),
            .operation(placed(operation), if: expression()),
        ])
    }

    private mutating func gotoPlace() -> GotoPlace {
        let epoch = generator.pick([nil, placed(generator.pick(0...9))])
        let iteration = generator.pick([nil, placed(generator.pick(0...9))])
        let isGiven = epoch != nil || iteration != nil
        let operation = isGiven ? generator.pick([nil, placed("update")]) : placed("o" + text())
        return generator.pick([.start, .end, .position(epoch: epoch, iteration: iteration, operation: operation)])
    }

    private mutating func numbers() -> [Located<Int>] {
        (0..<generator.pick(0...3)).map { _ in placed(generator.pick([1, 12, .max])) }
    }

    private mutating func cell() -> CellReference {
        let indices = generator.pick([true, false]) ? [expression(), expression()] : []
        return CellReference(
            name: placed(generator.pick(["dW1", "loss", "test.loss", "b1", "x_1"])), indices: indices,
            range: SourceRange(lower: 0, upper: 0))
    }

    private mutating func expectation() -> Expectation {
        switch generator.pick(0...2) {
        case 0: return .close(expression(), expression(), within: generator.pick([nil, expression()]))
        case 1: return .equal(expression(), expression())
        default:
            let condition = expression()
            if case .binary(.equal, let left, let right) = condition.node { return .equal(left, right) }
            return .holds(condition)
        }
    }

    // MARK: - Options

    private mutating func options(_ name: String, form: String? = nil) -> [CommandOption] {
        let all = CommandTable.backstep.entry(spelled: name)!.options(forForm: form)
        return all.shuffled(using: &generator).prefix(generator.pick(0...all.count))
            .map { option($0.name, value($0.kind)) }
    }

    /// One of the words that the command's first argument can be.
    private mutating func word(_ name: String, butNot excluded: [String] = []) -> String {
        generator.pick(CommandTable.backstep.entry(spelled: name)!.words.filter { !excluded.contains($0) })
    }

    private mutating func value(_ kind: OptionKind) -> OptionValue {
        switch kind {
        case .integer(let minimum): return .integer(generator.pick([minimum, 7, .max]))
        case .number(let bounds):
            let spelling = generator.pick(["0.05", "1e-3", ".5", "7", "0.25", "2.5E-1", "+0.5"])
            let number = Double(spelling)!
            return bounds.contains(number) ? .number(number, spelling: spelling) : .number(0.5, spelling: "0.5")
        case .numbers(let bounds):
            let spellings = (0..<generator.pick(1...3)).map { _ in generator.pick(["0", "0.5", ".25", "1e-3"]) }
            return .numbers(spellings.map { bounds.contains(Double($0)!) ? Double($0)! : .nan }, spellings: spellings)
        case .flag: return .flag(generator.pick([true, false]))
        case .word, .expression, .path: return .word("w" + text())
        case .choice(let choices): return .word(generator.pick(Array(choices)))
        case .choices(let choices):
            return .words((0..<generator.pick(1...4)).map { _ in generator.pick(Array(choices)) })
        case .choiceOrCall(let words, let calls):
            return .word(generator.pick(words + calls.map { $0.word + ":0.1" }))
        case .choicesOrCalls(let words, let calls):
            let spellings = words + calls.map { $0.word + ":1e-2" }
            return .words((0..<generator.pick(1...4)).map { _ in generator.pick(spellings) })
        }
    }

    private mutating func text() -> String {
        let pieces = [
            "a", "Z", "0", " ", "  ", "\"", "\\", "\n", "\n\n", "\t", "\r", "\r\n", "\u{0}", "#", "[", "(", "]", "=",
            ",",
            "é", "日", "😀", "\u{301}", "\u{2028}", "\u{85}", "\\n", "u{41}", "'", "-", ":",
        ]
        return (0..<generator.pick(0...8)).map { _ in generator.pick(pieces) }.joined()
    }

    // MARK: - Expressions

    mutating func expression(depth: Int = 4) -> Expression {
        if depth == 0 || generator.pick(0...5) == 0 { return leaf() }
        switch generator.pick(0...9) {
        case 0, 1: return made(.unary(generator.pick(UnaryOperator.allCases), expression(depth: depth - 1)))
        case 2, 3, 4, 5:
            let operation = generator.pick(BinaryOperator.allCases)
            return made(.binary(operation, expression(depth: depth - 1), expression(depth: depth - 1)))
        case 6: return made(.transpose(expression(depth: depth - 1)))
        case 7:
            let subscripts = (0..<generator.pick(1...2)).map { _ in subscription(depth: depth - 1) }
            return made(.subscripted(expression(depth: depth - 1), subscripts))
        case 8:
            let columns = generator.pick(1...3)
            let rows = (0..<generator.pick(1...3)).map { _ in (0..<columns).map { _ in expression(depth: depth - 1) } }
            return made(.matrix(rows))
        default:
            let function = generator.pick(Function.allCases)
            let axis = function.takesAxis ? generator.pick([nil, 0, 1]) : nil
            return made(.call(function: placed(function), arguments: [expression(depth: depth - 1)], axis: axis))
        }
    }

    private mutating func leaf() -> Expression {
        if generator.pick([true, false]) {
            return number(generator.pick(["0", "3", "0.5", ".5", "1.", "1e-3", "2.5E+7", "123456789012", "0.10"]))
        }
        return named(generator.pick(["W1", "loss", "test.loss", "x_1", "dZ2", "T", "σ", "within", "step", "android"]))
    }

    private mutating func subscription(depth: Int) -> Subscript {
        if generator.pick([true, false]) { return .index(expression(depth: depth)) }
        let lower = generator.pick([true, false]) ? expression(depth: depth) : nil
        let upper = generator.pick([true, false]) ? expression(depth: depth) : nil
        return .slice(lower: lower, upper: upper)
    }
}
