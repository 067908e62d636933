import NeuralEngine

/// Samples to train, validate and test on, with readable names.
public struct LoadedData: Equatable, Sendable {
    /// Its name for users: `iris` or a path.
    public var name: String
    /// For shipped sets, one line with author and licence.
    public var provenance: String?
    /// One name per column of the inputs.
    public var featureNames: [String]
    /// One name per class; empty for numeric targets.
    public var classNames: [String]
    /// The samples to train on; classes are one-hot.
    public var training: Samples
    /// The samples to test on.
    public var test: Samples?
    /// The samples to choose settings by.
    public var validation: Samples?
    /// Whether the features were standardised.
    public var isStandardized: Bool
    /// The shape of the image, if the features are pixels.
    public var imageShape: ImageShape?

    /// - Parameters:
    ///   - featureNames: one per column of the inputs.
    ///   - classNames: one per class, empty for numeric targets.
    ///   - training: the samples to train on, classes one-hot.
    ///   - imageShape: has a pixel for every feature.
    public init(
        name: String, provenance: String? = nil, featureNames: [String], classNames: [String], training: Samples,
        test: Samples? = nil, validation: Samples? = nil, isStandardized: Bool = false, imageShape: ImageShape? = nil
    ) {
        self.name = name
        self.provenance = provenance
        self.featureNames = featureNames
        self.classNames = classNames
        self.training = training
        self.test = test
        self.validation = validation
        self.isStandardized = isStandardized
        self.imageShape = imageShape
    }
}

extension LoadedData {
    /// The samples of a prepared data set.
    ///
    /// - Throws: ``DatasetError/oneClassOnly(dataset:className:)``
    public init(_ split: SplitDataset) throws(DatasetError) {
        let training = split.training
        if let names = training.classNames, names.count < 2 {
            throw .oneClassOnly(dataset: training.name, className: names.first ?? "")
        }
        self.init(
            name: training.name, provenance: training.source, featureNames: training.featureNames,
            classNames: training.classNames ?? [], training: training.samples, test: split.test?.samples,
            validation: split.validation?.samples, isStandardized: split.standardization != nil,
            imageShape: training.imageShape)
    }
}
