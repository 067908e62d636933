/// An array of numbers with a name and a shape, as in model files.
public struct Tensor: Equatable, Sendable {
    /// Its name: `W1`, `0.weight`.
    public var name: String
    /// How many elements each axis has, outermost first; empty for a single number.
    public var shape: [Int]
    /// How its elements are stored in a file.
    public var elementType: ElementType
    /// The elements in row-major order. Whole numbers beyond 2⁵³ are rounded.
    public var values: [Double]

    /// A tensor.
    /// - Precondition: there are as many values as the shape has elements.
    public init(name: String, shape: [Int], elementType: ElementType, values: [Double]) {
        precondition(shape.reduce(1, *) == values.count, "\(values.count) values do not fill \(shape)")
        self.name = name
        self.shape = shape
        self.elementType = elementType
        self.values = values
    }

    /// Whether two have the same bits, NaN included.
    public static func == (a: Tensor, b: Tensor) -> Bool {
        a.name == b.name && a.shape == b.shape && a.elementType == b.elementType
            && a.values.elementsEqual(b.values) { $0.bitPattern == $1.bitPattern }
    }
}

/// How a number is stored.
public enum ElementType: Equatable, Sendable, CaseIterable {
    case float64, float32, float16, bfloat16
    case int64, int32, int16, int8
    case uint64, uint32, uint16, uint8
    case boolean

    /// How many bytes an element takes.
    public var byteCount: Int {
        switch self {
        case .float64, .int64, .uint64: 8
        case .float32, .int32, .uint32: 4
        case .float16, .bfloat16, .int16, .uint16: 2
        case .int8, .uint8, .boolean: 1
        }
    }
}

extension [Int] {
    /// The number of elements of a shape; nil if no memory could hold so many.
    var placeCount: Int? {
        var count = 1
        for axis in self {
            let (product, overflows) = count.multipliedReportingOverflow(by: axis)
            guard axis >= 0, !overflows else { return nil }
            count = product
        }
        return count
    }
}
