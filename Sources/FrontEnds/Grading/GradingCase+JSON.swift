import NeuralEngine
import Workbench

/// What an implementation is given, as one JSON object.
extension GradingCase {
    /// The object and a line end.
    var json: String { JSONText.object(fields).text + "\n" }

    private var fields: [(String, JSONText)] {
        var fields: [(String, JSONText)] = [
            ("version", .integer(1)), ("network", .object(networkFields)),
            ("parameters", matrices { $0.quantity == .value }), ("X", rows(inputs)), ("Y", rows(targets)),
            ("optimizer", .object(optimizerFields)),
        ]
        let masks = masks
        if !masks.isEmpty { fields.append(("masks", .object(masks.map { ($0.name.description, rows($0.matrix)) }))) }
        return fields
    }

    private var networkFields: [(String, JSONText)] {
        var fields: [(String, JSONText)] = [
            ("layers", .array(network.layerSizes.map(JSONText.integer))),
            ("activations", .array(network.activations.map { .string($0.rawValue) })),
            ("loss", .string(network.loss.rawValue)), ("reduction", .string(network.reduction.rawValue)),
        ]
        if network.regularization.isActive {
            fields += [("l1", .number(network.regularization.l1)), ("l2", .number(network.regularization.l2))]
        }
        return fields
    }

    private var optimizerFields: [(String, JSONText)] {
        let settings = optimizer
        var fields: [(String, JSONText)] = [
            ("kind", .string(settings.kind.rawValue)), ("lr", .number(settings.learningRate)),
            ("weight-decay", .number(settings.weightDecay)),
        ]
        switch settings.kind {
        case .sgd: fields += [("momentum", .number(settings.momentum)), ("nesterov", .boolean(settings.nesterov))]
        case .adam, .adamw:
            fields += [
                ("beta1", .number(settings.beta1)), ("beta2", .number(settings.beta2)),
                ("epsilon", .number(settings.epsilon)), ("update", .integer(updateNumber)),
            ]
        case .rmsprop:
            fields += [
                ("momentum", .number(settings.momentum)), ("alpha", .number(settings.smoothing)),
                ("epsilon", .number(settings.epsilon)),
            ]
        case .adagrad: fields.append(("epsilon", .number(settings.epsilon)))
        }
        fields.append(("state", matrices { $0.quantity != .value }))
        return fields
    }

    private func matrices(_ isWanted: (MatrixName) -> Bool) -> JSONText {
        .object(parameters.filter { isWanted($0.name) }.map { ($0.name.description, rows($0.matrix)) })
    }

    private func rows(_ matrix: Matrix<Double>) -> JSONText {
        .array((0..<matrix.rows).map { .array(matrix.row($0).map(JSONText.number)) })
    }
}
