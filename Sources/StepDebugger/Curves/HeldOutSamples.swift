import NeuralEngine

/// A part of the samples, as figures name it: `train.loss`, `validation.accuracy`.
public enum SamplePart: String, CaseIterable, Sendable {
    /// The samples whose gradients change the weights.
    case training = "train"
    /// Samples to choose settings by, and the epoch to stop at.
    case validation
    /// Samples for a measurement on which nothing was chosen.
    case test

    /// What its samples are called: `training samples`.
    public var adjective: String { self == .training ? "training" : rawValue }
}

/// Samples that are kept out of training and measured at the end of each epoch.
public struct HeldOutSamples: Equatable, Sendable {
    /// Those to choose settings by; nil for none.
    public var validation: Samples?
    /// Those to test on; nil for none.
    public var test: Samples?

    /// Parts of which either may be missing.
    public init(validation: Samples? = nil, test: Samples? = nil) {
        self.validation = validation
        self.test = test
    }

    /// The part that says during training how good the network is: the validation samples, so that nothing is chosen by
    /// the test samples, or those if there are no others; nil without either.
    public var judging: (part: SamplePart, samples: Samples)? {
        validation.map { (.validation, $0) } ?? test.map { (.test, $0) }
    }
}
