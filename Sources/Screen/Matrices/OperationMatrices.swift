import NeuralEngine

/// The matrices of an operation in the shape of its formulas: a band for each, operands to the left of `=`. Before the
/// first operation there are the parameters, a band for each layer.
struct OperationMatrices: Equatable {
    /// One formula.
    struct Band: Equatable {
        /// The pieces from left to right: operands, signs, `=`, and the result last.
        let parts: [Equation.Part]
        /// What the formula computes.
        let result: MatrixName
    }

    let bands: [Band]
    /// What is computed, in order.
    let results: [MatrixName]

    init(parametersOf network: NetworkSpecification) {
        bands = (1...network.layerCount).map { layer in
            Band(
                parts: [
                    .matrix(.weights(layer), transposed: false, previous: false), .symbol(""),
                    .matrix(.bias(layer), transposed: false, previous: false),
                ],
                result: .weights(layer))
        }
        results = []
    }

    init(_ operation: Operation) {
        bands = operation.equations.map { equation in
            Band(
                parts: equation.parts + [
                    .symbol(" = "), .matrix(equation.result, transposed: false, previous: false),
                ],
                result: equation.result)
        }
        results = operation.writes
    }

    /// Every matrix once, results before operands: the order in which Tab visits them.
    var blocks: [MatrixName] {
        var names = bands.map(\.result)
        for band in bands {
            for case .matrix(let name, _, _) in band.parts where !names.contains(name) { names.append(name) }
        }
        return names
    }
}
