import CommandLanguage
import NeuralEngine
import PlainText
import StepDebugger

/// The names that a prompt can complete.
extension WorkbenchState {
    /// Every name that exists now, with a short description.
    public var completionNames: CompletionNames {
        var names = CompletionNames()
        if let session {
            let plan = session.engine.plan
            names.matrices = plan.namesByKind.compactMap { name in
                // Before the first batch is loaded, a matrix has the rows that it will have then.
                let shape = session.engine.rowsInBatch == 0 ? plan.shape(of: name) : session.engine.shape(of: name)
                return shape.map {
                    CompletionNames.Entry(name.description, "\($0.rows)×\($0.columns)  \(name.meaning)")
                }
            }
            names.operations = plan.operations.map { CompletionNames.Entry($0.label, $0.summary) }
            names.branches =
                session.branches.map { CompletionNames.Entry($0.name, $0.meaning) }
                + runNames.map { CompletionNames.Entry($0.name, $0.meaning) }
        }
        names.variables = variables.sorted { $0.key < $1.key }.map { CompletionNames.Entry($0.key, $0.value.glance) }
        names.stops = stopList.stops.map { CompletionNames.Entry(String($0.number), "\($0.kind.rawValue) \($0.what)") }
        names.displays = stopList.displays.map {
            CompletionNames.Entry(String($0.number), $0.expression.description)
        }
        return names
    }
}

extension Plan {
    /// Every matrix by each of its names: values layer by layer, then gradients, then the optimizer's state.
    fileprivate var namesByKind: [MatrixName] {
        let layers = matrices.compactMap { name -> Int? in
            if case .weights(let layer) = name.subject, name.quantity == .value { layer } else { nil }
        }
        let subjects: [MatrixName.Subject] =
            [.inputs, .targets, .probabilities]
            + layers.flatMap { layer -> [MatrixName.Subject] in
                [
                    .weights(layer), .bias(layer), .preactivation(layer), .activation(layer), .mask(layer),
                    .dropped(layer),
                ]
            }
        let quantities: [MatrixName.Quantity] = [.value, .gradient, .momentum, .firstMoment, .secondMoment]
        return quantities.flatMap { quantity in subjects.map { MatrixName($0, quantity) } }.filter(contains)
    }
}

extension MatrixName {
    /// A short description of the matrix.
    fileprivate var meaning: String {
        switch quantity {
        case .value: subject.meaning
        case .gradient: "∂loss/∂\(subject)"
        case .momentum: "momentum of \(subject)"
        case .firstMoment: "mean gradient of \(subject)"
        case .secondMoment: "mean squared gradient of \(subject)"
        }
    }
}

extension MatrixName.Subject {
    fileprivate var meaning: String {
        switch self {
        case .inputs: "inputs, a sample a row"
        case .targets: "targets, a sample a row"
        case .probabilities: "probabilities"
        case .loss: "the batch's loss"
        case .preactivation(let layer): "layer \(layer) before its activation"
        case .activation(let layer): "layer \(layer) after its activation"
        case .mask(let layer): "dropout's mask of layer \(layer)"
        case .dropped(let layer): "layer \(layer) after dropout"
        case .weights(let layer): "weights of layer \(layer)"
        case .bias(let layer): "biases of layer \(layer)"
        }
    }
}

extension BranchSummary {
    fileprivate var meaning: String {
        let start = origin.map { "left \($0.name) at iteration \($0.position.iteration), " } ?? ""
        return "\(start)goes to iteration \(end.iteration)\(isCurrent ? " (here)" : "")"
    }
}

extension Value {
    /// The number, or the shape if there are several.
    fileprivate var glance: String { scalar.map { NumberFormat.rounded($0) } ?? "\(shape.rows)×\(shape.columns)" }
}
