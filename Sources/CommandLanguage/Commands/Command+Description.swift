extension Command: CustomStringConvertible {
    /// The command in the language, in its canonical spelling: parsing it gives the command back.
    public var description: String {
        ([name.rawValue] + words).joined(separator: " ")
    }

    private var words: [String] {
        switch self {
        case .data(let source, let options): source.words + options.map(\.description)
        case .network(let layers, let options):
            [layers.value.map { "\($0)" }.joined(separator: "-")] + options.map(\.description)
        case .optimizer(let kind, let options): [kind.value] + options.map(\.description)
        case .regularize(let options), .sweep(let options): options.map(\.description)
        case .schedule(let form, let options): [form.value] + options.map(\.description)
        case .batch(let rows, let options): [rows.value.description] + options.map(\.description)
        case .set(let setting, let value): [setting.value, value.value.description]
        case .assign(let target, let value): [target.description, "=", value.description]
        case .step(let count), .stepi(let count), .next(let count), .epoch(let count), .reverseStep(let count),
            .reverseStepi(let count), .reverseNext(let count), .reverseEpoch(let count):
            count == 1 ? [] : ["\(count)"]
        case .train(let goal): goal.words
        case .goto(let place): place.words
        case .fork(let name), .switch(let name): [QuotedText.quotedIfNeeded(name.value)]
        case .compare(let first, let second): [first, second].map { QuotedText.quotedIfNeeded($0.value) }
        case .break(let place), .tbreak(let place): place.words
        case .catch(let kind, let options): [kind.value] + options.map(\.description)
        case .delete(let numbers), .enable(let numbers), .disable(let numbers), .undisplay(let numbers):
            numbers.map { "\($0.value)" }
        case .display(let expression): expression.map { [$0.description] } ?? []
        case .print(let expression), .watch(let expression): [expression.description]
        case .explain(let cell), .why(let cell), .focus(let cell): [cell.description]
        case .plot(let source, let options): [source.description] + options.map(\.description)
        case .view(let matrices): matrices.map(\.value)
        case .layout(let layout): [layout.value]
        case .info(let topic): [topic.value]
        case .check(let subject, let options): [subject.value] + options.map(\.description)
        case .expect(let expectation): expectation.words
        case .say(let text), .title(let text), .chapter(let text): [QuotedText.quoted(text)]
        case .wait(let duration): ["\(duration.value)ms"]
        case .highlight(let regions): regions.map(\.description)
        case .ask(let question): question.words
        case .answer(let value): [value.description]
        case .bug(let kind, let operation): [kind.value, "in", QuotedText.quotedIfNeeded(operation.value)]
        case .accuse(let operation): [QuotedText.quotedIfNeeded(operation.value)]
        case .derive(let subject, let place, let options):
            [subject.value] + (place.map { ["at", $0.description] } ?? []) + options.map(\.description)
        case .source(let path), .save(let path), .load(let path), .export(let path), .record(let path):
            [QuotedText.quotedIfNeeded(path.value)]
        case .logOff, .bugOff, .recordOff: ["off"]
        case .snapshot(let path, let options), .log(let path, let options):
            [QuotedText.quotedIfNeeded(path.value)] + options.map(\.description)
        case .help(let topic): topic.map { [$0.value] } ?? []
        case .finish, .continue, .restart, .reverseFinish, .reverseContinue, .when, .list, .pause, .exit: []
        }
    }
}

extension DataSource {
    fileprivate var words: [String] {
        switch self {
        case .builtIn(let name): [name.value]
        case .csv(let path): ["csv", QuotedText.quotedIfNeeded(path.value)]
        case .idx(let images, let labels): ["idx"] + [images, labels].map { QuotedText.quotedIfNeeded($0.value) }
        case .inline(let inputs, let targets): ["inline", "X=\(inputs)", "Y=\(targets)"]
        }
    }
}

extension BatchRows: CustomStringConvertible {
    /// `full`, or the number of rows.
    public var description: String {
        switch self {
        case .full: "full"
        case .rows(let count): "\(count)"
        }
    }
}

extension CellRegion: CustomStringConvertible {
    /// `W1`, or `W1[0, 1]`.
    public var description: String {
        name.value + (subscripts.isEmpty ? "" : "[\(subscripts.map(\.description).joined(separator: ", "))]")
    }
}

extension CellReference: CustomStringConvertible {
    /// `loss`, or `dW1[0, 2]`.
    public var description: String {
        name.value + (indices.isEmpty ? "" : "[\(indices.map(\.description).joined(separator: ", "))]")
    }
}

extension PlotSource: CustomStringConvertible {
    /// `loss`, or `hist(dW1)`.
    public var description: String {
        switch self {
        case .named(let name): name.value
        case .histogram(let expression): "\(Vocabulary.histogram)(\(expression))"
        }
    }
}

extension BreakPlace {
    fileprivate var words: [String] {
        switch self {
        case .operation(let name, let condition): [name.value] + (condition.map { ["if", $0.description] } ?? [])
        case .condition(let condition): ["if", condition.description]
        }
    }
}

extension GotoPlace {
    fileprivate var words: [String] {
        switch self {
        case .start: ["start"]
        case .end: ["end"]
        case .best: ["best"]
        case .position(let epoch, let iteration, let operation):
            [
                epoch.map { "epoch=\($0.value)" }, iteration.map { "iteration=\($0.value)" },
                operation.map { "operation=\(QuotedText.quotedIfNeeded($0.value))" },
            ].compactMap { $0 }
        }
    }
}

extension TrainGoal {
    fileprivate var words: [String] {
        switch self {
        case .epochs(let count, let options):
            ["\(count)", count == 1 ? "epoch" : "epochs"] + options.map(\.description)
        case .iterations(let count): ["\(count)", count == 1 ? "iteration" : "iterations"]
        case .until(let condition, let max): ["until", condition.description] + (max.map { ["max=\($0)"] } ?? [])
        }
    }
}

extension Expectation {
    fileprivate var words: [String] {
        switch self {
        case .holds(let condition): [condition.description]
        case .equal(let actual, let expected):
            [actual.description(atLeast: .sum), "==", expected.description(atLeast: .sum)]
        case .close(let actual, let expected, let tolerance):
            [actual.description(atLeast: .sum), "~=", expected.description(atLeast: .sum)]
                + (tolerance.map { ["within", $0.description] } ?? [])
        }
    }
}

extension Question {
    fileprivate var words: [String] {
        [expression.description] + (hint.map { ["hint", QuotedText.quoted($0)] } ?? [])
            + (tolerance.map { ["within", $0.description] } ?? [])
    }
}

extension CommandOption: CustomStringConvertible {
    /// `name=value`
    public var description: String { "\(name.value)=\(value.value)" }
}

extension OptionValue: CustomStringConvertible {
    /// The value as written after `=`.
    public var description: String {
        switch self {
        case .number(_, let spelling): spelling
        case .numbers(_, let spellings): spellings.joined(separator: ",")
        case .integer(let integer): "\(integer)"
        case .flag(let isOn): isOn ? "yes" : "no"
        case .word(let word): QuotedText.quotedIfNeeded(word)
        case .words(let words): words.joined(separator: ",")
        }
    }
}
