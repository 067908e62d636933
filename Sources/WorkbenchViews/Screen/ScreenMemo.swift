import NeuralEngine
import StepDebugger
import Workbench

/// What a screen worked out for the last frame and need not work out again while nothing of it has changed. Frames drawn
/// with it and without it are the same.
public final class ScreenMemo {
    private var layers: (key: LayerKey, reports: [LayerReport])?
    private var outcome: (key: OutcomeKey, outcome: Outcome?)?

    /// A memo of nothing.
    public init() {}

    /// What the figures about layers depend on: where the session is, how it came there, and on what data.
    private struct LayerKey: Equatable {
        let branch: String
        let position: Position
        let edits: [RecordedEdit]
        let network: NetworkSpecification
        let parameters: [MatrixSummary]
        let training: Samples?
        let batch: BatchSettings
        /// Whether there is what an update changed: while a run goes on, there is not.
        let hasFormerWeights: Bool
    }

    func layerReports(of session: DebugSession, bins: Int) -> [LayerReport] {
        let key = LayerKey(
            branch: session.branchName, position: session.position, edits: session.allEdits,
            network: session.engine.network, parameters: session.parameterSummaries,
            training: session.engine.training, batch: session.engine.batch,
            hasFormerWeights: MatrixLook(session, .weights(1), isPrevious: true) != nil)
        if let layers, layers.key == key { return layers.reports }
        let reports = session.layerReports(bins: bins)
        layers = (key, reports)
        return reports
    }

    /// What an outcome depends on: the parameters, by what they amount to and by what was edited, the samples and the
    /// form.
    struct OutcomeKey: Equatable {
        let network: NetworkSpecification
        let parameters: [MatrixSummary]
        let branch: String
        let edits: [RecordedEdit]
        let data: LoadedData?
        let columns: Int
        let rows: Int
        let sampleLimit: Int
    }

    func outcome(_ key: OutcomeKey, _ make: () -> Outcome?) -> Outcome? {
        if let outcome, outcome.key == key { return outcome.outcome }
        let made = make()
        outcome = (key, made)
        return made
    }
}

extension DebugSession {
    /// What each weight matrix and bias amounts to: two sets of parameters of which all of that is the same are the same
    /// for a screen.
    var parameterSummaries: [MatrixSummary] {
        (1...engine.network.layerCount).flatMap { [MatrixName.weights($0), .bias($0)] }
            .compactMap { MatrixLook(self, $0)?.summary }
    }
}
