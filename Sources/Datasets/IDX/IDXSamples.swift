import NeuralEngine

/// The samples of two IDX files that belong together: images, or other inputs, and a label for each.
public struct IDXSamples {
    private let images: IDXArray
    private let labels: [Int]
    private let labelsFile: IDXArray

    /// Reads and checks both files, without converting the cells.
    /// - Throws: ``DatasetError/idx(_:at:)``, ``DatasetError/gzip(_:at:)``, ``DatasetError/cancelled``
    public init(
        images: NamedFile, labels: NamedFile, progress: ReadingProgress = { _ in }
    ) throws(DatasetError) {
        // The small file first, so that a fault in it is reported at once.
        labelsFile = try IDXArray(labels) { (_) throws(DatasetError) in }
        self.labels = try labelsFile.labels()
        self.images = try IDXArray(images, progress: progress)
        guard self.images.dimensions.count > 1 else {
            throw .idx(.imagesAreLabels, at: self.images.place(ofHeaderByte: 3))
        }
        guard self.images.count == labelsFile.count else {
            throw .idx(
                .countsDiffer(images: self.images.count, imagesFile: images.name, labels: labelsFile.count),
                at: labelsFile.place(ofHeaderByte: 4))
        }
    }

    /// Checks the first bytes of a file, so that a large file that cannot be IDX is refused before it is read.
    /// - Throws: ``DatasetError/idx(_:at:)``
    public static func checkStart(of file: NamedFile) throws(DatasetError) { try IDXArray.checkStart(of: file) }

    /// How many samples there are.
    public var count: Int { images.count }

    /// All labels that occur in some sets, in ascending order: the classes that the sets share.
    public static func classes(of sets: [IDXSamples]) throws(DatasetError) -> [Int] {
        var classes: Set<Int> = []
        for set in sets {
            for (index, label) in set.labels.enumerated() where classes.insert(label).inserted {
                if classes.count > Dataset.classLimit {
                    throw .idx(
                        .tooManyClasses(limit: Dataset.classLimit), at: set.labelsFile.location(ofCell: index))
                }
            }
        }
        return classes.sorted()
    }

    /// Checks that test samples have the shape of these samples.
    public func checkShape(ofTest test: IDXSamples) throws(DatasetError) {
        let (ours, theirs) = (images.dimensions.dropFirst(), test.images.dimensions.dropFirst())
        guard ours == theirs else {
            throw .idx(
                .shapesDiffer(training: Array(ours), test: Array(theirs)), at: test.images.place(ofHeaderByte: 8))
        }
    }

    /// The samples as data.
    /// - Parameters:
    ///   - name: the name of the data.
    ///   - rows: which samples; nil means all.
    ///   - classes: the labels in the order of the classes.
    ///   - classNames: the names of the classes; nil to use the labels.
    ///   - progress: receives the share that is done.
    public func dataset(
        name: String, rows: [Int]? = nil, classes: [Int], classNames: [String]? = nil,
        progress: ReadingProgress = { _ in }
    ) throws(DatasetError) -> Dataset {
        let indices = Dictionary(uniqueKeysWithValues: zip(classes, classes.indices))
        var targets: [Int] = []
        for row in rows ?? Array(0..<count) {
            guard let index = indices[labels[row]] else {
                throw .idx(
                    .unknownLabel(labels[row], classes: classes.count), at: labelsFile.location(ofCell: row))
            }
            targets.append(index)
        }
        let numbers = try images.numbers(ofSamples: rows, progress: progress)
        return Dataset(
            name: name, featureNames: featureNames,
            inputs: Matrix(rows: targets.count, columns: images.cellsPerSample, elements: numbers),
            target: .classes(labels: targets, names: classNames ?? classes.map(String.init)),
            imageShape: isOfPictures
                ? ImageShape(rows: images.dimensions[1], columns: images.dimensions[2]) : nil)
    }

    private var isOfPictures: Bool { images.dimensions.count == 3 }

    private var featureNames: [String] {
        guard isOfPictures else { return (0..<images.cellsPerSample).map { "x\($0)" } }
        return (0..<images.dimensions[1]).flatMap { row in
            (0..<images.dimensions[2]).map { "pixel_\(row)_\($0)" }
        }
    }
}
