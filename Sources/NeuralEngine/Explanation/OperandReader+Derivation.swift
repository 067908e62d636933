// Finds the formula of a cell by what its operation does.
extension OperandReader {
    /// The right-hand side for a cell that the operation writes, or for a cell of `dP` or `dY`, which no operation writes; nil
    /// for the data of a batch.
    /// - name: the canonical name of the matrix.
    func derivation(of name: MatrixName, _ row: Int, _ column: Int) -> CellDerivation? {
        let (i, j) = indices(of: name, row, column)
        let output = network.output
        if name.isComputedOnDemand {
            return network.lossFunction.derivedGradientCell(name, output: output, i, j, self)
        }
        switch source.operation {
        case .loadBatch:
            return nil
        case .linearForward(let layer):
            return CellDerivation(Linear.forwardCell(network.names(ofLayer: layer), i, j, self))
        case .activationForward(let layer):
            let z = self(.preactivation(layer))[i, j]
            return CellDerivation(network.activations[layer - 1].forwardCell(z))
        case .dropoutForward(let layer) where name == .mask(layer):
            return Dropout.maskCell(layer: layer, i, j, columns: network.layerSizes[layer], self)
        case .dropoutForward(let layer):
            return CellDerivation(Dropout.forwardCell(layer: layer, i, j, self))
        case .lossForward where name == .probabilities:
            return network.lossFunction.probabilityCell(output: output, i, j, self)
        case .lossForward:
            var derivation = network.lossFunction.forwardCell(output: output, self)
            if network.regularization.isActive {
                derivation.expression = network.regularization.penalized(
                    derivation.expression, by: (1...network.layerCount).map { self(.weights($0)) })
            }
            return derivation
        case .lossBackward:
            return CellDerivation(network.lossFunction.backwardCell(output: output, i, j, self))
        case .dropoutBackward(let layer):
            return CellDerivation(Dropout.backwardCell(layer: layer, i, j, self))
        case .activationBackward(let layer):
            let (z, a) = (self(.preactivation(layer))[i, j], self(.activation(layer))[i, j])
            let dA = self(.activation(layer).gradient)[i, j]
            return CellDerivation(network.activations[layer - 1].backwardCell(dA, z: z, a: a))
        case .linearBackward(let layer):
            return CellDerivation(linearBackwardCell(of: name, layer: layer, i, j))
        case .update:
            return source.optimizer.updateCell(of: name, i, j, self)
        }
    }

    /// A cell of dW, db or dX.
    private func linearBackwardCell(
        of name: MatrixName, layer: Int, _ i: CellIndex, _ j: CellIndex
    ) -> CellExpression {
        let names = network.names(ofLayer: layer)
        switch name {
        case names.weights.gradient:
            let gradient = Linear.weightsGradientCell(names, i, j, self)
            return network.regularization.penalized(gradient, by: self(names.weights)[i, j])
        case names.bias.gradient: return Linear.biasGradientCell(names, j, self)
        default: return Linear.inputGradientCell(names, i, j, self)
        }
    }

    /// The letters of a result's own indices: n for samples, i for the inputs of a layer, j for its outputs.
    func indices(of name: MatrixName, _ row: Int, _ column: Int) -> (CellIndex, CellIndex) {
        switch name.subject {
        case .loss: return (CellIndex("0", row), CellIndex("0", column))
        case .bias: return (CellIndex("0", row), CellIndex("j", column))
        case .weights: return (CellIndex("i", row), CellIndex("j", column))
        case .inputs: return (CellIndex("n", row), CellIndex("i", column))
        default:
            var goesIntoLayer = false
            if case .linearBackward = source.operation { goesIntoLayer = true }
            return (CellIndex("n", row), CellIndex(goesIntoLayer ? "i" : "j", column))
        }
    }
}
