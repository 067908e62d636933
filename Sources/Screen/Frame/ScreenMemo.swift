import NeuralEngine
import StepDebugger
import Workbench

/// Results that panes keep from one frame to the next, for as long as what they depend on stays the same. A frame looks the
/// same with and without it.
public final class ScreenMemo {
    private var stamp: SessionStamp?
    private var entries: [Slot: Any] = [:]

    /// An empty memo.
    public init() {}

    /// A pane keeps one result for each type of key.
    private struct Slot: Hashable {
        let pane: Pane
        let type: ObjectIdentifier
    }

    private struct Entry<Key: Equatable, Value> {
        let key: Key
        let value: Value
    }

    /// Starts a frame of a session.
    func begin(_ session: DebugSession?) {
        stamp = session.map(SessionStamp.init)
    }

    /// The result that a pane kept under an equal key, or else a new one.
    ///
    /// - Parameters:
    ///   - key: everything the result depends on, given where the session stands.
    ///   - make: computes the result.
    func remembered<Key: Equatable, Value>(
        by pane: Pane, _ key: (SessionStamp) -> Key, make: () -> Value
    ) -> Value {
        guard let key = stamp.map(key) else { return make() }
        let slot = Slot(pane: pane, type: ObjectIdentifier(Key.self))
        if let entry = entries[slot] as? Entry<Key, Value>, entry.key == key { return entry.value }
        let value = make()
        entries[slot] = Entry(key: key, value: value)
        return value
    }

    /// An object that a pane keeps from frame to frame, whatever changes.
    func kept<Value>(by pane: Pane, _ make: () -> Value) -> Value {
        let slot = Slot(pane: pane, type: ObjectIdentifier(Value.self))
        if let value = entries[slot] as? Value { return value }
        let value = make()
        entries[slot] = value
        return value
    }
}

/// The position of a session and a summary of its parameters. Two sessions with equal stamps show the same screen.
struct SessionStamp: Equatable {
    let branch: String
    let position: Position
    let edits: [RecordedEdit]
    let network: NetworkSpecification
    let optimizer: OptimizerSettings
    let parameters: [MatrixSummary]
    let training: Samples?
    let batch: BatchSettings
    /// Whether the weights before the update are known, which they are not during a run.
    let hasFormerWeights: Bool

    init(_ session: DebugSession) {
        branch = session.branchName
        position = session.position
        edits = session.allEdits
        network = session.engine.network
        optimizer = session.engine.optimizer
        training = session.engine.training
        batch = session.engine.batch
        hasFormerWeights = SessionMatrix(session, .weights(1), isPrevious: true) != nil
        parameters = (1...network.layerCount).flatMap { [MatrixName.weights($0), .bias($0)] }
            .compactMap { SessionMatrix(session, $0)?.summary }
    }
}
