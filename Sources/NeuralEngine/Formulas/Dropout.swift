/// Dropout after a hidden layer: D = A ⊙ M, where each cell of the mask M is 0 with probability p, and otherwise 1/(1 − p),
/// so that D has the mean of A. It is used in training, but not in evaluation.
///
/// A mask depends only on the network's seed, the layer and the iteration, so any mask can be drawn again and none has to
/// be kept. Source: Srivastava et al. 2014; scaled in training like PyTorch's `nn.Dropout`.
struct Dropout: Equatable, Sendable {
    static let label = "dropout"

    let probability: Double
    /// The seed of this layer's masks, which also depend on the iteration.
    let seed: UInt64

    /// M at random, D = A ⊙ M
    /// - a, m, d: (N × outputs of the layer)
    func forward<S: VectorScalar>(_ a: MatrixView<S>, iteration: Int, mask m: MatrixView<S>, into d: MatrixView<S>) {
        let generator = SplitMix64(seed: seed, stream: UInt64(iteration))
        m.setToMask(zeroWithProbability: probability, kept: S(1 / (1 - probability)), generator)
        d.setEach(from: a, m, .whole) { a, m in a * m }
    }

    static func forwardEquations(_ a: MatrixName, layer: Int, probability: Double) -> [Equation] {
        let m = MatrixName.mask(layer)
        return [
            Equation(m, "at random 0, with p = \(probability.description), or 1/(1 − p)"),
            Equation(.dropped(layer), "\(a) ⊙ \(m)"),
        ]
    }

    /// dA = dD ⊙ M
    /// - dD, m, dA: (N × outputs of the layer)
    static func backward<S: VectorScalar>(_ dD: MatrixView<S>, mask m: MatrixView<S>, into dA: MatrixView<S>) {
        dA.setEach(from: dD, m, .whole) { g, m in g * m }
    }

    static func backwardEquation(_ a: MatrixName, layer: Int) -> Equation {
        Equation(a.gradient, "\(MatrixName.dropped(layer).gradient) ⊙ \(MatrixName.mask(layer))")
    }
}

extension Dropout {
    /// M[n,j] = 0 where p > u, else 1/(1 − p), with u the cell's random number.
    static func maskCell(
        layer: Int, _ n: CellIndex, _ j: CellIndex, columns: Int, _ read: OperandReader
    ) -> CellDerivation {
        let network = read.network
        var generator = SplitMix64(seed: network.dropoutSeed(ofLayer: layer), stream: UInt64(read.iteration))
        generator.skip(n.number * columns + j.number)
        let drawn = generator.uniform()
        let p = CellExpression.symbol("p", network.dropout(afterLayer: layer))
        return CellDerivation(
            .above(.symbol("u", drawn), p, 0, elsewhere: 1 / (1 - p)),
            remarks: [.randomNumber(drawn, iteration: read.iteration)])
    }

    /// D[n,j] = A[n,j]·M[n,j]
    static func forwardCell(layer: Int, _ n: CellIndex, _ j: CellIndex, _ read: OperandReader) -> CellExpression {
        read(.activation(layer))[n, j] * read.written(.mask(layer))[n, j]
    }

    /// dA[n,j] = dD[n,j]·M[n,j]
    static func backwardCell(layer: Int, _ n: CellIndex, _ j: CellIndex, _ read: OperandReader) -> CellExpression {
        read(.dropped(layer).gradient)[n, j] * read(.mask(layer))[n, j]
    }
}

extension NetworkSpecification {
    /// The probability with which outputs of a layer, counted from 1, are dropped; 0 for the last layer.
    public func dropout(afterLayer layer: Int) -> Double {
        dropout.indices.contains(layer - 1) ? dropout[layer - 1] : 0
    }

    /// Whether any layer has dropout.
    public var hasDropout: Bool { dropout.contains { $0 > 0 } }

    /// The network without dropout, as it is evaluated.
    var withoutDropout: NetworkSpecification {
        var network = self
        network.dropout = dropout.map { _ in 0 }
        return network
    }

    /// The seed of a layer's masks, from a random stream separate from those of the weights.
    func dropoutSeed(ofLayer layer: Int) -> UInt64 {
        var generator = SplitMix64(seed: seed, stream: 1 << 32 | UInt64(layer))
        return generator.next()
    }

    /// The dropout after a layer, counted from 1; nil if there is none.
    func dropoutFunction(afterLayer layer: Int) -> Dropout? {
        let probability = dropout(afterLayer: layer)
        return probability > 0 ? Dropout(probability: probability, seed: dropoutSeed(ofLayer: layer)) : nil
    }
}
