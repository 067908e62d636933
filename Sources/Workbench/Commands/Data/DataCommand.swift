import CommandLanguage
import Datasets
import NeuralEngine
import PlainText

/// `data SET`, `data csv`, `data idx`, `data inline`: loads the samples to train on.
package struct DataCommand: CommandBody {
    package static let entry = CommandEntry(
        "data", group: .setUp,
        usage: [
            "data SET [OPTION...]", "data csv PATH label=COLUMN [OPTION...]",
            "data idx IMAGES LABELS [OPTION...]", "data inline X=[[...]] Y=[[...]]",
        ],
        summary: "loads the samples to train on",
        details: helpOnSets + [
            "fashion-mnist comes from Debian's package \(FashionMNIST.package), with",
            "pixels from 0 to 1; 10000 of its images are for testing, which limit= keeps.",
            "idx reads images and labels in the format of MNIST, compressed by gzip or not;",
            "bytes are scaled to 0...1. A csv file may be compressed too.",
            "A path is taken from the working directory, or else from the folder of the",
            "scenario. One with blanks goes in double quotes.",
            "Parameters are kept where the network still fits; the session starts over.",
        ],
        words: sets + sources,
        options: GeneratedDataset.Option.allCases.map { option in
            OptionEntry(
                option.rawValue, option.kind, default: option.defaultText, option.meaning,
                forms: GeneratedDataset.allCases.filter { $0.options.contains(option) }.map(\.rawValue))
        } + [
            OptionEntry(
                "label", .word(placeholder: "COLUMN"), default: nil,
                "the column to predict: its name, or its index from 0", forms: ["csv"]),
            OptionEntry(
                "task", .choice(WordList(CSVOptions.Task.allCases, meaning: \.meaning)), default: "by the label column",
                "classes to tell apart, or numbers to predict", forms: ["csv"]),
            OptionEntry(
                "header", .flag, default: "by the first line", "whether the first line names the columns",
                forms: ["csv"]),
            OptionEntry(
                "test", .number(.fraction), default: "0", "the share of samples to hold out for testing",
                forms: divisible, refusals: ["fashion-mnist": "it has 10000 test samples of its own"]),
            OptionEntry(
                "validation", .number(.fraction), default: "0",
                "the share of the training samples to hold out for validation",
                forms: divisible + [FashionMNIST.name]),
            OptionEntry(
                "test-images", .path, default: "none", "a file of images for testing", forms: ["idx"]),
            OptionEntry(
                "test-labels", .path, default: "none", "the file of their labels", forms: ["idx"]),
            OptionEntry(
                "limit", .integer(minimum: 1), default: "all",
                "how many samples to keep; a test part of its own stays whole", forms: allButInline),
            OptionEntry(
                "standardize", .flag, default: "no",
                "whether inputs get mean 0 and standard deviation 1, by the training part", forms: allButInline),
            OptionEntry(
                "seed", .integer(minimum: 0), default: "0", "makes other samples, or another choice of them",
                forms: allButInline),
            OptionEntry(
                "X", .expression(placeholder: "MATRIX"), default: nil, "the inputs, one sample a row",
                forms: ["inline"]),
            OptionEntry(
                "Y", .expression(placeholder: "MATRIX"), default: nil,
                "the targets, one sample a row, one-hot for classes", forms: ["inline"]),
        ],
        arguments: [
            [.word(sets), .options],
            [.word(sources.only("csv")), .path(endings: [".csv", ".csv.gz"]), .options],
            [.word(sources.only("idx")), .path(endings: idxEndings), .path(endings: idxEndings), .options],
            [.word(sources.only("inline")), .options],
        ])
    private static let made = WordList(GeneratedDataset.allCases, meaning: \.meaning)
    private static let shipped = WordList(ShippedDataset.allCases, meaning: \.meaning)
    private static let sets = made + shipped + [FashionMNIST.name: FashionMNIST.meaning]
    private static let sources: WordList = [
        "csv": "a table in a file", "idx": "images and labels in two files", "inline": "written out here",
    ]
    /// The data sets that have names, one per line.
    private static var helpOnSets: [String] {
        func line(_ name: String, _ meaning: String) -> String { "  " + HelpText.padded(name, to: 15) + meaning }
        var lines = ["Generated sets, with two inputs and two classes unless stated otherwise:"]
        lines += GeneratedDataset.allCases.map { line($0.rawValue, $0.meaning) }
        lines.append("Real data:")
        lines += ShippedDataset.allCases.map { line($0.rawValue, $0.meaning) }
        lines.append(line(FashionMNIST.name, FashionMNIST.meaning))
        return lines
    }

    /// The forms whose samples can be held out for testing.
    private static let divisible: [String] = Array(made + shipped) + ["csv", "idx"]
    private static let allButInline: [String] = Array(sets) + ["csv", "idx"]
    private static let idxEndings = ["ubyte", "ubyte.gz", ".idx", ".idx.gz"]

    /// The files with samples for testing, which come in pairs.
    private static func testFiles(_ options: [CommandOption]) -> DataRequest.LabelledFiles? {
        func path(_ name: String) -> String? { options.first { $0.name.value == name }?.word }
        guard let images = path("test-images"), let labels = path("test-labels") else { return nil }
        return DataRequest.LabelledFiles(images: images, labels: labels)
    }
    package static let influence = Influence(movesOrChanges: true, leavesUnknown: .data)

    package let source: DataSource
    package let options: [CommandOption]

    package init(source: DataSource, options: [CommandOption]) {
        self.source = source
        self.options = options
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        (source, options) = try parser.parseData()
    }

    package var words: [String] {
        source.words + options.map(\.description)
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        var request: DataRequest
        var place: SourceRange?
        switch source {
        case .builtIn(let name):
            request = DataRequest(source: .builtIn(name.value))
        case .csv(let path):
            request = DataRequest(source: .csv(path: path.value))
            place = path.range
        case .idx(let images, let labels):
            request = DataRequest(
                source: .idx(
                    training: DataRequest.LabelledFiles(images: images.value, labels: labels.value),
                    test: Self.testFiles(options)))
        case .inline(let inputs, let targets):
            request = DataRequest(
                source: .inline(inputs: try state.evaluate(inputs).matrix, targets: try state.evaluate(targets).matrix))
        }
        for option in options {
            switch option.name.value {
            case "samples": request.making.samples = option.integer
            case "classes": request.making.classes = option.integer
            case "noise": request.making.noise = option.number
            case "seed": request.seed = option.seed
            case "test": request.preparation.testFraction = option.number
            case "validation": request.preparation.validationFraction = option.number
            case "limit": request.preparation.limit = option.integer
            case "standardize": request.preparation.standardize = option.flag
            case "label": request.csv.label = option.word
            case "task": request.csv.task = CSVOptions.Task(rawValue: option.word)
            case "header": request.csv.header = option.flag
            default: break
            }
        }
        state.pending = command
        state.pending?.place = place
        state.pending?.dataOrigin = DataOrigin(
            command: command.parsed.command, source: command.source.name, request: request)
        return [.loadData(request, relativeTo: command.source.name)]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        var files: [String] = []
        switch source {
        case .builtIn: break
        case .csv(let path): files = [path.value]
        case .idx(let images, let labels): files = [images.value, labels.value]
        case .inline(let inputs, let targets):
            let values = [checker.values(of: inputs), checker.values(of: targets)]
            // Values that a run computes cannot be known.
            guard values.allSatisfy({ $0?.count == 1 && $0?.first?.matrix.elements.allSatisfy(\.isFinite) ?? false })
            else { return checker.knowledge.lose(.data) }
        }
        guard checker.knowledge.written.isDisjoint(with: files) else { return checker.knowledge.lose(.data) }
        try checker.carryOut(command)
        checker.knowledge.isDataUnknown = false
        checker.knowledge.startOver()
    }
}

extension GeneratedDataset.Option {
    fileprivate var kind: OptionKind {
        switch self {
        case .samples: .integer(minimum: 1)
        case .classes: .integer(minimum: 2)
        case .noise: .number(.atLeastZero)
        }
    }
}

/// Where `data` takes its samples from.
public indirect enum DataSource: Equatable, Sendable {
    /// A data set by its name.
    case builtIn(Located<String>)
    /// A file of comma-separated values.
    case csv(path: Located<String>)
    /// Two files of the IDX format: images, or other inputs, and their labels.
    case idx(images: Located<String>, labels: Located<String>)
    /// Literals: inputs (samples × features) and targets (samples × outputs).
    case inline(inputs: Expression, targets: Expression)
}

extension DataSource {
    var words: [String] {
        switch self {
        case .builtIn(let name): [name.value]
        case .csv(let path): ["csv", QuotedText.quotedIfNeeded(path.value)]
        case .idx(let images, let labels): ["idx"] + [images, labels].map { QuotedText.quotedIfNeeded($0.value) }
        case .inline(let inputs, let targets): ["inline", "X=\(inputs)", "Y=\(targets)"]
        }
    }
}

extension CommandParser {
    fileprivate mutating func parseData() throws(ParseError) -> (DataSource, [CommandOption]) {
        let source = try parseFixedWord(kind: "data set")
        switch source.value {
        case "csv":
            let path = try parsePath("a file: data csv PATH label=COLUMN", form: "csv")
            let options = try parseOptions(form: "csv")
            if !options.contains(where: { $0.name.value == "label" }) {
                throw missingDataOption("label=COLUMN, the column to predict", form: "csv")
            }
            return (.csv(path: path), options)
        case "idx":
            let images = try parsePath("two files: data idx IMAGES LABELS", form: "idx")
            let labels = try parsePath("the file of the labels: data idx IMAGES LABELS", form: "idx")
            let options = try parseOptions(form: "idx")
            try checkTestFiles(options)
            return (.idx(images: images, labels: labels), options)
        case "inline":
            return try parseInlineData()
        default:
            return (.builtIn(source), try parseOptions(form: source.value))
        }
    }

    /// A path, unless the next word is already an option.
    fileprivate mutating func parsePath(_ expected: String, form: String) throws(ParseError) -> Located<String> {
        let place = cursor.placeAfterLastText
        guard hasMore() else { throw ParseError(.missing(expected, of: "data \(form)"), at: place) }
        let names = entry.options(forForm: form).map(\.name)
        let path = try takeWord()
        if path.range.upper - path.range.lower == path.value.utf8.count,
            let equals = path.value.firstIndex(of: "="), names.contains(String(path.value[..<equals]))
        {
            throw ParseError(.missing(expected, of: "data \(form)"), at: place)
        }
        return path
    }

    /// Files for testing come in pairs, and there is only one test part.
    fileprivate func checkTestFiles(_ options: [CommandOption]) throws(ParseError) {
        func option(_ name: String) -> CommandOption? { options.first { $0.name.value == name } }
        let (images, labels) = (option("test-images"), option("test-labels"))
        if (images == nil) != (labels == nil) {
            let missing = images == nil ? "test-images" : "test-labels"
            throw missingDataOption("\(missing)=PATH, too: test samples have both", form: "idx")
        }
        if images != nil, let share = option("test") {
            throw ParseError(
                .optionRefused("test", form: "test-images", reason: "the test samples are in files of their own"),
                at: share.name.range)
        }
    }

    fileprivate mutating func parseInlineData() throws(ParseError) -> (DataSource, [CommandOption]) {
        var inputs: Expression?
        var targets: Expression?
        while hasMore() {
            let (option, name) = try takeOptionName(form: "inline")
            guard (option.name == "X" ? inputs : targets) == nil else {
                throw ParseError(.repeatedOption(name.value), at: name.range)
            }
            try checkValueFollows(option)
            let matrix = try parseExpression()
            if option.name == "X" { inputs = matrix } else { targets = matrix }
        }
        guard let inputs else { throw missingDataOption("X=[[...]], the inputs", form: "inline") }
        guard let targets else { throw missingDataOption("Y=[[...]], the targets", form: "inline") }
        return (.inline(inputs: inputs, targets: targets), [])
    }

    fileprivate func missingDataOption(_ what: String, form: String) -> ParseError {
        ParseError(.missingOption(what, of: "data \(form)"), at: cursor.placeAfterLastText)
    }
}

extension WorkbenchState {
    /// Handles the data that a `data` command asked for.
    mutating func handle(
        _ result: Result<LoadedData, EffectFailure>, for command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        switch result {
        case .failure(let failure):
            if command.saved != nil, let origin = command.dataOrigin {
                throw CommandError(.badSavedCommand(origin.command.description, reason: failure.message))
            }
            throw CommandError(.effectFailed(failure.message))
        case .success(let data):
            if let saved = command.saved { return try goOn(with: saved, data, command) }
            let restartNote = restartNote
            setup.data = data
            setup.dataOrigin = command.dataOrigin
            rebuildSession()
            return [report(command, TextReport(data.summary + restartNote + mismatchNote))]
        }
    }
}

extension LoadedData {
    /// One line on the data: how many samples of what.
    var summary: String {
        var text = "data \(name): \(counted(training.inputs.rows, "sample"))"
        if validation != nil || test != nil { text += " to train" }
        if let validation { text += ", \(validation.inputs.rows) for validation" }
        if let test { text += ", \(test.inputs.rows) to test" }
        text += ", \(counted(featureNames.count, "feature"))"
        text +=
            classNames.isEmpty
            ? ", \(counted(training.targets.columns, "target"))" : ", \(counted(classNames.count, "class", "classes"))"
        return text + (isStandardized ? ", standardised" : "")
    }
}
