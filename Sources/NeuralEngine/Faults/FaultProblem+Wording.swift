/// The messages for faults that are not possible: sentences without their full stops.
extension FaultProblem: CustomStringConvertible {
    /// The reason, and the operations that could have the fault.
    public var description: String {
        switch self {
        case .unknownOperation(let name):
            "there is no operation '\(name)' in this network"
        case .impossible(let fault, let elsewhere):
            elsewhere.isEmpty
                ? "'\(fault.kind.rawValue)' can be in no operation of this network"
                : "'\(fault.kind.rawValue)' makes no sense in \(fault.operation): it can be in \(Self.list(elsewhere))"
        case .changesNothing(let fault, let reason, let elsewhere):
            "'\(fault.kind.rawValue)' would change nothing in \(fault.operation): \(reason)"
                + (elsewhere.isEmpty ? "" : "; it can be in \(Self.list(elsewhere))")
        }
    }

    /// `a`, `a or b`, `a, b or c`
    private static func list(_ labels: [String]) -> String {
        guard labels.count > 1, let last = labels.last else { return labels.first ?? "" }
        return labels.dropLast().joined(separator: ", ") + " or " + last
    }
}

extension FaultProblem.Reason: CustomStringConvertible {
    /// The reason, as it follows a colon.
    public var description: String {
        switch self {
        case .isOneRowOrColumn:
            "what it would not transpose is one row or one column, whose numbers lie in the same order both ways"
        case .divisorIsOne: "it is about a division, which is by 1 here"
        case .lossIsSum: "the loss is a sum, not a mean"
        }
    }
}
