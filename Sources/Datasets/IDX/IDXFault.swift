import PlainText

/// What is wrong with an IDX file, or with two IDX files that belong together.
public enum IDXFault: Equatable, Sendable {
    /// The file is empty.
    case emptyFile
    /// It does not begin with two bytes of 0.
    case notIDX(start: [UInt8])
    /// A type of numbers that the format does not have.
    case unknownType(UInt8)
    /// The number of dimensions is 0.
    case noDimension
    /// It ends in the middle of its dimensions.
    case headerCutShort
    /// A dimension is 0.
    case emptyDimension([Int])
    /// More cells than can be intended.
    case tooManyCells([Int], limit: Int)
    /// It ends before its last cell; counts are in bytes.
    case cutShort(expected: Int, found: Int)
    /// Bytes follow the last cell: how many, if that is known.
    case trailingBytes(Int?, [Int])
    /// Inputs in one dimension, which is how labels come.
    case imagesAreLabels
    /// Labels in more than one dimension, which is how images come.
    case labelsAreImages([Int])
    /// Labels that are not whole numbers.
    case labelsAreNotWhole
    /// A cell that is NaN or infinite.
    case notFinite
    /// Labels and images differ in their number.
    case countsDiffer(images: Int, imagesFile: String, labels: Int)
    /// Test images do not have the shape of the training images.
    case shapesDiffer(training: [Int], test: [Int])
    /// More classes than can be intended.
    case tooManyClasses(limit: Int)
    /// A label without a name, in a set whose class names are known.
    case unknownLabel(Int, classes: Int)
}

extension IDXFault: CustomStringConvertible {
    /// What is wrong, without the place.
    public var description: String {
        switch self {
        case .emptyFile: "the file is empty"
        case .notIDX(let start):
            "this is no IDX file: it begins with \(Self.hexadecimal(start)), and not with two bytes of 0, a type and a "
                + "number of dimensions"
        case .unknownType(let type):
            "\(Self.hexadecimal([type])) is no type of numbers in IDX: there are 08, 09, 0B, 0C, 0D and 0E"
        case .noDimension: "an array of no dimensions has no samples"
        case .headerCutShort: "the file ends before the last of its dimensions"
        case .emptyDimension(let dimensions): "an array of \(Self.shape(dimensions)) has no cells"
        case .tooManyCells(let dimensions, let limit):
            "an array of \(Self.shape(dimensions)) is too large: at most \(limit) cells are read"
        case .cutShort(let expected, let found):
            "the file ends after \(counted(found, "byte")) of cells, and its dimensions need \(expected)"
        case .trailingBytes(let count, let dimensions):
            (count.map { counted($0, "byte") } ?? "more bytes")
                + " after the last cell of an array of \(Self.shape(dimensions))"
        case .imagesAreLabels:
            "an array of one dimension, as labels are: the file with the images comes first, then the one with the labels"
        case .labelsAreImages(let dimensions):
            "an array of \(Self.shape(dimensions)), and labels have one dimension: the file with the images comes first, "
                + "then the one with the labels"
        case .labelsAreNotWhole: "labels must be whole numbers: they number the classes"
        case .notFinite: "a number that is not finite"
        case .countsDiffer(let images, let imagesFile, let labels):
            "\(counted(labels, "label")), but \(counted(images, "image")) in \(imagesFile): they belong to different sets"
        case .shapesDiffer(let training, let test):
            "images of \(Self.shape(test)) to test, and of \(Self.shape(training)) to train on"
        case .tooManyClasses(let limit): "more than \(limit) classes"
        case .unknownLabel(let label, let classes):
            "a label of \(label), and the set has the classes 0 to \(classes - 1)"
        }
    }

    /// `28×28`
    private static func shape(_ dimensions: [Int]) -> String {
        let shown = dimensions.prefix(8).map(String.init).joined(separator: "×")
        return dimensions.count > 8 ? shown + "×…" : shown
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.count < 2 ? "0" + digits : digits
        }.joined(separator: " ")
    }
}
