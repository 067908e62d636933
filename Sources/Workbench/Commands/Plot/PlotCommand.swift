import CommandLanguage
import NeuralEngine
import StepDebugger

/// `plot loss`, `plot hist(dW1)`: plots curves, boundaries, confusions, histograms, the network.
package struct PlotCommand: CommandBody {
    package static let entry = CommandEntry(
        "plot", group: .inspection,
        usage: [
            "plot loss|accuracy|lr [OPTION...]", "plot boundary|confusion", "plot graph [row=N]",
            "plot hist(EXPRESSION) [bins=N]",
        ],
        summary: "plots curves, boundaries, histograms, the network",
        details: [
            "On the screen the plot appears in its pane, where keys zoom, smooth and change",
            "the axes ('?' shows them) and a histogram follows its value; without a screen",
            "it is drawn in 72 columns, with its figures below. What no option changes",
            "stays as it is. 'plot graph' draws a small network as neurons and edges: the",
            "values of one sample, gradients while going back, and what ran last is bright.",
        ],
        words: subjects,
        options: [
            OptionEntry(
                "y", .choice(scales), default: "linear", "the vertical axis", forms: curves),
            OptionEntry(
                "x", .choice(scales), default: "linear", "the horizontal axis", forms: curves),
            OptionEntry(
                "smooth", .number(.fraction), default: "0.9 for batches, 0 for all samples at once",
                "the weight of a point's past in its moving average", forms: curves),
            OptionEntry(
                "from", .integer(minimum: 0), default: "0", "the first iteration to show", forms: curves),
            OptionEntry(
                "to", .integer(minimum: 1), default: "the last one", "the last iteration to show", forms: curves),
            OptionEntry(
                "bins", .integer(minimum: 1), default: "30", "into how many bins the cells are put, at most 1000",
                forms: [histogram]),
            OptionEntry(
                "row", .integer(minimum: 0), default: "the first one", "the row of the batch whose values are shown",
                forms: ["graph"]),
        ],
        arguments: [
            [.word(subjects), .options], [.call(histogram, meaning: "how the cells of a value are spread"), .options],
        ],
        keys: [KeyEntry("P", "graph")])
    /// What can be drawn besides histograms.
    fileprivate static let subjects: WordList = [
        "loss": "of each iteration, and of the test samples after each epoch",
        "accuracy": "the share that is right, in the same way", "lr": "the learning rate",
        "boundary": "what the network says between samples of two features",
        "confusion": "which classes were taken for which", "graph": "draws the network as neurons and edges",
    ]
    fileprivate static let histogram = "hist"
    private static let scales: WordList = ["linear": "equal differences", "log": "equal ratios"]
    /// What has iterations as its horizontal axis.
    private static let curves = ["loss", "accuracy", "lr"]
    package static let influence = Influence(onlyLooks: true)

    package let source: PlotSource
    package let options: [CommandOption]

    package init(source: PlotSource, options: [CommandOption]) {
        self.source = source
        self.options = options
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        (source, options) = try parser.parsePlot()
    }

    package var words: [String] {
        [source.description] + options.map(\.description)
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        guard state.session != nil else { throw CommandError(.noNetworkToRun) }
        let report: PlotReport
        switch source {
        case .histogram(let expression): report = try state.histogramReport(expression, options)
        case .named(let name):
            if let subject = PlotSubject(rawValue: name.value) {
                report = try state.curveReport(subject, name, options)
            } else if name.value == "graph" {
                report = try state.graphReport(name, options)
            } else {
                report = try state.outcomeReport(name.value == "boundary" ? .boundary : .confusion, name)
            }
        }
        return [state.report(command, report)]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        if case .histogram(let expression) = source { checker.values(of: expression) }
        guard !checker.knowledge.isSetUpUnknown else { return }
        do throws(CommandError) {
            try checker.tryOut(command)
        } catch {
            // A histogram's expression has already been checked.
            if case .evaluation(let problem) = error.problem {
                guard case .noClasses = problem else { return }
            }
            throw error
        }
    }
}

/// What `plot` draws.
public enum PlotSource: Equatable, Sendable {
    /// A curve, an outcome or the network, by name.
    case named(Located<String>)
    /// How the cells of a value are distributed.
    case histogram(Expression)
}

extension PlotSource: CustomStringConvertible {
    /// `loss`, or `hist(dW1)`.
    public var description: String {
        switch self {
        case .named(let name): name.value
        case .histogram(let expression): "\(PlotCommand.histogram)(\(expression))"
        }
    }
}

extension CommandParser {
    /// `loss [OPTION...]`, or `hist(EXPRESSION) [OPTION...]`.
    fileprivate mutating func parsePlot() throws(ParseError) -> (PlotSource, [CommandOption]) {
        let choices = Array(PlotCommand.subjects) + [PlotCommand.histogram]
        guard hasMore() else { throw missing("what to plot: \(choices.joined(separator: ", "))") }
        let range = cursor.takeWhile(Self.belongsToName)
        let word = Located(cursor.text(range), at: range)
        guard !word.value.isEmpty else {
            throw ParseError(
                .unknownWord(try takeWord().value, kind: "plot", choices: choices, suggestion: nil),
                at: SourceRange(lower: range.lower, upper: cursor.position))
        }
        let subject = try checked(word, kind: "plot", among: choices)
        guard subject.value == PlotCommand.histogram else {
            return (.named(subject), try parseOptions(form: subject.value))
        }
        let opening = ExpressionToken(in: cursor, from: cursor.position)
        guard opening.kind == .leftParenthesis else {
            throw missing("a value in parentheses: plot hist(dW1)")
        }
        cursor.take(upTo: opening.range.upper)
        let expression = try parseExpression("a value: plot hist(dW1)")
        let closing = ExpressionToken(in: cursor, from: cursor.position)
        guard closing.kind == .rightParenthesis else {
            let found = closing.kind == .end ? nil : cursor.text(closing.range)
            throw ParseError(.missingClosing(")", found: found), at: closing.range)
        }
        cursor.take(upTo: closing.range.upper)
        return (.histogram(expression), try parseOptions(form: subject.value))
    }
}

extension WorkbenchState {
    /// The size of a boundary that is drawn as text, and the most samples that an outcome is made from.
    private static let field = (columns: 64, rows: 14)
    private static let sampleLimit = 10_000
    private static let binLimit = 1000

    fileprivate func histogramReport(
        _ expression: Expression, _ options: [CommandOption]
    ) throws(CommandError) -> PlotReport {
        var bins = Histogram.usualBins
        for option in options {
            bins = option.integer
            if bins > Self.binLimit { throw CommandError(.tooManyBins(limit: Self.binLimit), at: option.value.range) }
        }
        switch histogram(of: expression, bins: bins) {
        case .success(let histogram):
            return PlotReport(request: .histogram(expression, bins: bins), data: .histogram(histogram))
        case .failure(let error): throw CommandError(error)
        }
    }

    fileprivate func curveReport(
        _ subject: PlotSubject, _ name: Located<String>, _ given: [CommandOption]
    ) throws(CommandError) -> PlotReport {
        if subject == .accuracy, session?.engine.training?.isClassification == false {
            throw CommandError(.evaluation(.noClasses(subject.rawValue)), at: name.range)
        }
        var options = PlotOptions()
        for option in given {
            switch option.name.value {
            case "x": options.isLogX = option.word == "log"
            case "y": options.isLogY = option.word == "log"
            case "smooth": options.smoothing = option.number
            case "from": options.start = option.integer
            default: options.end = option.integer
            }
        }
        if let start = options.start, let end = options.end, start >= end {
            throw CommandError(.emptyStretch(from: start, to: end), at: given.last?.value.range)
        }
        return PlotReport(
            request: .curve(subject, options),
            data: .curves(curves(of: subject), usualSmoothing: usualSmoothing(of: subject)))
    }

    fileprivate func graphReport(
        _ name: Located<String>, _ options: [CommandOption]
    ) throws(CommandError) -> PlotReport {
        let row = options.last?.integer
        guard let graph = graph(row: row ?? 0) else {
            let neurons = session.flatMap { NetworkGraph.widthTooGreat(of: $0.engine.network) } ?? 0
            throw CommandError(.noGraph(neurons: neurons, limit: NetworkGraph.mostNodes), at: name.range)
        }
        return PlotReport(request: .graph(row: row), data: .graph(graph))
    }

    fileprivate func outcomeReport(_ kind: Outcome.Kind, _ name: Located<String>) throws(CommandError) -> PlotReport {
        _ = try runnableSession()
        guard let engine = session?.engine, let training = engine.training else {
            throw CommandError(.noDataToRun)
        }
        guard Outcome.kinds(for: self).contains(kind) else {
            throw CommandError(
                kind == .boundary ? .noBoundary(inputs: engine.network.inputCount) : .noConfusion, at: name.range)
        }
        guard training.count > 0,
            let outcome = outcome(
                kind, fieldColumns: Self.field.columns, fieldRows: Self.field.rows, sampleLimit: Self.sampleLimit)
        else { throw CommandError(.noDataToRun) }
        return PlotReport(request: .outcome(kind), data: .outcome(outcome))
    }
}
