import NeuralEngine

/// What a session remembers of its past: the engine at the start of the run, and the changes made since that are not
/// operations. Any position follows from these by running forward.
struct Timeline: Equatable, Sendable {
    /// The engine before its first operation, with the changes made there.
    private(set) var start: Engine
    /// The changes made later, in the order of their positions.
    private(set) var edits: [RecordedEdit] = []

    init(start: Engine) {
        self.start = start
    }

    /// Takes a change in; `engine` is what it has led to.
    mutating func record(_ edit: SessionEdit, at position: Position, leadingTo engine: Engine) {
        if position == .start {
            start = engine
        } else {
            edits.append(RecordedEdit(position: position, edit: edit))
        }
    }

    /// Forgets what was done after the start.
    mutating func rewind() {
        edits = []
    }
}
