import NeuralEngine
import StepDebugger

/// How the network answers for the data, in the form that suits the data.
public indirect enum Outcome: Equatable, Sendable {
    /// Two features: the answers throughout their plane.
    case boundary(BoundaryField)
    /// Classes: which are mistaken for which.
    case confusion(Confusion)
    /// Numbers: predictions against true values.
    case predictions(PredictedAgainstTrue)

    /// The kind of an outcome, known without computing it.
    public enum Kind: Equatable, Sendable {
        case boundary, confusion, predictions
    }

    /// Which outcome suits a workbench; nil if it has no network, or no data that fits.
    public static func kind(for state: WorkbenchState) -> Kind? {
        guard let engine = state.session?.engine, let training = engine.training else { return nil }
        if engine.network.inputCount == 2 { return .boundary }
        return training.isClassification ? .confusion : .predictions
    }

    /// All kinds of outcome for a workbench; the one that suits it best comes first.
    public static func kinds(for state: WorkbenchState) -> [Kind] {
        guard let usual = kind(for: state), let training = state.session?.engine.training else { return [] }
        return usual == .boundary ? [.boundary, training.isClassification ? .confusion : .predictions] : [usual]
    }
}

/// How many samples an outcome is made from, out of how many.
public struct SampleCount: Equatable, Sendable {
    /// How many samples were used.
    public let shown: Int
    /// How many there are.
    public let total: Int

    /// Whether all were used.
    public var isComplete: Bool { shown == total }
}

/// A feature along an axis.
public struct FeatureAxis: Equatable, Sendable {
    /// Its name.
    public let name: String
    /// The range of the axis, with a margin around the samples, in the numbers that the network sees.
    public let range: ClosedRange<Double>
    /// Whether those are standard deviations from the mean rather than the original numbers.
    public let isStandardized: Bool
}

/// The network's answer for a sample.
public enum NetworkAnswer: Equatable, Sendable {
    /// The class of the largest output, or for a single output the class on its side of 0.5, and the probability of
    /// that class. If the loss has no probabilities, this is the output itself, clamped to 0 ... 1.
    case classIndex(Int, probability: Double)
    /// The predicted number.
    case number(Double)
    /// NaN.
    case undefined
}

extension WorkbenchState {
    /// How the network as it is now answers for the validation samples, or else for the test samples, or else for the
    /// training samples; with two features, also for the training samples. Nil if `Outcome.kind(for:)` is.
    ///
    /// This takes a forward pass over `sampleLimit` samples and, for a boundary, over the cells of the field: too much
    /// for every frame if the network is large. The session is not changed; only the parameters are copied.
    ///
    /// - Parameters:
    ///   - wanted: one of `Outcome.kinds(for:)`; otherwise the one that suits the workbench is used.
    ///   - fieldColumns: the columns of a boundary's field.
    ///   - fieldRows: its rows.
    ///   - sampleLimit: the most samples to use, spread evenly.
    ///   - output: the output that predictions and a field of numbers show; the last one if there are fewer.
    ///   - isOfLastTest: whether to use the answers for all those samples from the end of the last epoch if they are
    ///     known, at no cost. Boundaries always show the network as it is now.
    public func outcome(
        _ wanted: Outcome.Kind? = nil, fieldColumns: Int, fieldRows: Int, sampleLimit: Int, output: Int = 0,
        isOfLastTest: Bool = false
    ) -> Outcome? {
        guard let usual = Outcome.kind(for: self), let engine = session?.engine, let training = engine.training else {
            return nil
        }
        let judge = OutcomeJudge(
            engine: engine, isClassification: training.isClassification,
            output: min(max(output, 0), engine.network.outputCount - 1), classNames: classNames)
        let kind = wanted.flatMap { Outcome.kinds(for: self).contains($0) ? $0 : nil } ?? usual
        let (part, chosen) = heldOut.judging ?? (.training, training)
        let tested = isOfLastTest && part != .training ? session?.latestTest : nil
        var answered: AnsweredSamples { judge.answered(chosen, limit: sampleLimit, tested: tested) }
        switch kind {
        case .boundary:
            return .boundary(
                BoundaryField(
                    judge, training: training, heldOut: heldOut.judging?.samples, features: featureNames,
                    isStandardized: setup.data?.isStandardized ?? false, columns: max(fieldColumns, 0),
                    rows: max(fieldRows, 0), sampleLimit: sampleLimit))
        case .confusion: return .confusion(Confusion(judge, answered, part: part))
        case .predictions: return .predictions(PredictedAgainstTrue(judge, answered, part: part))
        }
    }

    /// The names of the features, if each has one.
    var featureNames: [String] {
        let count = session?.engine.network.inputCount ?? 0
        let names = setup.data?.featureNames ?? []
        return names.count == count ? names : (0..<count).map { "x\($0)" }
    }

    /// The names of the classes, if each has one.
    var classNames: [String] {
        let outputs = session?.engine.network.outputCount ?? 0
        let count = outputs == 1 ? 2 : outputs
        let names = setup.data?.classNames ?? []
        return names.count == count ? names : (0..<count).map(String.init)
    }
}
