import Derivations

/// What `derive` says: a derivation with the values of its lines, and where its numbers come from.
public struct DerivationReport: Equatable, Sendable {
    /// The derivation, each line checked.
    public let checked: CheckedDerivation
    /// Where the numbers come from; nil where the user gave them, or nobody did.
    public let origin: String?

    /// Whether every line agrees with the one before, and every witness with the result.
    public var holds: Bool { checked.holds }

    /// The curves of the function and of its derivative, where there is one of one number.
    public var curve: DerivationCurve? { checked.derivation.curve }
}
