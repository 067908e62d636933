/// The part of an iteration that an operation belongs to.
public enum Pass: Sendable {
    /// Taking the batch's rows from the data.
    case load
    /// From the inputs to the loss.
    case forward
    /// From the loss to every gradient, by the chain rule.
    case backward
    /// The optimizer's step.
    case update
}

/// One step of an iteration, the smallest unit that runs as a whole: `linear1.forward`, `loss.backward`, `update`.
public struct Operation: Equatable, Sendable {
    /// The name users know it by, unique in a plan: `linear1.forward`.
    public let label: String
    /// The part of the iteration it belongs to.
    public let pass: Pass
    /// The layer it belongs to, from 1; nil for the batch, the loss and the update.
    public let layer: Int?
    /// What it computes, in order, an equation an output.
    public let equations: [Equation]
    /// One line for a list of operations: `Z1 = X·W1 + b1`, `dW2 db2 dA1`, `W ← W − lr·dW`.
    public let summary: String
    /// The matrices whose values before the operation enter it, each once, in order of mention.
    public let reads: [MatrixName]
    /// The matrices it changes, each once: exactly the results of the equations.
    public let writes: [MatrixName]

    /// - alsoReads: matrices that enter it without being named one by one in the equations.
    init(
        label: String, pass: Pass, layer: Int? = nil, equations: [Equation], summary: String,
        alsoReads: [MatrixName] = []
    ) {
        self.label = label
        self.pass = pass
        self.layer = layer
        self.equations = equations
        self.summary = summary

        var written: [MatrixName] = []
        var read: [MatrixName] = []
        for equation in equations {
            for case .matrix(let name, _, let previous) in equation.parts {
                let isOwnResult = !previous && written.contains(name)
                if !isOwnResult && !read.contains(name) { read.append(name) }
            }
            written.append(equation.result)
        }
        reads = read + alsoReads
        writes = written
    }
}
