import NeuralEngine

extension Dataset {
    /// The most that a compressed file may hold, in bytes.
    public static let unpackedLimit = 4 << 30

    /// Reads a CSV file: RFC 4180 in UTF-8, strictly, in one pass.
    ///
    /// A byte order mark, any of the three line endings, empty lines at the end, spaces around numbers and gzip compression
    /// are accepted. Cells are separated by commas, or by semicolons or tabs if the first line has no comma. All columns
    /// except the label must be finite numbers. ``CSVOptions`` says how header and task are determined.
    ///
    /// Classes that are text are numbered in the order of their first appearance, classes that are numbers in
    /// ascending order.
    /// - Parameters:
    ///   - bytes: the contents of the file.
    ///   - file: the name of the file in messages.
    ///   - options: the user's options.
    ///   - progress: receives the share of the rows that have been read.
    /// - Throws: ``DatasetError/csv(_:at:)``, ``DatasetError/gzip(_:at:)``, ``DatasetError/cancelled``
    public init(
        csv bytes: [UInt8], file: String, options: CSVOptions, progress: ReadingProgress = { _ in }
    ) throws(DatasetError) {
        guard !GzipReader.isGzip(bytes) else {
            let packed = try GzipReader(NamedFile(name: file, bytes: bytes))
            let unpacked = try packed.readAll(limit: Self.unpackedLimit) { (share) throws(DatasetError) in
                try progress(share / 2)
            }
            try self.init(text: unpacked, file: file, options: options) { (share) throws(DatasetError) in
                try progress((1 + share) / 2)
            }
            return
        }
        try self.init(text: bytes, file: file, options: options, progress: progress)
    }

    /// Checks the first bytes of a file, so that a large file that cannot be CSV is refused before it is read.
    /// - Throws: ``DatasetError/csv(_:at:)``
    public static func checkStart(ofCSV file: NamedFile) throws(DatasetError) {
        guard !GzipReader.isGzip(file.bytes), let zero = file.bytes.firstIndex(of: 0) else { return }
        // UTF-16 has zero bytes too.
        let isUTF16 = file.bytes.starts(with: [0xFF, 0xFE]) || file.bytes.starts(with: [0xFE, 0xFF])
        let (line, column) = CSVText.lineAndColumn(of: isUTF16 ? 0 : zero, in: file.bytes)
        throw .csv(isUTF16 ? .utf16 : .binary, at: FileLocation(file: file.name, line: line, column: column))
    }

    private init(
        text bytes: [UInt8], file: String, options: CSVOptions, progress: ReadingProgress
    ) throws(DatasetError) {
        /// Adds line and column to a fault.
        func located<Result>(_ read: () throws(CSVProblem) -> Result) throws(DatasetError) -> Result {
            do {
                return try read()
            } catch {
                let (line, column) = CSVText.lineAndColumn(of: error.offset, in: bytes)
                throw .csv(error.fault, at: FileLocation(file: file, line: line, column: column))
            }
        }
        let layout = try located { () throws(CSVProblem) in
            try CSVLayout(try CSVText(bytes), options: options)
        }
        var rows = CSVRows(layout)
        while try located({ () throws(CSVProblem) in try rows.readMore() }) { try progress(rows.share) }
        let target = try located { () throws(CSVProblem) in
            try CSVLabels(rows.labels, in: layout).target(task: options.task)
        }
        let features = layout.columns.indices.filter { $0 != layout.label }
        self.init(
            name: String(file.split(separator: "/").last ?? "csv"),
            featureNames: features.map(layout.featureName),
            inputs: Matrix(rows: rows.labels.count, columns: features.count, elements: rows.features),
            target: target)
    }
}
