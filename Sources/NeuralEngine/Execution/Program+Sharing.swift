// Which operations are worth sharing among threads, and the scratch memory that they need. Both follow from the shapes.
extension Program {
    /// The smallest operation that threads share, in multiplications or in cells. Handing work over takes a microsecond or
    /// two; moving data from one core's cache to another's takes longer.
    static let leastProducts = 3_000_000
    private static let leastCells = 65_536
    /// Lower for the batch: all threads read it anyway, and overwriting what other cores have read is slow.
    private static let leastCellsOfBatch = 32_768

    /// Whether threads share an operation of a full batch.
    func isWorthSharing(_ operation: Operation.Kind) -> Bool {
        switch operation {
        case .loadBatch:
            inputs.count + targets.count >= Self.leastCellsOfBatch
        case .linearForward(let layer), .linearBackward(let layer):
            layers[layer - 1].weights.count * layers[layer - 1].preactivation.rows >= Self.leastProducts
        case .activationForward(let layer), .activationBackward(let layer):
            layers[layer - 1].activation.count >= Self.leastCells
        case .update:
            parameters.reduce(0) { $0 + $1.value.count } >= Self.leastCells
        case .lossForward, .lossBackward, .dropoutForward, .dropoutBackward:
            // Sums over the batch, and random numbers, have to be computed in one order.
            false
        }
    }

    /// The most numbers that one thread copies at a time in the products of linear layers.
    func scratchCount<S: VectorScalar>(_: S.Type) -> Int {
        layers.map { layer in
            let (rows, inputs, outputs) = (layer.preactivation.rows, layer.weights.rows, layer.weights.columns)
            func count(_ rows: Int, _ columns: Int, over depth: Int, isTransposed: Bool = false) -> Int {
                BlockedProduct<S>.scratchCount(rows: rows, columns: columns, depth: depth, isTransposed: isTransposed)
            }
            return max(
                count(rows, outputs, over: inputs), count(inputs, outputs, over: rows),
                count(rows, inputs, over: outputs, isTransposed: true))
        }.max() ?? 0
    }
}

extension Region {
    fileprivate var count: Int { rows * columns }
}
