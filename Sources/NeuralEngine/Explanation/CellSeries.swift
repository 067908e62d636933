/// A sum over an index. Of many terms only the largest are kept, and the others as one number.
public struct CellSeries: Equatable, Sendable {
    /// How many terms are kept of a longer sum.
    public static let shownTerms = 8
    /// Sums of more terms than these do not show those that are zero.
    private static let termsWithZeros = 4

    /// The letters of the indices that are summed over, an `Σ` each: `["n", "j"]`.
    public let letters: [String]
    /// Any term; its letters are those of all.
    public let pattern: CellExpression
    /// The terms that are shown, in their order.
    public let terms: [CellExpression]
    /// What the shown terms come to, one by one.
    public let values: [Double]
    /// How many terms there are.
    public let count: Int
    /// What the terms that are not shown come to.
    public let rest: Rounded
    /// Whether each of those is zero.
    public let restIsZero: Bool

    /// How many terms are not shown.
    public var restCount: Int { count - terms.count }

    /// - Parameters:
    ///   - letters: of the indices that are summed over.
    ///   - count: how many terms there are, at least one.
    ///   - pattern: a term that has everything a term can have; nil where all have.
    ///   - term: each of them, by its place; it is asked for once, and terms that are not shown are not kept.
    init(
        over letters: [String], count: Int, precision: Precision, pattern: CellExpression? = nil,
        _ term: (Int) -> CellExpression
    ) {
        self.letters = letters
        self.count = count
        let arithmetic = RoundedArithmetic(precision)
        let first = term(0)
        var kept: [Kept] = []
        var rest = Rounded(0)
        var restIsZero = true
        func leave(_ left: Rounded) {
            if left.value != 0 { restIsZero = false }
            rest = arithmetic.sum(rest, left)
        }
        for index in 0..<count {
            let expression = index == 0 ? first : term(index)
            let value = arithmetic.value(of: expression)
            if value.value == 0, count > Self.termsWithZeros {
                leave(value)
                continue
            }
            let new = Kept(index: index, expression: expression, value: value)
            guard kept.count == Self.shownTerms else {
                kept.append(new)
                continue
            }
            // Of equals the first stays.
            let smallest = kept.indices.min { kept[$0].order < kept[$1].order }!
            if new.order > kept[smallest].order {
                leave(kept[smallest].value)
                kept.remove(at: smallest)
                kept.append(new)
            } else {
                leave(value)
            }
        }
        self.pattern = pattern ?? first
        terms = kept.map(\.expression)
        values = kept.map(\.value.value)
        self.rest = rest
        self.restIsZero = restIsZero
    }

    init(_ other: CellSeries, terms: [CellExpression]) {
        (letters, pattern, values, count) = (other.letters, other.pattern, other.values, other.count)
        (rest, restIsZero) = (other.rest, other.restIsZero)
        self.terms = terms
    }

    private struct Kept {
        let index: Int
        let expression: CellExpression
        let value: Rounded
        /// Terms that are no numbers are what one looks for.
        var order: (Double, Int) { (value.value.isNaN ? .infinity : abs(value.value), -index) }
    }
}
