import CommandLanguage
import Datasets
import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// What a screen worked out for the last frame and need not work out again while nothing of it has changed. Frames drawn
/// with it and without it are the same.
public final class ScreenMemo {
    private var stamp: Stamp?
    private var layers: (key: Stamp, reports: [LayerReport])?
    private var explanation: (key: CellKey, report: ExplanationReport?)?
    private var links: (key: CellKey, cells: [LinkedCells])?
    private var outcome: (key: OutcomeKey, outcome: Outcome?)?
    private var plots: [PlotSubject: (key: PlotKey, content: PlotContent)] = [:]
    private var histogram: (key: HistogramKey, result: Result<Histogram, EvaluationError>)?
    /// What the plots of the panes worked out.
    let curvePlot = PlotMemo()
    let accuracyPlot = PlotMemo()

    /// A memo of nothing.
    public init() {}

    /// Where a session stands, and what its parameters amount to: two sessions of which all of that is the same show the
    /// same screen.
    private struct Stamp: Equatable {
        let branch: String
        let position: Position
        let edits: [RecordedEdit]
        let network: NetworkSpecification
        let optimizer: OptimizerSettings
        let parameters: [MatrixSummary]
        let training: Samples?
        let batch: BatchSettings
        /// Whether there is what an update changed: while a run goes on, there is not.
        let hasFormerWeights: Bool

        init(_ session: DebugSession) {
            branch = session.branchName
            position = session.position
            edits = session.allEdits
            network = session.engine.network
            optimizer = session.engine.optimizer
            training = session.engine.training
            batch = session.engine.batch
            hasFormerWeights = MatrixLook(session, .weights(1), isPrevious: true) != nil
            parameters = (1...network.layerCount).flatMap { [MatrixName.weights($0), .bias($0)] }
                .compactMap { MatrixLook(session, $0)?.summary }
        }
    }

    private struct CellKey: Equatable {
        let stamp: Stamp
        let cell: MatrixCell
        let comparesGradient: Bool
    }

    /// What an outcome depends on beside the session.
    struct OutcomeForm: Equatable {
        let columns: Int
        let rows: Int
        let sampleLimit: Int
        var kind: Outcome.Kind?
        /// The epoch whose test it is about; nil where it is about the parameters as they are.
        let testedEpoch: Int?
    }

    /// The parameters count by what they amount to and by what was edited: within an iteration nothing else changes them.
    private struct OutcomeKey: Equatable {
        let branch: String
        let edits: [RecordedEdit]
        let network: NetworkSpecification
        let parameters: [MatrixSummary]
        let data: LoadedData?
        let form: OutcomeForm
    }

    /// What curves depend on beside the session.
    private struct PlotKey: Equatable {
        let stamp: Stamp
        let branches: [BranchSummary]
        let lastEpoch: EpochPoint?
        let hasTest: Bool
        /// How far the runs of a sweep are.
        let sweep: [EpochPoint?]
        let theme: Theme
    }

    private struct HistogramKey: Equatable {
        let stamp: Stamp
        let expression: Expression
        let bins: Int
        let variables: [String: Value]
    }

    /// Takes in what the next frame is about.
    func begin(_ session: DebugSession?) {
        stamp = session.map(Stamp.init)
    }

    func layerReports(of session: DebugSession, bins: Int) -> [LayerReport] {
        guard let stamp else { return session.layerReports(bins: bins) }
        if let layers, layers.key == stamp { return layers.reports }
        let reports = session.layerReports(bins: bins)
        layers = (stamp, reports)
        return reports
    }

    func explanation(_ session: DebugSession, _ cell: MatrixCell, comparesGradient: Bool) -> ExplanationReport? {
        let key = stamp.map { CellKey(stamp: $0, cell: cell, comparesGradient: comparesGradient) }
        if let explanation, explanation.key == key { return explanation.report }
        let report = ExplanationReport(
            session, cell.name, row: cell.row, column: cell.column, comparesGradient: comparesGradient)
        explanation = key.map { ($0, report) }
        return report
    }

    func linkedCells(_ session: DebugSession, _ cell: MatrixCell) -> [LinkedCells] {
        let key = stamp.map { CellKey(stamp: $0, cell: cell, comparesGradient: false) }
        if let links, links.key == key { return links.cells }
        let cells = session.linkedCells(of: cell.name, row: cell.row, column: cell.column)
        links = key.map { ($0, cells) }
        return cells
    }

    func plotContent(of subject: PlotSubject, _ workbench: WorkbenchState, _ theme: Theme) -> PlotContent {
        guard let stamp, let session = workbench.session else { return PlotContent(subject, of: workbench, theme) }
        let key = PlotKey(
            stamp: stamp, branches: session.branches, lastEpoch: session.epochsToEnd.latest,
            hasTest: workbench.testSamples != nil, sweep: workbench.sweep?.runs.map(\.epochs.latest) ?? [],
            theme: theme)
        if let known = plots[subject], known.key == key { return known.content }
        let content = PlotContent(subject, of: workbench, theme)
        plots[subject] = (key, content)
        return content
    }

    func histogram(
        of expression: Expression, bins: Int, _ workbench: WorkbenchState
    ) -> Result<Histogram, EvaluationError> {
        let key = stamp.map {
            HistogramKey(stamp: $0, expression: expression, bins: bins, variables: workbench.variables)
        }
        if let histogram, histogram.key == key { return histogram.result }
        let result = workbench.histogram(of: expression, bins: bins)
        histogram = key.map { ($0, result) }
        return result
    }

    func outcome(of workbench: WorkbenchState, _ form: OutcomeForm) -> Outcome? {
        func make() -> Outcome? {
            workbench.outcome(
                form.kind, fieldColumns: form.columns, fieldRows: form.rows, sampleLimit: form.sampleLimit,
                isOfLastTest: form.testedEpoch != nil)
        }
        guard let stamp else { return make() }
        let key = OutcomeKey(
            branch: stamp.branch, edits: stamp.edits, network: stamp.network,
            parameters: form.testedEpoch == nil ? stamp.parameters : [], data: workbench.setup.data, form: form)
        if let outcome, outcome.key == key { return outcome.outcome }
        let made = make()
        outcome = (key, made)
        return made
    }
}
