import NeuralEngine
import StepDebugger
import Workbench

/// What the screen shows of before a change by hand.
extension ScreenModel {
    private struct StaleKey: Equatable {
        let stamp: SessionStamp
    }

    /// The matrices that are stale, worked out once for each place.
    var staleMatrices: StaleMatrices? {
        guard let session = workbench.session else { return nil }
        return memo.remembered(by: .matrices, StaleKey.init) { session.staleMatrices }
    }

    /// A mark behind a figure that comes from a matrix: nothing, or ` ~ stale`.
    func staleMark(of name: MatrixName) -> String {
        staleMatrices?.causes(of: name).isEmpty == false ? " \(StaleMatrices.mark)" : ""
    }

    /// The same behind an accuracy, of which no penalty is part.
    var staleMarkOfAccuracy: String {
        staleMatrices?.causes(of: .loss).contains { $0 != .penalty } == true ? " \(StaleMatrices.mark)" : ""
    }
}
