import Datasets
import NeuralEngine
import PlainText
import StepDebugger
import TerminalDrawing
import Workbench

/// How the network does on the data: the decision boundary if there are two features, the confusion table for classes,
/// predicted against true values for numbers.
struct OutcomePane: PaneBody {
    let model: ScreenModel

    /// The kind of picture.
    struct State: PaneState {
        /// The kind that the user asked for; nil for the one that suits the data.
        var kind: Outcome.Kind?
    }

    static func show(_ report: PlotReport, on screen: inout ScreenState) -> Bool {
        guard case .outcome(let kind) = report.request else { return false }
        screen[Self.self].kind = kind
        if !screen.layout.shows(.outcome) || screen.layout == .step { screen.layout = .data }
        screen.focus = Focus(.outcome)
        return true
    }

    /// How many multiplications a frame may spend on it, during a run and at rest.
    private static let multiplications = (running: 10_000_000, resting: 1_100_000_000)
    /// The most samples that are drawn.
    private static let mostSamples = 10_000

    /// Without data that fits the network there is no outcome.
    var wantsRoom: Bool { kind != nil }

    var title: PaneTitle {
        func count(_ samples: SampleCount, _ part: SamplePart) -> String {
            let kind = part.adjective + (testedEpoch.map { ", after epoch \($0)\(staleMark)" } ?? "")
            return samples.isComplete ? "\(samples.total) \(kind)" : "\(samples.shown) of \(samples.total) \(kind)"
        }
        guard let outcome else { return PaneTitle("outcome") }
        switch outcome {
        case .boundary(let field):
            return PaneTitle(field.classNames.isEmpty ? "prediction" : "decision boundary")
        case .confusion(let confusion):
            let accuracy = confusion.accuracy.map { ["accuracy \(NumberFormat.rounded($0, digits: 3))"] } ?? []
            return PaneTitle(figures: ["confusion", count(confusion.samples, confusion.part)] + accuracy)
        case .predictions(let predictions):
            let determination =
                predictions.determination.map { ["R² \(NumberFormat.rounded($0, digits: 3))"] } ?? []
            return PaneTitle(
                figures: ["predicted against true", count(predictions.samples, predictions.part)] + determination)
        }
    }

    func draw(on grid: inout CellGrid, in inside: Rect) {
        guard let outcome = outcome(in: inside) else {
            grid.put(
                "no data that fits the network yet", at: Point(column: inside.column + 1, row: inside.row),
                style: theme.muted, limit: inside.columns - 1)
            return
        }
        OutcomePicture(outcome: outcome, theme: theme, glyphs: glyphs).draw(on: &grid, in: inside)
    }

    /// During a run, the epoch whose test is shown; nil if the present parameters are.
    private var testedEpoch: Int? {
        guard model.workbench.run != nil, kind != .boundary else { return nil }
        return model.workbench.session?.latestTest?.epoch
    }

    /// Whether the network was changed by hand since the epoch whose test is shown.
    private var staleMark: String {
        model.workbench.session?.hasChangedSinceLatestTest == true ? " \(StaleMatrices.mark)" : ""
    }

    /// The kind that is shown: the one that was asked for if the data allow it, or else the one that suits them.
    var kind: Outcome.Kind? {
        guard let wanted = model.screen[Self.self].kind, Outcome.kinds(for: model.workbench).contains(wanted) else {
            return Outcome.kind(for: model.workbench)
        }
        return wanted
    }

    /// The outcome as the pane shows it, or reduced to one cell if it is not on the screen.
    var outcome: Outcome? {
        outcome(in: model.layout.area(of: .outcome)?.interior ?? Rect(column: 0, row: 0, columns: 1, rows: 1))
    }

    /// The outcome in a resolution for an area, within what a frame may cost.
    private func outcome(in area: Rect) -> Outcome? {
        guard let session = model.workbench.session, session.engine.canRun else { return nil }
        let multiplications =
            model.workbench.run == nil ? Self.multiplications.resting : Self.multiplications.running
        let budget = max(1, multiplications / session.engine.network.weightCount)
        var field = FieldPlot.fieldResolution(in: area.size, glyphs: glyphs, hasColors: theme.hasColors)
        while field.columns * field.rows > max(budget, 64) {
            field = (max(1, field.columns / 2), max(1, field.rows / 2))
        }
        let form = Form(
            columns: field.columns, rows: field.rows, sampleLimit: min(budget, Self.mostSamples),
            kind: model.screen[Self.self].kind, testedEpoch: testedEpoch)
        return model.memo.remembered(by: Self.pane, { MemoKey($0, model.workbench.setup.data, form) }) {
            model.workbench.outcome(
                form.kind, fieldColumns: form.columns, fieldRows: form.rows, sampleLimit: form.sampleLimit,
                isOfLastTest: form.testedEpoch != nil)
        }
    }

    /// What an outcome depends on besides the session.
    private struct Form: Equatable {
        let columns: Int
        let rows: Int
        let sampleLimit: Int
        let kind: Outcome.Kind?
        /// The epoch whose test is shown; nil for the present parameters.
        let testedEpoch: Int?
    }

    /// The position is left out: within an iteration only updates and edits change the parameters.
    private struct MemoKey: Equatable {
        let branch: String
        let edits: [RecordedEdit]
        let network: NetworkSpecification
        let parameters: [MatrixSummary]
        let data: LoadedData?
        let form: Form

        init(_ stamp: SessionStamp, _ data: LoadedData?, _ form: Form) {
            branch = stamp.branch
            edits = stamp.edits
            network = stamp.network
            parameters = form.testedEpoch == nil ? stamp.parameters : []
            self.data = data
            self.form = form
        }
    }
}

extension Pane {
    static let outcome = Pane(OutcomePane.self)
}
