import NeuralEngine

/// How a layer is doing: its output on the last batch, its weights, and what the last iteration did to them.
///
/// Everything is nil that has not been computed yet, or is not kept at the moment. A figure about a matrix that has a NaN or
/// infinite cell is NaN, so that it is not overlooked.
public struct LayerReport: Equatable, Sendable {
    /// How the cells of a matrix are spread.
    public struct Histogram: Equatable, Sendable {
        /// How many finite cells lie in each of the equal parts of the range.
        public let counts: [Int]
        /// From the smallest finite cell to the largest.
        public let range: ClosedRange<Double>
    }

    /// The layer, from 1.
    public let layer: Int
    /// The operations it consists of: `linear1 tanh1`.
    public let label: String
    /// How the cells of A are spread; nil also where none is finite.
    public let activations: Histogram?
    /// The mean magnitude of the cells of A.
    public let activationMagnitude: Double?
    /// ‖W‖, the root of the sum of squares.
    public let weightsNorm: Double
    /// ‖dW‖.
    public let gradientNorm: Double?
    /// ‖ΔW‖, by how much W differs from what it was before the last update; nil before the first, and while a run goes on.
    public let updateNorm: Double?
    /// The share of units that are 0 for every sample of the batch; nil for activations other than ReLU.
    public let deadShare: Double?
    /// The share of cells of A where the activation's slope is below `Trouble.flatSlope`; nil for activations other than
    /// sigmoid and tanh.
    public let saturatedShare: Double?

    /// ‖dW‖/‖W‖; nil beside weights that are all zero.
    public var gradientRatio: Double? { ratio(gradientNorm) }
    /// ‖ΔW‖/‖W‖; nil beside weights that are all zero.
    public var updateRatio: Double? { ratio(updateNorm) }

    private func ratio(_ norm: Double?) -> Double? { weightsNorm == 0 ? nil : norm.map { $0 / weightsNorm } }
}

extension DebugSession {
    /// A report on every layer, in their order. Reads each layer's output, W, dW and the W before: for a screen that shows
    /// large networks, something to keep until the position changes.
    /// - bins: into how many parts the range of the activations is cut.
    public func layerReports(bins: Int) -> [LayerReport] {
        (1...engine.network.layerCount).map { layerReport($0, bins: bins) }
    }

    private func layerReport(_ layer: Int, bins: Int) -> LayerReport {
        let (weights, activation) = (MatrixName.weights(layer), MatrixName.activation(layer))
        let outputs = computedCells(of: activation)
        let summary = outputs?.summary
        let kind = engine.network.activations[layer - 1]
        let current = cells(of: weights)!
        let before = engine.iteration(ofLastWriteTo: weights) == nil ? nil : previousCells(of: weights)
        return LayerReport(
            layer: layer, label: label(ofLayer: layer),
            activations: outputs.flatMap { histogram(of: $0, summary!, bins: bins) },
            activationMagnitude: summary.map { $0.nonFiniteCount > 0 ? .nan : $0.meanMagnitude },
            weightsNorm: current.summary.normOfAll,
            gradientNorm: computedCells(of: weights.gradient)?.summary.normOfAll,
            updateNorm: before.map { current.distance(to: $0) },
            deadShare: kind == .relu ? outputs.map { share($0.zeroColumnCount, of: $0.columns) } : nil,
            saturatedShare: outputs.flatMap { outputs in
                outputs.flatCellCount(after: kind, slope: Trouble.flatSlope).map { share($0, of: outputs.shape.count) }
            })
    }

    /// The cells of a matrix that an operation has computed all of, at some time.
    private func computedCells(of name: MatrixName) -> MatrixCells? {
        guard engine.iteration(ofLastWriteTo: name) != nil, let cells = cells(of: name), cells.rows > 0 else {
            return nil
        }
        return cells
    }

    private func histogram(of cells: MatrixCells, _ summary: MatrixSummary, bins: Int) -> LayerReport.Histogram? {
        guard summary.finiteCount > 0 else { return nil }
        let range = summary.minimum...summary.maximum
        return LayerReport.Histogram(counts: cells.histogram(bins: bins, over: range), range: range)
    }

    private func share(_ count: Int, of all: Int) -> Double { Double(count) / Double(all) }

    /// The layer's operations on the way forward, by the names they share with their counterparts on the way back.
    private func label(ofLayer layer: Int) -> String {
        engine.plan.operations.filter { $0.layer == layer && $0.pass == .forward }
            .compactMap { $0.label.split(separator: ".").first }.joined(separator: " ")
    }
}

extension MatrixSummary {
    /// The norm; NaN where a cell is not finite.
    fileprivate var normOfAll: Double { nonFiniteCount > 0 ? .nan : norm }
}
