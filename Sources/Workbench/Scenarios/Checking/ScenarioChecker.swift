import CommandLanguage
import NeuralEngine
import StepDebugger

/// Finds what would fail in a scenario without running it: `backstep run --check`.
///
/// It goes through the commands with a workbench of its own. Set-up commands are carried out there, so that the data
/// and the network's matrices and operations are known. Files are read but not written. Commands that would run
/// something do not: from then on matrices have shapes but no values. What cannot be known, such as the network after a
/// file that does not exist, is assumed to be right.
public struct ScenarioChecker {
    /// A problem and the text that it is in.
    public struct Problem: Equatable, Sendable {
        /// The problem and its location.
        public let diagnostic: Diagnostic
        /// The text that it is in.
        public let source: SourceText
    }

    /// Carries out effects that read something; returns nil for others.
    typealias Reading = (Effect) -> WorkbenchAction?

    let read: Reading
    @CopyOnWrite var state = WorkbenchState()
    @CopyOnWrite var knowledge = Knowledge()
    private(set) var problems: [Problem] = []
    /// How many texts `source` one another at this point.
    private var depth = 0
    /// The command being checked, and the text that it is in.
    @CopyOnWrite private(set) var command: PendingCommand? = nil

    /// How many texts may `source` one another, the same as in a run.
    private static let sourceDepth = WorkbenchState.sourceDepth

    private init(read: @escaping Reading) {
        self.read = read
    }

    /// All problems of a scenario and of what it `source`s, in the order of the text.
    ///
    /// - Parameters:
    ///   - source: the scenario.
    ///   - read: carries out `loadData`, `readScript` and `readModel`; it is not called with anything else.
    public static func problems(
        of source: SourceText, read: @escaping (Effect) -> WorkbenchAction?
    ) -> [Problem] {
        var checker = ScenarioChecker(read: read)
        checker.walk(source)
        return checker.problems
    }

    // MARK: Texts

    /// Checks a text; the errors of lines that cannot be parsed are reported in order.
    private mutating func walk(_ source: SourceText) {
        let script = Script.parse(source)
        var faults = script.diagnostics[...]
        for (index, parsed) in script.commands.enumerated() {
            while let fault = faults.first, fault.range.lower < parsed.range.lower {
                faults.removeFirst()
                add(fault, source)
            }
            guard !knowledge.hasExited else { continue }
            check(PendingCommand(parsed: parsed, source: source, isScripted: true))
            if let asking = parsed.command.body as? any AskingCommand, script.diagnostics.isEmpty {
                let ahead = script.commands[(index + 1)...]
                if !WorkbenchState.hasAnswers(asking.answerCount, in: ahead) {
                    report(CommandError(.questionWithoutAnswer(count: asking.answerCount)))
                } else if asking is PredictCommand, WorkbenchState.nextChange(in: ahead) == nil {
                    report(CommandError(.predictionOfNothing))
                }
            }
        }
        for fault in faults { add(fault, source) }
    }

    private mutating func add(_ fault: Diagnostic, _ source: SourceText) {
        problems.append(Problem(diagnostic: fault, source: source))
        let line = source.line(containing: fault.range.lower)
        var words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
        // What was probably meant is unknown from now on.
        if let meant = fault.suggestion, let first = words.first, source[fault.range] == first {
            words = meant.split(separator: " ").map(String.init) + words.dropFirst()
        }
        guard let type = words.first.flatMap(CommandTable.backstep.body(spelled:)) else { return }
        let word = words.dropFirst().first ?? ""
        knowledge.lose(
            type.influence.leavesUnknown, variable: String(word.prefix { $0.isLetter || $0.isNumber || $0 == "_" }))
    }

    private mutating func check(_ command: PendingCommand) {
        self.command = command
        do throws(CommandError) {
            try command.parsed.command.workbenchBody.check(command, in: &self)
        } catch {
            report(error)
            let assigned = (command.parsed.command.body as? LetCommand)?.target.name.value ?? ""
            knowledge.lose(command.parsed.command.influence.leavesUnknown, variable: assigned)
        }
    }

    mutating func follow(_ path: Located<String>, _ command: PendingCommand) throws(CommandError) {
        guard depth + 1 < Self.sourceDepth else {
            throw CommandError(.sourceTooDeep(limit: Self.sourceDepth), at: path.range)
        }
        guard !knowledge.written.contains(path.value) else { return knowledge.lose(.everything) }
        guard case .scriptRead(let result)? = read(.readScript(path: path.value, relativeTo: command.source.name))
        else {
            return
        }
        switch result {
        case .failure(let failure): throw CommandError(.effectFailed(failure.message), at: path.range)
        case .success(let source):
            depth += 1
            walk(source)
            depth -= 1
        }
    }

    // MARK: What runs

    mutating func run() throws(CommandError) {
        _ = try state.runnableSession()
        knowledge.hasRun = true
    }

    /// Going back changes nothing that is known here; but what is done there starts branches, which get names.
    mutating func travel() throws(CommandError) {
        try run()
        knowledge.hasUnknownBranches = true
    }

    /// Checks something that is only evaluated once something has run, so that it need not exist yet.
    mutating func lookingAhead<Result>(_ body: (inout ScenarioChecker) -> Result) -> Result {
        let hadRun = knowledge.hasRun
        knowledge.hasRun = true
        defer { knowledge.hasRun = hadRun }
        return body(&self)
    }

    // MARK: Problems

    /// Reports a problem, unless it merely follows from something unknown or was already reported for this set-up.
    mutating func report(_ error: CommandError) {
        guard let command, !knowledge.excuses(error.problem) else { return }
        if error.problem.isAboutTheSetUp {
            // Without a network, every command of the text would have this problem.
            guard knowledge.saidOfTheSetUp.insert(error.problem.description).inserted else { return }
            if case .evaluation(.noNetwork) = error.problem {
                guard knowledge.saidOfTheSetUp.insert("").inserted else { return }
            }
        }
        let diagnostic = Diagnostic(
            message: error.problem.description, range: error.range ?? command.place ?? command.parsed.range,
            suggestion: error.problem.suggestion)
        let problem = Problem(diagnostic: diagnostic, source: command.source)
        // A problem of a text that is played twice is reported once.
        if !problems.contains(problem) { problems.append(problem) }
    }

    /// Carries a command out on the workbench, including the files that it reads; nothing runs and nothing is written.
    mutating func carryOut(_ command: PendingCommand) throws(CommandError) {
        defer {
            state.run = nil
            state.pending = nil
        }
        var effects = try state.carryOut(command)[...]
        while let effect = effects.popFirst() {
            let place = state.pending?.place
            guard effect.reads, let answer = read(effect), let pending = state.pending else { continue }
            state.pending = nil
            do throws(CommandError) {
                switch answer {
                case .dataLoaded(let result): effects += try state.handle(result, for: pending)
                case .modelRead(let result): effects += try state.handle(result, for: pending)
                default: break
                }
            } catch {
                throw CommandError(error.problem, at: error.range ?? place)
            }
        }
    }

    /// Carries a command out on a copy, only to see whether that is possible.
    func tryOut(_ command: PendingCommand) throws(CommandError) {
        var state = state
        _ = try state.carryOut(command)
    }
}

extension Effect {
    fileprivate var reads: Bool {
        switch self {
        case .loadData, .readModel, .readScript: true
        default: false
        }
    }
}

extension CommandProblem {
    /// Whether it is a problem of the set-up, so that every command that needs the set-up has it.
    fileprivate var isAboutTheSetUp: Bool {
        switch self {
        case .noNetworkToRun, .noDataToRun, .dataDoesNotFit, .evaluation(.noNetwork): true
        default: false
        }
    }
}
