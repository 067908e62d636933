import NeuralEngine

/// The state of a layer: its output on the last batch, its weights, and what the last iteration did to them.
///
/// A figure is nil if it has not been computed yet, or is not kept at present. A figure about a matrix with NaN or infinite
/// cells is NaN, so that they are not overlooked.
public struct LayerReport: Equatable, Sendable {
    /// The distribution of a matrix's cells.
    public struct Histogram: Equatable, Sendable {
        /// How many finite cells are in each of the equal parts of the range.
        public let counts: [Int]
        /// From the smallest finite cell to the largest.
        public let range: ClosedRange<Double>
    }

    /// The layer, from 1.
    public let layer: Int
    /// The layer's operations: `linear1 tanh1`.
    public let label: String
    /// The distribution of the cells of A; nil also if none is finite.
    public let activations: Histogram?
    /// The mean magnitude of the cells of A.
    public let activationMagnitude: Double?
    /// ‖W‖, the root of the sum of squares.
    public let weightsNorm: Double
    /// ‖dW‖.
    public let gradientNorm: Double?
    /// ‖ΔW‖, the norm of the last update; nil before the first, and while a run is under way.
    public let updateNorm: Double?
    /// The share of units that are 0 for every sample of the batch; nil unless the activation is ReLU.
    public let deadShare: Double?
    /// The share of cells of A where the activation's slope is below `Trouble.flatSlope`; nil unless the activation is sigmoid
    /// or tanh.
    public let saturatedShare: Double?

    /// ‖dW‖/‖W‖; nil if all weights are zero.
    public var gradientRatio: Double? { ratio(gradientNorm) }
    /// ‖ΔW‖/‖W‖; nil if all weights are zero.
    public var updateRatio: Double? { ratio(updateNorm) }

    private func ratio(_ norm: Double?) -> Double? { weightsNorm == 0 ? nil : norm.map { $0 / weightsNorm } }
}

extension DebugSession {
    /// A report on every layer, in order. It reads each layer's output, W, dW and previous W, so for large networks a screen
    /// should keep it until the position changes.
    /// - bins: how many parts the histograms have.
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

    /// The cells of a matrix that has been computed completely at least once.
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

    /// The layer's operations by the names that forward and backward share.
    private func label(ofLayer layer: Int) -> String {
        engine.plan.operations.filter { $0.layer == layer && $0.pass == .forward }
            .compactMap { $0.label.split(separator: ".").first }.joined(separator: " ")
    }
}

extension MatrixSummary {
    /// The norm; NaN where a cell is not finite.
    fileprivate var normOfAll: Double { nonFiniteCount > 0 ? .nan : norm }
}
