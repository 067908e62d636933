/// An operation of a program, bound to the memory of its matrices for a given number of batch rows.
///
/// Binding is done once per run: in a small network, looking the matrices up would take longer than computing them.
/// Only the matrices that the operation uses are set; their names are those of the slides.
struct BoundOperation<S: VectorScalar> {
    typealias View = MatrixView<S>

    /// What it does; nil if the planted fault makes it do something else. If the fault only swaps an operand, the kind stays.
    private(set) var kind: Operation.Kind?
    /// What a layer computes: its input, Z = X·W + b, A = f(Z).
    private(set) var x = View.none, w = View.none, b = View.none, z = View.none, a = View.none
    private(set) var function = Activation.identity
    /// The gradients of the loss with respect to them.
    private(set) var dX = View.none, dW = View.none, db = View.none, dZ = View.none, dA = View.none
    /// The targets, the probabilities and the loss.
    private(set) var y = View.none, p = View.none, loss = View.none
    /// Dropout, its mask, D = A ⊙ M and dD.
    private(set) var dropout: Dropout?
    private(set) var m = View.none, d = View.none, dD = View.none

    /// - index: the operation's place in the plan.
    init(_ index: Int, of program: Program, in workspace: Workspace<S>, batchRows: Int) {
        func view(_ region: Region) -> View { workspace.view(region, batchRows: batchRows) }
        let kind = program.operations[index]
        self.kind = kind
        if let layer = program.layer(of: kind) {
            (function, dropout) = (layer.function, layer.dropout)
            (x, w, b) = (view(layer.input), view(layer.weights), view(layer.bias))
            (z, a, m, d) = (view(layer.preactivation), view(layer.activation), view(layer.mask), view(layer.dropped))
            (dX, dW, db) = (view(layer.inputGradient), view(layer.weightsGradient), view(layer.biasGradient))
            (dZ, dA) = (view(layer.preactivationGradient), view(layer.activationGradient))
            dD = view(layer.droppedGradient)
        }
        switch kind {
        case .loadBatch:
            (x, y) = (view(program.inputs), view(program.targets))
        case .lossForward, .lossBackward:
            let layer = program.layers[program.layers.count - 1]
            (a, dA) = (view(layer.activation), view(layer.activationGradient))
            (y, p, loss) = (view(program.targets), view(program.probabilities), view(program.loss))
        case .linearForward, .activationForward, .dropoutForward, .dropoutBackward, .activationBackward,
            .linearBackward, .update:
            break
        }
        guard let fault = program.fault, fault.operation == index else { return }
        switch (fault.kind, kind) {
        case (.wrongDerivative, _): function = function.mistakenDerivative
        case (.preActivation, .linearBackward(let layer)): x = view(program.layers[layer - 2].preactivation)
        case (.preActivation, _): a = z
        default: self.kind = nil
        }
    }
}

/// A parameter with its gradient and its optimizer moments.
struct BoundParameter<S: VectorScalar> {
    let value: MatrixView<S>
    let gradient: MatrixView<S>
    let moments: ParameterMoments<S>

    init(_ parameter: Program.Parameter, in workspace: Workspace<S>) {
        func view(_ region: Region) -> MatrixView<S> { workspace.view(region, batchRows: 0) }
        value = view(parameter.value)
        gradient = view(parameter.gradient)
        moments = ParameterMoments(
            momentum: view(parameter.momentum), firstMoment: view(parameter.firstMoment),
            secondMoment: view(parameter.secondMoment))
    }
}
