/// Which of many terms are shown: the largest by magnitude.
public enum LargestTerms {
    /// How many.
    public static let shownCount = 8

    /// What terms are ordered by: their magnitude. A number that is none is what one looks for, and no less than any.
    @inlinable public static func size(_ value: Double) -> Double { value.isNaN ? .infinity : abs(value) }
}

extension Sequence {
    /// The elements, that with the largest number first; of equals the earlier one.
    @inlinable public func largestFirst(by number: (Element) -> Double) -> [Element] {
        let sized = map { (element: $0, size: LargestTerms.size(number($0))) }.enumerated()
        return sized.sorted { ($0.element.size, $1.offset) > ($1.element.size, $0.offset) }.map(\.element.element)
    }
}
