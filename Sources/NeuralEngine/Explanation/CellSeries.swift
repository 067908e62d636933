/// A sum over an index. Of many terms only the largest are kept, and the others as one number.
public struct CellSeries: Equatable, Sendable {
    /// Sums of more terms than these do not show those that are zero.
    fileprivate static let termsWithZeros = 4

    /// Which terms are kept.
    enum Selection: Equatable, Sendable {
        /// The largest, to be shown.
        case largest
        /// All of them.
        case all
        /// None, and nothing of the others is computed: it is about what a term looks like.
        case none
    }

    /// The letters of the indices that are summed over, an `Σ` each: `["n", "j"]`.
    public let letters: [String]
    /// How far each index runs, from 0.
    let counts: [Int]
    /// Any term; its letters are those of all.
    public let pattern: CellExpression
    /// The terms that are kept, in their order.
    public let terms: [CellExpression]
    /// What these terms come to, one by one.
    public let values: [Double]
    /// How many terms there are.
    public let count: Int
    /// What the terms that are not kept come to.
    public let rest: Rounded
    /// Whether each of those is zero.
    public let restIsZero: Bool

    /// How many terms are not kept.
    public var restCount: Int { count - terms.count }

    /// - Parameters:
    ///   - letters: of the indices that are summed over.
    ///   - counts: how far each of them runs; there is at least one term.
    ///   - pattern: a term that has everything a term can have; nil where all have.
    ///   - term: each of them, by its place; it is asked for once, and terms that are not kept are forgotten.
    init(
        over letters: [String], counts: [Int], keeping selection: Selection, precision: Precision,
        pattern: CellExpression? = nil, _ term: (Int) -> CellExpression
    ) {
        self.letters = letters
        self.counts = counts
        count = counts.reduce(1, *)
        let first = term(0)
        self.pattern = pattern ?? first
        var kept = KeptTerms(selection, of: count, precision)
        if selection != .none {
            for index in 0..<count { kept.take(index == 0 ? first : term(index), at: index) }
        }
        terms = kept.terms.map(\.expression)
        values = kept.terms.map(\.value.value)
        rest = kept.rest
        restIsZero = kept.restIsZero
    }

    init(_ other: CellSeries, terms: [CellExpression]) {
        (letters, counts, pattern) = (other.letters, other.counts, other.pattern)
        (values, count, rest, restIsZero) = (other.values, other.count, other.rest, other.restIsZero)
        self.terms = terms
    }
}

/// The terms that a sum keeps, in their order, while it goes through all of them.
private struct KeptTerms {
    struct Term {
        let index: Int
        let expression: CellExpression
        let value: Rounded
        var order: (Double, Int) { (LargestTerms.size(value.value), -index) }
    }

    private(set) var terms: [Term] = []
    private(set) var rest = Rounded(0)
    private(set) var restIsZero = true
    private let arithmetic: RoundedArithmetic
    private let limit: Int
    private let keepsZeros: Bool

    /// - count: how many terms there are to come.
    init(_ selection: CellSeries.Selection, of count: Int, _ precision: Precision) {
        arithmetic = RoundedArithmetic(precision)
        limit = selection == .all ? count : LargestTerms.shownCount
        keepsZeros = selection == .all || count <= CellSeries.termsWithZeros
    }

    mutating func take(_ expression: CellExpression, at index: Int) {
        let new = Term(index: index, expression: expression, value: arithmetic.value(of: expression))
        if new.value.value == 0, !keepsZeros { return leave(new) }
        guard terms.count == limit else { return terms.append(new) }
        // Of equals the first stays.
        let smallest = terms.indices.min { terms[$0].order < terms[$1].order }!
        guard new.order > terms[smallest].order else { return leave(new) }
        leave(terms.remove(at: smallest))
        terms.append(new)
    }

    private mutating func leave(_ term: Term) {
        if term.value.value != 0 { restIsZero = false }
        rest = arithmetic.sum(rest, term.value)
    }
}
