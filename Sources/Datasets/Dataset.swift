import NeuralEngine

/// Samples with readable names, as a file or a generator gives them, before they become the plain matrices that a network
/// trains on.
public struct Dataset: Equatable, Sendable {
    /// What is to be predicted, one entry per sample.
    public enum Target: Equatable, Sendable {
        /// One class per sample: `labels[i]` is an index into `names`.
        case classes(labels: [Int], names: [String])
        /// Numbers, (samples × targets), with a name for each column.
        case numeric(Matrix<Double>, names: [String])
    }

    /// The name of the data: `iris`, or the name of the file.
    public var name: String
    /// One name per column of `inputs`.
    public var featureNames: [String]
    /// (samples × features)
    public var inputs: Matrix<Double>
    /// One entry per row of `inputs`.
    public var target: Target
    /// The source and licence of data that ships with the program; nil for the user's own data.
    public var source: String?
    /// The shape of the image, if the features are pixels.
    public var imageShape: ImageShape?

    /// - Precondition: `inputs` has a row for every entry of `target`, a column for every feature name and for
    ///   every pixel, and every label has a name.
    public init(
        name: String, featureNames: [String], inputs: Matrix<Double>, target: Target, source: String? = nil,
        imageShape: ImageShape? = nil
    ) {
        precondition(featureNames.count == inputs.columns, "every feature needs a name")
        switch target {
        case .classes(let labels, let names):
            precondition(labels.count == inputs.rows, "every sample needs a label")
            precondition(labels.allSatisfy(names.indices.contains), "every label needs a name")
        case .numeric(let values, let names):
            precondition(values.rows == inputs.rows, "every sample needs a target")
            precondition(values.columns == names.count, "every target column needs a name")
        }
        precondition(imageShape.map { $0.rows * $0.columns == inputs.columns } ?? true, "every pixel is a feature")
        self.name = name
        self.featureNames = featureNames
        self.inputs = inputs
        self.target = target
        self.source = source
        self.imageShape = imageShape
    }

    /// The number of rows of `inputs`.
    public var sampleCount: Int { inputs.rows }

    /// A size of the last layer that always fits: one output per class or per numeric target.
    public var outputCount: Int {
        switch target {
        case .classes(_, let names): names.count
        case .numeric(_, let names): names.count
        }
    }

    /// The names of the classes in the order of their labels; nil for numeric targets.
    public var classNames: [String]? {
        if case .classes(_, let names) = target { names } else { nil }
    }
}

extension Dataset {
    /// The matrices that a network trains on. Classes become one-hot rows: (samples × classes).
    public var samples: Samples {
        switch target {
        case .classes(let labels, let names):
            var oneHot = [Double](repeating: 0, count: labels.count * names.count)
            for (row, label) in labels.enumerated() { oneHot[row * names.count + label] = 1 }
            return Samples(
                inputs: inputs, targets: Matrix(rows: labels.count, columns: names.count, elements: oneHot),
                isClassification: true)
        case .numeric(let values, _):
            return Samples(inputs: inputs, targets: values, isClassification: false)
        }
    }

    /// The samples at `indices`, in that order.
    public func rows(_ indices: [Int]) -> Dataset {
        var part = self
        part.inputs = inputs.rows(indices)
        switch target {
        case .classes(let labels, let names):
            part.target = .classes(labels: indices.map { labels[$0] }, names: names)
        case .numeric(let values, let names):
            part.target = .numeric(values.rows(indices), names: names)
        }
        return part
    }
}

extension Matrix<Double> {
    /// The rows at `indices`, in that order: (indices × columns).
    fileprivate func rows(_ indices: [Int]) -> Matrix {
        var chosen: [Double] = []
        chosen.reserveCapacity(indices.count * columns)
        for index in indices { chosen += elements[index * columns..<(index + 1) * columns] }
        return Matrix(rows: indices.count, columns: columns, elements: chosen)
    }
}
