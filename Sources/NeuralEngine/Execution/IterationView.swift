/// What one can look at after an iteration of a run that is not observed: what there is then, without a copy.
///
/// Valid only while it is lent out.
public struct IterationView {
    /// Where a cell lies in an engine's memory. It stays there as long as the engine has the same optimizer.
    public struct Place: Equatable, Sendable {
        let offset: Int
    }

    /// What the iteration left for the curves.
    public let record: IterationRecord
    private let cells: IterationCells

    init(record: IterationRecord, cells: IterationCells) {
        self.record = record
        self.cells = cells
    }

    /// A cell's number.
    public func number(at place: Place) -> Double { cells.number(place) }

    /// Whether every cell is finite that the operations of the iteration wrote, `dX` left out. Reads all of them.
    public var isFinite: Bool { cells.isFinite(record.iteration) }
}

/// The memory behind an `IterationView`, in whatever precision: closures, since calls of a generic type's methods through
/// a protocol would not be compiled for the precision.
final class IterationCells {
    let number: (IterationView.Place) -> Double
    let isFinite: (Int) -> Bool

    init(number: @escaping (IterationView.Place) -> Double, isFinite: @escaping (Int) -> Bool) {
        self.number = number
        self.isFinite = isFinite
    }
}

extension Processor {
    /// What its memory looks like after iterations.
    func iterationCells() -> IterationCells {
        IterationCells(
            number: { [unowned self] in number(at: $0) }, isFinite: { [unowned self] in isFinite(inIteration: $0) })
    }
}
