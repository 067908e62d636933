/// Data that comes with the program as a CSV file.
public enum ShippedDataset: String, CaseIterable, Sendable {
    case iris
    case wine
    case digits

    /// A short description.
    public var meaning: String {
        switch self {
        case .iris: "150 flowers, 4 inputs, 3 classes"
        case .wine: "178 wines, 13 inputs, 3 cultivars"
        case .digits: "1797 images of 8x8, 10 classes"
        }
    }

    /// The file's name in the folder of resources.
    public var fileName: String { rawValue + ".csv" }

    /// The source and licence of the data.
    public var source: String {
        switch self {
        case .iris: "R. A. Fisher 1936, UCI Machine Learning Repository, CC BY 4.0"
        case .wine: "M. Forina and others, UCI Machine Learning Repository, CC BY 4.0"
        case .digits: "E. Alpaydin and C. Kaynak 1998, UCI Machine Learning Repository, CC BY 4.0"
        }
    }

    /// The data set in `bytes`, the contents of the file. Pixels keep the values of the file, 0…16.
    public func parsed(_ bytes: [UInt8]) throws(DatasetError) -> Dataset {
        let label =
            switch self {
            case .iris: "species"
            case .wine: "cultivar"
            case .digits: "digit"
            }
        var dataset = try Dataset(
            csv: bytes, file: fileName, options: CSVOptions(label: label, task: .classification, header: true))
        dataset.name = rawValue
        dataset.source = source
        if self == .digits { dataset.imageShape = ImageShape(rows: 8, columns: 8) }
        return dataset
    }
}
