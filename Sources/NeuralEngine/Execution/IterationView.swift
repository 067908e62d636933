/// Read access to an engine's memory right after an unobserved iteration, without a copy.
///
/// Valid only inside the closure that receives it.
public struct IterationView {
    /// Where a cell is in an engine's memory. Valid as long as the engine has the same optimizer.
    public struct Place: Equatable, Sendable {
        let offset: Int
    }

    /// The iteration's loss and accuracy.
    public let record: IterationRecord
    private let cells: IterationCells

    init(record: IterationRecord, cells: IterationCells) {
        self.record = record
        self.cells = cells
    }

    /// A cell's number.
    public func number(at place: Place) -> Double { cells.number(place) }

    /// Whether every cell that the iteration's operations wrote is finite, not counting `dX`. Reads all of them.
    public var isFinite: Bool { cells.isFinite(record.iteration) }
}

/// The memory behind an `IterationView`, in either precision. It holds closures, since a generic type's methods called
/// through a protocol would not be specialised for the precision.
final class IterationCells {
    let number: (IterationView.Place) -> Double
    let isFinite: (Int) -> Bool

    init(number: @escaping (IterationView.Place) -> Double, isFinite: @escaping (Int) -> Bool) {
        self.number = number
        self.isFinite = isFinite
    }
}

extension Processor {
    /// Read access to its memory between iterations.
    func iterationCells() -> IterationCells {
        IterationCells(
            number: { [unowned self] in number(at: $0) }, isFinite: { [unowned self] in isFinite(inIteration: $0) })
    }
}
