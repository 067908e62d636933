import NeuralEngine

extension Dataset {
    /// Reads a CSV file: RFC 4180 in UTF-8, strictly, in one pass.
    ///
    /// A byte order mark, any of the three line endings, empty lines at the end and spaces around numbers are
    /// accepted. The cells are separated by commas, or, where the first line has none, by semicolons or tabs. All
    /// columns but the label must be finite numbers. ``CSVOptions`` says how header and task are told.
    ///
    /// Classes that are text are numbered in the order of their first appearance, classes that are numbers in
    /// ascending order.
    /// - Parameters:
    ///   - bytes: the contents of the file.
    ///   - file: what messages call it.
    ///   - options: what the user says about it.
    /// - Throws: ``DatasetError/csv(_:at:)``
    public init(csv bytes: [UInt8], file: String, options: CSVOptions) throws(DatasetError) {
        do {
            let layout = try CSVLayout(try CSVText(bytes), options: options)
            let rows = try CSVRows(layout)
            let features = layout.columns.indices.filter { $0 != layout.label }
            self.init(
                name: String(file.split(separator: "/").last ?? "csv"),
                featureNames: features.map(layout.featureName),
                inputs: Matrix(rows: rows.labels.count, columns: features.count, elements: rows.features),
                target: try CSVLabels(rows.labels, in: layout).target(task: options.task))
        } catch {
            let (line, column) = CSVText.lineAndColumn(of: error.offset, in: bytes)
            throw .csv(error.fault, at: FileLocation(file: file, line: line, column: column))
        }
    }
}
