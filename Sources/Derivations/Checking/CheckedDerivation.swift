/// A derivation with the values of its lines, and whether they agree.
public struct CheckedDerivation: Equatable, Sendable {
    /// What was checked.
    public var derivation: Derivation
    /// The lines of each part.
    public var parts: [[CheckedStep]]
    /// The results of the witnesses for each claim.
    public var witnesses: [[DerivationWitness]]

    /// Whether every line agrees with the one before, and every witness agrees with the result.
    public var holds: Bool {
        parts.allSatisfy { $0.allSatisfy(\.isEqual) } && witnesses.allSatisfy { $0.allSatisfy { $0.agrees != false } }
    }

    /// The number of lines.
    public var lineCount: Int { parts.reduce(0) { $0 + $1.count } }
}

/// A line with its value.
public struct CheckedStep: Equatable, Sendable {
    /// The value of the right side, (rows × columns), except for rounding.
    public var cells: [[Double]]
    /// Whether the right side equals the line before (in a first line, the left side), within the bounds on rounding.
    public var isEqual: Bool
    /// The value of the line in double precision, if that overflows or is NaN.
    public var overflow: [[Double]]?
}

/// The result of another way to compute a claim.
public struct DerivationWitness: Equatable, Sendable {
    /// Its name: "central differences".
    public var name: String
    /// Its result, (rows × columns); empty if it has none.
    public var cells: [[Double]]
    /// Whether it agrees with the derivation; nil if it has no result.
    public var agrees: Bool?
    /// The largest difference, relative if the value is above 1.
    public var largestDifference: Double
    /// Why it has no result.
    public var remark: String?
}
