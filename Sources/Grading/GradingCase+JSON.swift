import NeuralEngine
import PlainText

/// What an implementation is given, as one JSON object.
extension GradingCase {
    /// The object and a line end.
    var json: String { JSONValue.object(fields).text + "\n" }

    private var fields: [JSONField] {
        var fields: [JSONField] = [
            JSONField("version", .integer(1)), JSONField("network", .object(networkFields)),
            JSONField("parameters", matrices { $0.quantity == .value }), JSONField("X", rows(inputs)),
            JSONField("Y", rows(targets)),
            JSONField("optimizer", .object(optimizerFields)),
        ]
        let masks = masks
        if !masks.isEmpty {
            fields.append(JSONField("masks", .object(masks.map { JSONField($0.name.description, rows($0.matrix)) })))
        }
        return fields
    }

    private var networkFields: [JSONField] {
        var fields: [JSONField] = [
            JSONField("layers", .array(network.layerSizes.map(JSONValue.integer))),
            JSONField("activations", .array(network.activations.map { .string($0.rawValue) })),
            JSONField("loss", .string(network.loss.rawValue)),
            JSONField("reduction", .string(network.reduction.rawValue)),
        ]
        if network.regularization.isActive {
            fields += [
                JSONField("l1", .number(network.regularization.l1)),
                JSONField("l2", .number(network.regularization.l2)),
            ]
        }
        return fields
    }

    private var optimizerFields: [JSONField] {
        let kind = optimizer.kind
        // What all rules take comes first.
        let parameters = kind.parameters.filter(\.isOfAllKinds) + kind.parameters.filter { !$0.isOfAllKinds }
        var fields = [JSONField("kind", .string(kind.rawValue))]
        fields += parameters.map { parameter in
            switch optimizer[parameter] {
            case .number(let number): JSONField(parameter.name, .number(number))
            case .flag(let flag): JSONField(parameter.name, .boolean(flag))
            }
        }
        if kind.correctsAverages { fields.append(JSONField("update", .integer(updateNumber))) }
        fields.append(JSONField("state", matrices { $0.quantity != .value }))
        return fields
    }

    private func matrices(_ isWanted: (MatrixName) -> Bool) -> JSONValue {
        .object(parameters.filter { isWanted($0.name) }.map { JSONField($0.name.description, rows($0.matrix)) })
    }

    private func rows(_ matrix: Matrix<Double>) -> JSONValue {
        .array((0..<matrix.rows).map { .array(matrix.row($0).map(JSONValue.number)) })
    }
}
