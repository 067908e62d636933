/// Which of many terms are shown: those of the largest magnitude.
public enum LargestTerms {
    /// How many terms are shown.
    public static let shownCount = 8

    /// What terms are ordered by: their magnitude. NaN comes first, since it is what the reader is looking for.
    @inlinable public static func size(_ value: Double) -> Double { value.isNaN ? .infinity : abs(value) }
}

extension Sequence {
    /// The elements ordered by the magnitude of a number, the largest first. Equal elements keep their order.
    @inlinable public func largestFirst(by number: (Element) -> Double) -> [Element] {
        let sized = map { (element: $0, size: LargestTerms.size(number($0))) }.enumerated()
        return sized.sorted { ($0.element.size, $1.offset) > ($1.element.size, $0.offset) }.map(\.element.element)
    }
}
