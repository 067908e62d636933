import CommandLanguage
import NeuralEngine
import PlainText
import StepDebugger

/// `sweep lr=0.1,0.01`: trains with every value of some settings and compares.
package struct SweepCommand: CommandBody {
    package static let entry = CommandEntry(
        "sweep", group: .runControl,
        usage: ["sweep SETTING=VALUE,VALUE... ... [epochs=N] [sort=COLUMN]", "sweep [sort=COLUMN]"],
        summary: "trains with every value of some settings and compares",
        details: [
            "Each run starts from initial weights, as 'network' sets them up, with another",
            "combination of the values. The figures are those of the last epoch, and of the",
            "best. 'switch run-3' goes to a run, which you can then debug; 'switch",
            "run-0' goes back to what was there before. Without settings, the table of the",
            "last sweep is shown again.",
            "train.loss and train.accuracy are those of the epoch's batches, each before its",
            "update; after 'switch', 'print train.loss' is over all samples as things stand.",
        ],
        options: settings + [
            OptionEntry("epochs", .integer(minimum: 1), default: "20", "epochs that each run trains"),
            OptionEntry(
                "sort", .word(placeholder: "COLUMN"), default: "best",
                "the column to sort by: best, run, a setting, or a figure: test.accuracy"),
        ])
    private static let settings: [OptionEntry] = [
        ("lr", OptionKind.numbers(.atLeastZero), "learning rates"),
        ("momentum", .numbers(.atLeastZero), "momentums"),
        ("weight-decay", .numbers(.atLeastZero), "weight decays"),
        ("l1", .numbers(.atLeastZero), "penalties on absolute weights"),
        ("l2", .numbers(.atLeastZero), "penalties on squared weights"),
        ("dropout", .numbers(.fraction), "dropouts after every hidden layer"),
        ("batch", .numbers(.atLeastZero), "rows of a batch"),
        ("seed", .numbers(.atLeastZero), "seeds of the initial weights"),
        ("hidden", .choices(WordList(Activation.allCases, meaning: \.meaning)), "activations of all hidden layers"),
        (
            "optimizer", .choices(WordList(OptimizerKind.allCases, meaning: \.meaning)),
            "optimizers; another one starts from its own defaults"
        ),
        (
            "init", .choicesOrCalls(Initializer.names, calls: Initializer.namesWithNumber),
            "initialisers of the weights"
        ),
        ("network", .word(placeholder: "SIZES,..."), "layer sizes: 2-4-2,2-8-2"),
    ].map { OptionEntry($0, $1, default: "as it is set up", $2) }

    private static let standardEpochs = 20

    package static let influence = Influence(leavesUnknown: .network)

    package let options: [CommandOption]

    package init(options: [CommandOption]) {
        self.options = options
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        options = try parser.parseOptions()
    }

    package var words: [String] {
        options.map(\.description)
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        let sort = options.first { $0.name.value == "sort" }
        let epochs = options.first { $0.name.value == "epochs" }
        guard options.contains(where: { !["epochs", "sort"].contains($0.name.value) }) else {
            guard let sweep = state.sweep else { throw CommandError(.nothingToSweep) }
            if let epochs { throw CommandError(.nothingToSweep, at: epochs.name.range) }
            return [state.report(command, SweepReport(sweep, sort: try state.sweepSort(sort, keys: sweep.keys)))]
        }
        let session = try state.runnableSession()
        let grid = try SweepGrid(options, from: state.setup)
        let monitor = session.defaultMonitor
        var sweep = Sweep(keys: grid.keys, epochs: epochs?.integer ?? Self.standardEpochs, monitor: monitor, runs: [])
        for (index, setup) in grid.setups.enumerated() {
            var trial = state
            trial.setup = setup
            trial.sessionNumbers.issued = state.sessionNumbers.issued
            trial.rebuildSession(keepingParameters: false)
            state.sessionNumbers.issued = trial.sessionNumbers.issued
            var run = SweepRun(number: index + 1, values: grid.rows[index])
            if let mismatch = trial.mismatch {
                throw CommandError(.sweepDoesNotFit(run.settings(grid.keys), mismatch))
            }
            // All of them together take no more memory than one session.
            trial.session?.timelineMemory = setup.timelineBytes / grid.rows.count
            run.workspace = trial.workspace
            sweep.runs.append(run)
        }
        // The order is checked before anything runs.
        let order = try state.sweepSort(sort, keys: sweep.keys)
        state.leaveSweep()
        state.sweep = sweep
        state.run = RunInProgress(command, from: session.position, .sweep(sort: order))
        return []
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        guard !checker.knowledge.isSetUpUnknown else { return }
        let runsBefore = checker.state.sweep
        try checker.carryOut(command)
        if checker.state.sweep != runsBefore { checker.knowledge.hasRun = true }
    }
}

/// The runs train one after another, in slices.
extension WorkbenchState {
    /// Continues the sweep in progress by about `budget` operations.
    mutating func advanceSweep(budget: Int) -> [Effect] {
        guard let run, case .sweep(let sort) = run.work else { return [] }
        guard let index = sweep?.runs.firstIndex(where: { $0.status == .waiting || $0.status == .running })
        else { return endSweep(sortedBy: sort, of: run) }
        sweep!.runs[index].status = .running
        let target = sweep!.runs[index].workspace!.session!.target(ofEpochs: sweep!.epochs)
        // In place, since a copy of the session would make the engine copy its memory.
        let progress = sweep!.runs[index].workspace!.session!.advance(toward: target, budget: budget)
        copyEpochs(ofRun: index)
        guard progress == .reached else { return [] }
        sweep!.runs[index].status = .done
        return index + 1 == sweep!.runs.count ? endSweep(sortedBy: sort, of: run) : []
    }

    /// Ends the sweep in progress where it is.
    mutating func interruptSweep(sortedBy sort: SweepSort, of run: RunInProgress) -> [Effect] {
        if let index = sweep?.runs.firstIndex(where: { $0.status == .running }) {
            sweep!.runs[index].workspace!.session!.settle()
            copyEpochs(ofRun: index)
        }
        for index in sweep?.runs.indices ?? 0..<0 where sweep!.runs[index].status != .done {
            sweep!.runs[index].status = .interrupted
        }
        return endSweep(sortedBy: sort, of: run)
    }

    private mutating func copyEpochs(ofRun index: Int) {
        let latest = sweep!.runs[index].workspace!.session!.epochs.latest
        guard latest != sweep!.runs[index].epochs.latest else { return }
        sweep!.runs[index].epochs = sweep!.runs[index].workspace!.session!.epochs
    }

    private mutating func endSweep(sortedBy sort: SweepSort, of run: RunInProgress) -> [Effect] {
        guard let sweep else { return [] }
        self.run = nil
        return [report(run.command, SweepReport(sweep, sort: sort))]
    }

    fileprivate func sweepSort(_ option: CommandOption?, keys: [String]) throws(CommandError) -> SweepSort {
        guard let option else { return .best }
        guard let sort = SweepSort(option.word, keys: keys) else {
            let choices = SweepSort.choices(keys: keys)
            throw CommandError(
                .unknownSort(
                    option.word, choices: choices,
                    suggestion: SpellingSuggestion.closest(to: option.word, among: choices)), at: option.value.range)
        }
        return sort
    }
}

extension DebugSession {
    /// Where this many epochs from the start end.
    fileprivate func target(ofEpochs epochs: Int) -> Position {
        let (iterations, overflows) = epochs.multipliedReportingOverflow(by: iterationsPerEpoch)
        return Position(iteration: overflows ? 1 << 60 : iterations)
    }
}
