import CommandLanguage
import Datasets
import NeuralEngine
import Testing

@testable import Workbench

/// A workbench with an outside world that is made up: XOR, inline data and scenarios from a dictionary.
struct TestBench {
    var state = WorkbenchState()
    /// The scenarios that `source` can read, by path.
    var scripts: [String: String] = [:]
    /// Files of models by their paths: what `save` wrote, and what `load` is to find.
    var models: [String: ModelFile] = [:]
    /// What `export` wrote.
    var exports: [String: ModelExport] = [:]
    /// The files that `data csv` can read, by path.
    var files: [String: LoadedData] = [:]
    /// The logs that were written.
    var logs = TestLogs()
    /// What was recorded, by path.
    var records: [String: String] = [:]
    /// How the questions went that were asked.
    var keptAnswers: [SettledQuestion] = []
    /// Whether records cannot be written.
    var failsToWriteRecords = false
    /// How many operations a slice of a run may take.
    var budget = 64

    /// The session that most tests start from.
    static let xorSetup = """
        data xor
        network 2-4-2 seed=3
        optimizer sgd lr=0.5 momentum=0.9
        """

    /// A bench with that session, on which commands have been run.
    static func xor(_ commands: String = "") -> TestBench {
        var bench = TestBench()
        _ = bench.run(xorSetup + "\n" + commands)
        return bench
    }

    /// Runs commands to their end.
    ///
    /// - Returns: what each left behind, in order.
    mutating func run(_ text: String) -> [Report] {
        let source = SourceText(name: "test", text: text)
        let script = Script.parse(source)
        #expect(script.diagnostics.map { $0.rendered(in: source) } == [])
        var outputs = send(.play(source, script.commands))
        while state.hasScriptLeft, !state.hasExited {
            outputs += send(.playNext)
            while state.run != nil { outputs += send(.advance(budget: budget)) }
        }
        return outputs.map(\.report)
    }

    /// The stop that the last of some commands ended with; nil where it ended otherwise.
    static func stop(_ contents: [Report]) -> StopReport? {
        guard let report = contents.last?.body as? StopReport else { return nil }
        return report
    }

    /// Starts one command as a user would, without finishing the run that it may begin.
    mutating func start(_ text: String) -> [Report] {
        let source = SourceText(name: "prompt", text: text)
        return Script.parse(source).commands.flatMap { send(.perform($0, source)) }.map(\.report)
    }

    /// Runs commands and gives the sentence of the first error.
    mutating func error(_ text: String) -> String? {
        for case let error as ErrorReport in run(text).map(\.body) { return error.diagnostic.message }
        return nil
    }

    /// The value of an expression, or nil with a recorded issue.
    mutating func value(_ expression: String) -> Value? {
        let contents = run("print \(expression)")
        guard let value = (contents.last?.body as? ValueReport)?.value else {
            Issue.record("'\(expression)' has no value: \(contents)")
            return nil
        }
        return value
    }

    mutating func send(_ action: WorkbenchAction) -> [CommandOutput] {
        var outputs: [CommandOutput] = []
        var waiting = [action]
        while !waiting.isEmpty {
            for effect in state.reduce(waiting.removeFirst()) {
                switch effect {
                case .report(let output): outputs.append(output)
                case .loadData(let request, _): waiting.append(.dataLoaded(load(request)))
                case .readScript(let path, _):
                    waiting.append(
                        .scriptRead(
                            scripts[path].map { .success(SourceText(name: path, text: $0)) }
                                ?? .failure(EffectFailure(message: "there is no '\(path)'"))))
                case .writeSnapshot(let request): waiting.append(.snapshotWritten(.success(request)))
                case .openLog(let request): waiting.append(.logOpened(logs.open(request)))
                case .writeLog(let file, let records):
                    if let failure = logs.write(records, to: file) {
                        waiting.append(.logFailed(file: file, failure))
                    }
                case .openRecord(let path):
                    records[path] = ""
                    waiting.append(.recordOpened(.success(path)))
                case .writeRecord(let path, let text, let replaces):
                    records[path] = (replaces ? "" : records[path] ?? "") + text
                    if failsToWriteRecords {
                        waiting.append(.recordFailed(EffectFailure(message: "cannot write '\(path)': disk full")))
                    }
                case .closeRecord: break
                case .closeLog(let file): logs.closed.append(file)
                case .readModel(let path, _):
                    waiting.append(
                        .modelRead(
                            models[path].map { .success($0) }
                                ?? .failure(EffectFailure(message: "there is no '\(path)'"))))
                case .saveSession(let session, let path):
                    models[path] = .session(session, path: path)
                    waiting.append(.modelWritten(.success("saved \(path)")))
                case .exportModel(let export, let path):
                    exports[path] = export
                    waiting.append(.modelWritten(.success("exported \(path)")))
                case .keepAnswer(let question): keptAnswers.append(question)
                case .review, .exit: break
                }
            }
        }
        return outputs
    }

    func load(_ request: DataRequest) -> Result<LoadedData, EffectFailure> {
        switch request.source {
        case .builtIn("xor"):
            let samples = Samples(
                inputs: Matrix([[0, 0], [0, 1], [1, 0], [1, 1]]),
                targets: Matrix([[1, 0], [0, 1], [0, 1], [1, 0]]), isClassification: true)
            return .success(
                LoadedData(
                    name: "xor", featureNames: ["x1", "x2"], classNames: ["0", "1"], training: samples,
                    test: request.preparation.testFraction == 0 ? nil : samples,
                    validation: request.preparation.validationFraction == 0 ? nil : samples))
        case .inline(let inputs, let targets):
            return .success(
                LoadedData(
                    name: "inline", featureNames: (0..<inputs.columns).map { "x\($0)" }, classNames: [],
                    training: Samples(inputs: inputs, targets: targets, isClassification: false)))
        case .csv(let path):
            return files[path].map { .success($0) } ?? .failure(EffectFailure(message: "there is no '\(path)'"))
        default:
            return .failure(EffectFailure(message: "no such data here"))
        }
    }
}

/// Reports as short as tests want them.
extension Report {
    static func text(_ text: String) -> Report { Report(TextReport(text)) }
    static func chapter(_ title: String) -> Report { Report(ChapterReport(title)) }
    static func wait(milliseconds: Int) -> Report { Report(WaitReport(milliseconds: milliseconds)) }
}
