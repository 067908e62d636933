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

    private struct LayerKey: Equatable {
        let branch: String
        let position: Position
        let editCount: Int
        let network: NetworkSpecification
        let parameters: [MatrixSummary]
    }

    func layerReports(of session: DebugSession, bins: Int) -> [LayerReport] {
        let key = LayerKey(
            branch: session.branchName, position: session.position, editCount: session.edits.count,
            network: session.engine.network, parameters: session.parameterSummaries)
        if let layers, layers.key == key { return layers.reports }
        let reports = session.layerReports(bins: bins)
        layers = (key, reports)
        return reports
    }

    /// What an outcome depends on: the parameters, by what they amount to, the samples and the form.
    struct OutcomeKey: Equatable {
        let network: NetworkSpecification
        let parameters: [MatrixSummary]
        let training: Samples?
        let test: Samples?
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
