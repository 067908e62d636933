import NeuralEngine
import StepDebugger

/// What the network makes of the data, in the form that suits them.
public indirect enum Outcome: Equatable, Sendable {
    /// Two features: what the network says everywhere between the samples.
    case boundary(BoundaryField)
    /// Classes: which were taken for which.
    case confusion(Confusion)
    /// Numbers: what was predicted beside what is true.
    case predictions(PredictedAgainstTrue)

    /// Which of them it is, without the work.
    public enum Kind: Equatable, Sendable {
        case boundary, confusion, predictions
    }

    /// Which outcome suits a workbench; nil where there is no network, or no data that it can take.
    public static func kind(for state: WorkbenchState) -> Kind? {
        guard let engine = state.session?.engine, let training = engine.training else { return nil }
        if engine.network.inputCount == 2 { return .boundary }
        return training.isClassification ? .confusion : .predictions
    }

    /// All that there are for a workbench, the one that suits it first.
    public static func kinds(for state: WorkbenchState) -> [Kind] {
        guard let usual = kind(for: state), let training = state.session?.engine.training else { return [] }
        return usual == .boundary ? [.boundary, training.isClassification ? .confusion : .predictions] : [usual]
    }
}

/// How many samples an outcome was made from, of how many there are.
public struct SampleCount: Equatable, Sendable {
    /// The samples that the network was asked about.
    public let shown: Int
    /// All that there are.
    public let total: Int

    /// Whether that is all of them.
    public var isComplete: Bool { shown == total }
}

/// A feature along an axis.
public struct FeatureAxis: Equatable, Sendable {
    /// Its name.
    public let name: String
    /// From where to where, with a margin beyond the samples, in the numbers that the network sees.
    public let range: ClosedRange<Double>
    /// Whether those are standard deviations from the mean rather than the data's own numbers.
    public let isStandardized: Bool
}

/// What the network says of a sample.
public enum NetworkAnswer: Equatable, Sendable {
    /// The class of the largest output, or that of one output by the side of 0.5 on which it is, and the probability of
    /// that class; where the loss makes no probabilities, the output itself, kept within 0 ... 1.
    case classIndex(Int, probability: Double)
    /// The number that is predicted.
    case number(Double)
    /// NaN.
    case undefined
}

extension WorkbenchState {
    /// What the network as it is now makes of the validation samples, or else the test samples, or else the training
    /// samples; with two features also of the training samples. Nil where `Outcome.kind(for:)` is.
    ///
    /// It takes a forward pass of `sampleLimit` samples and, for a boundary, of as many as the field has cells: nothing to do
    /// on each frame of a large network. Nothing of the session is changed or copied but the parameters.
    ///
    /// - Parameters:
    ///   - wanted: one of `Outcome.kinds(for:)`; anything else gives the one that suits the workbench.
    ///   - fieldColumns: the columns of a boundary's field.
    ///   - fieldRows: its rows.
    ///   - sampleLimit: how many samples are taken at most, spread evenly.
    ///   - output: the output that predictions and a field of numbers are about; the last one where there are fewer.
    ///   - isOfLastTest: whether to take what the network made of those samples at the end of the last epoch, where
    ///     that is known: of all of them, and at no cost. Boundaries are always those of now.
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

    /// The data's names of the features, where there is one for each.
    var featureNames: [String] {
        let count = session?.engine.network.inputCount ?? 0
        let names = setup.data?.featureNames ?? []
        return names.count == count ? names : (0..<count).map { "x\($0)" }
    }

    /// The data's names of the classes, where there is one for each.
    var classNames: [String] {
        let outputs = session?.engine.network.outputCount ?? 0
        let count = outputs == 1 ? 2 : outputs
        let names = setup.data?.classNames ?? []
        return names.count == count ? names : (0..<count).map(String.init)
    }
}
