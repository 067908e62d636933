@testable import NeuralEngine

/// A matrix in memory as an arena has it: with room behind its cells, and a guard behind that.
///
/// The memory is never freed: a view does not keep its matrix alive, and a test needs little.
final class PaddedMatrix<S: VectorScalar> {
    let view: MatrixView<S>
    private let memory: UnsafeMutablePointer<S>
    private let room: Int
    private static var guardCount: Int { 32 }
    private static var guardValue: S { 12_345.5 }

    /// - roomFilledWith: what lies behind the cells, which must not matter.
    init(_ matrix: Matrix<S>, roomFilledWith filling: S = .nan) {
        room = Region.room(rows: matrix.rows, columns: matrix.columns)
        memory = .allocate(capacity: room + Self.guardCount)
        memory.initialize(repeating: filling, count: room)
        (memory + room).initialize(repeating: Self.guardValue, count: Self.guardCount)
        memory.update(from: matrix.elements, count: matrix.elements.count)
        view = MatrixView(cells: memory, rows: matrix.rows, columns: matrix.columns)
    }

    convenience init(rows: Int, columns: Int, repeating value: S = .nan) {
        self.init(Matrix(rows: rows, columns: columns, repeating: value))
    }

    var matrix: Matrix<S> {
        Matrix(
            rows: view.rows, columns: view.columns,
            elements: Array(UnsafeBufferPointer(start: memory, count: view.count)))
    }

    /// Whether nothing was written behind the room.
    var isGuardIntact: Bool { (room..<room + Self.guardCount).allSatisfy { memory[$0] == Self.guardValue } }
}

extension Matrix where Element: VectorScalar {
    /// Random numbers around zero.
    static func random(_ rows: Int, _ columns: Int, _ random: inout SplitMix64) -> Matrix {
        Matrix(
            rows: rows, columns: columns, elements: (0..<rows * columns).map { _ in Element(2 * random.uniform() - 1) })
    }

    /// Whether every cell has the same bits.
    func hasSameBits(as other: Matrix) -> Bool {
        shape == other.shape && zip(elements, other.elements).allSatisfy { $0.hasSameBits(as: $1) }
    }
}

/// Does a share of some work with scratch of its own.
func withWorker<S: VectorScalar>(_ type: S.Type, _ share: Share = .whole, _ body: (Worker<S>) -> Void) {
    // The most that any product copies.
    let count = BlockedProduct<S>.largestBlockDepth * (BlockedProduct<S>.rowsOfBlock + BlockedProduct<S>.columnsOfBlock)
    ScratchPool.shared.withScratch(byteCount: (count + 64) * MemoryLayout<S>.stride) { scratch in
        body(Worker(share: share, scratch: scratch.assumingMemoryBound(to: S.self)))
    }
}
