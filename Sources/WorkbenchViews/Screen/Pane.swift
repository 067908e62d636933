/// A part of the screen with a box of its own.
enum Pane: CaseIterable {
    /// The operations of an iteration.
    case operations
    /// The operands and results of an operation, or the matrices in the viewer.
    case matrices
    /// A derivation, line by line; in the matrices' place.
    case derivation
    /// How the cell under the cursor came about.
    case explanation
    /// The loss, iteration by iteration, or what else `plot` brought there.
    case curve
    /// The accuracy, iteration by iteration.
    case accuracy
    /// What each layer does, in figures.
    case layers
    /// What the network makes of the data: a boundary, a table of confusions, predictions.
    case outcome
    /// The runs of a sweep.
    case runs
    /// The samples about which the network is wrong.
    case samples
    /// What the lesson said last.
    case narration
    /// What commands said.
    case log
}
