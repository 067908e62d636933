/// A sum over one or more indices. If there are many terms, only the largest are kept, and the rest as one number.
public struct CellSeries: Equatable, Sendable {
    /// Longer sums leave out the terms that are zero.
    fileprivate static let termsWithZeros = 4

    /// Which terms are kept.
    enum Selection: Equatable, Sendable {
        /// The largest, for display.
        case largest
        /// All of them.
        case all
        /// None, and no term is computed. Only the form of the terms matters.
        case none
    }

    /// The letters of the summation indices, one `Σ` each: `["n", "j"]`.
    public let letters: [String]
    /// How far each index runs, from 0.
    let counts: [Int]
    /// A term that stands for all of them: its letters are those of every term.
    public let pattern: CellExpression
    /// The kept terms, in order.
    public let terms: [CellExpression]
    /// The values of the kept terms.
    public let values: [Double]
    /// How many terms there are.
    public let count: Int
    /// The sum of the terms that are not kept.
    public let rest: Rounded
    /// Whether all of those are zero.
    public let restIsZero: Bool

    /// How many terms are not kept.
    public var restCount: Int { count - terms.count }

    /// - Parameters:
    ///   - letters: the letters of the summation indices.
    ///   - counts: how far each index runs; there is at least one term.
    ///   - pattern: the general form of a term; nil if the first term has it.
    ///   - term: makes the term at an index. It is called once for each term.
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

/// The terms to keep of a sum, collected in one pass over all of them.
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

    /// - count: how many terms there will be.
    init(_ selection: CellSeries.Selection, of count: Int, _ precision: Precision) {
        arithmetic = RoundedArithmetic(precision)
        limit = selection == .all ? count : LargestTerms.shownCount
        keepsZeros = selection == .all || count <= CellSeries.termsWithZeros
    }

    mutating func take(_ expression: CellExpression, at index: Int) {
        let new = Term(index: index, expression: expression, value: arithmetic.value(of: expression))
        if new.value.value == 0, !keepsZeros { return leave(new) }
        guard terms.count == limit else { return terms.append(new) }
        // The earlier of two equal terms stays.
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
