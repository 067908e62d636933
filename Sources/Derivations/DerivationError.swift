/// Why there is no derivation for some numbers.
public enum DerivationError: Error, Equatable, Sendable {
    /// The shape of the numbers that a derivation takes.
    public enum Shape: Equatable, Sendable {
        case number, logits, inputs
        case row(ClosedRange<Int>)
    }

    /// The numbers have the wrong shape.
    case shape(DerivationName, needed: Shape, rows: Int, columns: Int)
    /// A number is nan or infinite.
    case notFinite(Double)
    case tooLarge(Double)
    /// There are no numbers.
    case empty
    /// The rows have different lengths.
    case ragged
    case noSuchClass(Int, count: Int)
    /// There is neither a single right class nor one for each row.
    case classCount(Int, rows: Int)
    /// The matrices are too large to be written out.
    case tooManyProducts(samples: Int, inputs: Int, outputs: Int)
}

extension DerivationError: CustomStringConvertible {
    /// What is wrong, and what would be right.
    public var description: String {
        switch self {
        case .shape(let name, let needed, let rows, let columns):
            "'derive \(name.rawValue)' takes \(needed), not a matrix of \(rows)×\(columns)"
        case .notFinite(let value):
            "a derivation takes finite numbers, not \(value.isNaN ? "nan" : value > 0 ? "inf" : "-inf")"
        case .tooLarge:
            "a derivation takes numbers from -\(Int(DerivationNumbers.largest)) to \(Int(DerivationNumbers.largest))"
        case .empty: "a derivation takes at least one number"
        case .ragged: "the rows of a matrix have one length"
        case .noSuchClass(let right, let count):
            "there is no class \(right): \(count) numbers are those of classes 0 to \(count - 1)"
        case .classCount(let count, let rows): "\(count) right classes do not go with \(rows) rows"
        case .tooManyProducts(let samples, let inputs, let outputs):
            "a layer of \(samples)×\(inputs) inputs and \(inputs)×\(outputs) weights is too large to write out: up to "
                + "\(DerivationNumbers.mostRows) rows and \(DerivationNumbers.mostProducts) products"
        }
    }
}

extension DerivationError.Shape: CustomStringConvertible {
    /// `a number, as 0.5`
    public var description: String {
        switch self {
        case .number: "a number, as 0.5"
        case .row(let lengths): "a row of \(lengths.lowerBound) to \(lengths.upperBound) numbers, as [1, 2, 3]"
        case .logits:
            "up to \(DerivationNumbers.mostRows) rows of 2 to \(DerivationNumbers.mostClasses) numbers, as [1, 2, 3]"
        case .inputs: "matrices whose shapes go together"
        }
    }
}
