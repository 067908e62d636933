/// A correct formula, and the formula that an operation with a fault has instead.
public struct FaultedFormula: Equatable, Sendable {
    /// The correct formula: `dA1 = dZ2·W2ᵀ`.
    public let right: String
    /// The faulty formula: `dA1 = dZ2·W2`.
    public let wrong: String
    /// An operand that is reshaped instead of transposed, so that its numbers are read in memory order; nil if there is none.
    public let reshaped: Reshaped?

    /// A reshaped matrix.
    public struct Reshaped: Equatable, Sendable {
        /// The matrix.
        public let name: MatrixName
        /// Its new shape.
        public let shape: MatrixShape
    }

    private init(_ right: Equation, _ wrong: Formula, reshaped: Reshaped? = nil) {
        self.init(right.text, Equation(right.result, wrong).text, reshaped: reshaped)
    }

    private init(_ right: String, _ wrong: String, reshaped: Reshaped? = nil) {
        self.right = right
        self.wrong = wrong
        self.reshaped = reshaped
    }

    /// The formulas that a fault touches.
    static func formulas(of fault: Fault, in engine: Engine) -> [FaultedFormula] {
        let (network, plan) = (engine.network, engine.plan)
        guard let operation = plan.operations.first(where: { $0.label == fault.operation }) else { return [] }
        guard operation.pass != .update else { return [update(fault.kind, engine.optimizer)] }
        let equations = operation.equations
        guard let layer = operation.layer else {
            return [loss(fault.kind, equations[0], network)]
        }
        switch fault.kind {
        case .sign:
            return equations.map { FaultedFormula($0, "−(\(Formula($0)))") }
        case .wrongDerivative:
            let other = network.activations[layer - 1].mistakenDerivative
            return [FaultedFormula(equations[0], Formula(other.backwardEquation(layer: layer)))]
        case .preActivation where equations.count == 1:
            let taken = network.activations[layer - 1].backwardEquation(layer: layer, valued: .preactivation(layer))
            return [FaultedFormula(equations[0], Formula(taken))]
        default:
            return linear(fault.kind, layer: layer, equations, network, plan)
        }
    }

    /// dW, db and dX of a layer, in this order.
    private static func linear(
        _ kind: Fault.Kind, layer: Int, _ equations: [Equation], _ network: NetworkSpecification, _ plan: Plan
    ) -> [FaultedFormula] {
        let names = network.names(ofLayer: layer)
        let dZ = names.preactivation.gradient
        func penalized(_ formula: Formula) -> Formula {
            let dW = Equation(names.weights.gradient, formula)
            return Formula(network.regularization.penalized(dW, by: names.weights))
        }
        func shape(_ name: MatrixName) -> MatrixShape { plan.shape(of: name) ?? MatrixShape(rows: 0, columns: 0) }
        func reshaped(_ name: MatrixName) -> Reshaped? {
            let shape = shape(name)
            guard shape.rows != shape.columns else { return nil }
            return Reshaped(name: name, shape: MatrixShape(rows: shape.columns, columns: shape.rows))
        }
        switch kind {
        case .transpose:
            let places = FaultPlaces(network: network, plan: plan)
            guard places.transposedOperand(ofLayer: layer) == .weights else {
                return [
                    FaultedFormula(
                        equations[0], penalized("\(names.input)·\(dZ)"), reshaped: reshaped(names.input))
                ]
            }
            return [
                FaultedFormula(equations[2], "\(dZ)·\(names.weights)", reshaped: reshaped(names.weights))
            ]
        case .doubleAverage:
            return [
                FaultedFormula(equations[0], penalized("(\(transposed: names.input)·\(dZ))/N")),
                FaultedFormula(equations[1], "(\(Formula(equations[1])))/N"),
            ]
        case .preActivation:
            return [FaultedFormula(equations[0], penalized("\(transposed: .preactivation(layer - 1))·\(dZ)"))]
        case .staleGradient:
            return equations.prefix(2).map { equation in
                FaultedFormula(equation.text, "\(equation.result) ← \(equation.result) + \(equation.rightHandSide)")
            }
        case .sign, .noAverage, .wrongDerivative, .earlyUpdate:
            return []
        }
    }

    private static func loss(
        _ kind: Fault.Kind, _ equation: Equation, _ network: NetworkSpecification
    ) -> FaultedFormula {
        guard kind == .noAverage else { return FaultedFormula(equation, "−(\(Formula(equation)))") }
        let sum = LossFunction(loss: network.loss, reduction: .sum)
        let output = network.canonical(.activation(network.layerCount))
        return FaultedFormula(
            equation, Formula(sum.backwardEquation(output: output, columns: network.outputCount)))
    }

    private static func update(_ kind: Fault.Kind, _ optimizer: OptimizerSettings) -> FaultedFormula {
        let right = optimizer.updateSummary
        guard kind == .sign else {
            return FaultedFormula(right, "\(right), with the gradients of the iteration before")
        }
        return FaultedFormula(
            right, right.split(separator: "− lr", omittingEmptySubsequences: false).joined(separator: "+ lr"))
    }
}
