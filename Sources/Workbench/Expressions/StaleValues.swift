import CommandLanguage
import NeuralEngine
import PlainText
import StepDebugger

/// Whether a shown value was computed before something that it depends on was changed by hand.
struct StaleValue: Equatable, Sendable {
    /// The names that are stale.
    let names: [String]
    /// What was changed after they had been computed.
    let causes: [StaleMatrices.Cause]

    /// Nil if nothing is stale.
    init?(of names: [String], in session: DebugSession?) {
        guard let stale = session?.staleMatrices, !stale.isEmpty else { return nil }
        var found: [String] = []
        var causes: [StaleMatrices.Cause] = []
        for name in names where !found.contains(name) {
            // The accuracy is computed with the loss, but it does not contain the penalty.
            let isAccuracy = name == "accuracy"
            guard let matrix = isAccuracy ? .loss : MatrixName(name) else { continue }
            let own = stale.causes(of: matrix).filter { !isAccuracy || $0 != .penalty }
            guard !own.isEmpty else { continue }
            found.append(name)
            causes += own.filter { !causes.contains($0) }
        }
        guard !found.isEmpty else { return nil }
        (self.names, self.causes) = (found, causes)
    }

    /// Nil if an expression uses nothing that is stale.
    init?(_ expression: Expression, in session: DebugSession?) {
        self.init(of: expression.names.filter { !$0.isPrevious }.map(\.name.value), in: session)
    }

    /// `~ stale: computed before W1 was changed`
    var note: String { "\(StaleMatrices.mark): computed before \(causes.words) changed" }

    var fields: [JSONField] {
        [
            JSONField("stale", .array(names.map(JSONValue.string))),
            JSONField("computedBefore", .array(causes.map { .string($0.name) })),
        ]
    }
}

extension StaleMatrices {
    /// The mark of a stale matrix, and the word for it.
    public static let mark = "~ stale"

    /// `stale    ~ Z1 A1 loss: computed before W1 was changed`; nil if nothing is stale.
    var summary: String? {
        guard !isEmpty else { return nil }
        let list = names.map(\.description).joined(separator: " ")
        return "\(Self.mark): \(list) (computed before \(allCauses.words) changed)"
    }
}

extension StaleMatrices.Cause {
    /// `W1`, `penalty`
    var name: String {
        switch self {
        case .matrix(let name): name.description
        case .penalty: "penalty"
        }
    }
}

extension [StaleMatrices.Cause] {
    /// `W1 was`, `W1 and the penalty were`, `W1, b1 and W2 were`: a participle follows.
    var words: String {
        let names = map { $0 == .penalty ? "the penalty" : $0.name }
        guard names.count > 1, let last = names.last else { return "\(names.first ?? "nothing") was" }
        return "\(names.dropLast().joined(separator: ", ")) and \(last) were"
    }

    /// `W1`, `W1 and the penalty`
    var list: String { String(words.dropLast(count > 1 ? 5 : 4)) }
}
