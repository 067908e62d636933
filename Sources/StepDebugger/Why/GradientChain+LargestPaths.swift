import NeuralEngine

// The largest paths, found without visiting all of them.
extension GradientChain {
    /// A path in one sample: the column that it takes in each node.
    struct Path: Equatable, Sendable {
        /// The sample, by its row in the batch.
        var row: Int
        /// The node that it starts at: 0, or a node that was changed by hand.
        var firstNode: Int
        /// The column of each node from there on.
        var columns: [Int]
        /// The product of all its factors.
        var product: Double
    }

    /// The largest paths of some samples by the magnitude of their product, the largest first, without those that are zero.
    ///
    /// This is a best-first search from the loss. The transfer has the largest product of all ways on from each cell, so the
    /// bound for a partial path is exact: the first path found is the largest, and partial paths with small bounds are never
    /// followed.
    func largestPaths(_ count: Int, rows: [Int]) -> [Path] {
        var search = PathSearch(chain: self, rows: rows)
        var paths: [Path] = []
        while paths.count < count, let path = search.next() { paths.append(path) }
        // Bounds and products are rounded differently.
        return paths.largestFirst(by: \.product)
    }
}

/// Partial paths, of which the most promising is followed next.
private struct PathSearch {
    /// A path from its start to a node.
    private struct Beginning {
        var row: Int
        var node: Int
        var column: Int
        /// The product of the factors so far.
        var product: Double
        /// The largest product that it can lead to.
        var bound: Double
        /// The partial path that it continues, by its place in `followed`.
        var parent: Int?
    }

    private let chain: GradientChain
    /// For each row, the largest products on from each cell.
    private var largest: [Int: [[Double]]] = [:]
    private var followed: [Beginning] = []
    private var heap: [Beginning] = []

    init(chain: GradientChain, rows: [Int]) {
        self.chain = chain
        for n in rows {
            let largest = chain.transfer(row: n).largest
            self.largest[n] = largest
            for (node, source) in chain.sources.enumerated() {
                guard let source else { continue }
                for column in 0..<source.columns {
                    push(row: n, node: node, column, source[n, column], parent: nil, among: largest)
                }
            }
        }
    }

    /// The next largest path; nil if there are no more.
    mutating func next() -> GradientChain.Path? {
        while let best = pop() {
            guard best.node < chain.names.count - 1 else { return path(of: best) }
            followed.append(best)
            let parent = followed.count - 1
            let step = chain.steps[best.node]
            let largest = largest[best.row]!
            switch step {
            case .linear:
                for column in largest[best.node + 1].indices where largest[best.node + 1][column] != 0 {
                    let factor = chain.factor(of: step, row: best.row, from: best.column, to: column)
                    push(
                        row: best.row, node: best.node + 1, column, best.product * factor, parent: parent,
                        among: largest)
                }
            case .activation, .dropout:
                let factor = chain.factor(of: step, row: best.row, from: best.column, to: best.column)
                push(
                    row: best.row, node: best.node + 1, best.column, best.product * factor, parent: parent,
                    among: largest)
            }
        }
        return nil
    }

    private func path(of last: Beginning) -> GradientChain.Path {
        var columns = [last.column]
        var first = last
        while let parent = first.parent {
            first = followed[parent]
            columns.append(first.column)
        }
        return GradientChain.Path(
            row: last.row, firstNode: first.node, columns: columns.reversed(),
            product: last.product * chain.endFactor(row: last.row))
    }

    // MARK: The heap

    private mutating func push(
        row: Int, node: Int, _ column: Int, _ product: Double, parent: Int?, among largest: [[Double]]
    ) {
        let bound = abs(product) * largest[node][column]
        // Zero and NaN lead nowhere.
        guard bound > 0 else { return }
        heap.append(
            Beginning(row: row, node: node, column: column, product: product, bound: bound, parent: parent))
        var child = heap.count - 1
        while child > 0, Self.isBefore(heap[child], heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func pop() -> Beginning? {
        guard let best = heap.first else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return best }
        heap[0] = last
        var parent = 0
        while true {
            var first = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && Self.isBefore(heap[child], heap[first]) { first = child }
            guard first != parent else { return best }
            heap.swapAt(parent, first)
            parent = first
        }
    }

    /// Between equal bounds, the longer path comes first, so that paths are finished before others are begun; then the order is
    /// that of the cells.
    private static func isBefore(_ a: Beginning, _ b: Beginning) -> Bool {
        if a.bound != b.bound { return a.bound > b.bound }
        return (-a.node, a.row, a.column) < (-b.node, b.row, b.column)
    }
}
