/// A derivation with the values of its lines, and whether they agree.
public struct CheckedDerivation: Equatable, Sendable {
    /// What was checked.
    public var derivation: Derivation
    /// The lines of each part.
    public var parts: [[CheckedStep]]
    /// What was said by the witnesses of each claim.
    public var witnesses: [[DerivationWitness]]

    /// Whether every line agrees with the one before, and every witness with the result.
    public var holds: Bool {
        parts.allSatisfy { $0.allSatisfy(\.isEqual) } && witnesses.allSatisfy { $0.allSatisfy { $0.agrees != false } }
    }

    /// How many lines there are.
    public var lineCount: Int { parts.reduce(0) { $0 + $1.count } }
}

/// A line with its value.
public struct CheckedStep: Equatable, Sendable {
    /// The value of the right side, (rows × columns), as it is but for rounding.
    public var cells: [[Double]]
    /// Whether the right side is equal to the line before, or in a first line to the left side; to within bounds of
    /// what rounding can do.
    public var isEqual: Bool
    /// What the same line gives in double precision, where that is not finite: it overflows.
    public var overflow: [[Double]]?
}

/// What another way to compute a result gives.
public struct DerivationWitness: Equatable, Sendable {
    /// Who says so: "central differences".
    public var name: String
    /// What, (rows × columns); empty where nothing can be said.
    public var cells: [[Double]]
    /// Whether it agrees with the derivation; nil where nothing can be said.
    public var agrees: Bool?
    /// The largest difference, relative where the value is above 1.
    public var largestDifference: Double
    /// Why nothing can be said.
    public var remark: String?
}
