import NeuralEngine
import StepDebugger

/// Samples and what the network says of each.
struct AnsweredSamples {
    let samples: Samples
    let answers: [NetworkAnswer]
    /// How many there are, of which these may be a part.
    let total: Int

    var count: SampleCount { SampleCount(shown: samples.count, total: total) }
}

/// Asks the network about samples, and reads its answers.
struct OutcomeJudge {
    let engine: Engine
    let isClassification: Bool
    /// The output that numbers are about.
    let output: Int
    /// The names of the classes, of which a single output tells two apart.
    let classNames: [String]

    /// What the network says of each of some samples.
    /// - inputs: (samples × features)
    func answers(on inputs: Matrix<Double>) -> [NetworkAnswer] { answers(from: engine.forward(of: inputs)) }

    /// What the network says by its outputs, one row a sample.
    func answers(from outputs: Matrix<Double>) -> [NetworkAnswer] {
        (0..<outputs.rows).map { answer(on: outputs.row($0)) }
    }

    /// Samples with the answers on them: all of those that were tested at the end of an epoch, or so many.
    func answered(_ samples: Samples, limit: Int, tested: TestedEpoch?) -> AnsweredSamples {
        if let tested, tested.outputs.rows == samples.count {
            return AnsweredSamples(samples: samples, answers: answers(from: tested.outputs), total: samples.count)
        }
        let chosen = samples.spread(limit: limit)
        return AnsweredSamples(samples: chosen, answers: answers(on: chosen.inputs), total: samples.count)
    }

    private func answer(on outputs: [Double]) -> NetworkAnswer {
        guard isClassification else {
            return outputs[output].isNaN ? .undefined : .number(outputs[output])
        }
        guard let index = Self.classIndex(outputs) else { return .undefined }
        let ofClass = outputs.count == 1 && index == 0 ? 1 - outputs[0] : outputs[outputs.count == 1 ? 0 : index]
        return .classIndex(index, probability: min(max(ofClass, 0), 1))
    }

    /// The class that outputs or targets stand for, as the engine's accuracy counts it; nil where they stand for none.
    static func classIndex(_ outputs: [Double]) -> Int? {
        guard let first = outputs.first, !first.isNaN else { return nil }
        if outputs.count == 1 { return first >= 0.5 ? 1 : 0 }
        var largest = 0
        for index in outputs.indices where outputs[index] > outputs[largest] { largest = index }
        return largest
    }
}

extension Samples {
    /// At most so many of the samples, one from each of as many stretches of equal length.
    func spread(limit: Int) -> Samples {
        let limit = max(limit, 0)
        guard count > limit else { return self }
        let places = (0..<limit).map { index in
            let stretch = MatrixCells.range(ofBlock: index, of: limit, count: count)
            // Where in its stretch differs from one to the next, or data that go round the classes would show one of them.
            let share = (Double(index) * 0.618_033_988_749_895).truncatingRemainder(dividingBy: 1)
            return stretch.lowerBound + Int(share * Double(stretch.count))
        }
        return Samples(
            inputs: inputs.rows(places), targets: targets.rows(places), isClassification: isClassification)
    }
}

extension Matrix<Double> {
    fileprivate func rows(_ places: [Int]) -> Matrix {
        var chosen: [Double] = []
        chosen.reserveCapacity(places.count * columns)
        for place in places { chosen += elements[place * columns..<(place + 1) * columns] }
        return Matrix(rows: places.count, columns: columns, elements: chosen)
    }
}

extension ClosedRange<Double> {
    /// From the least to the largest of some numbers and a margin beyond both, which is a share of the width; a half where
    /// there is no width. Numbers that are not finite do not count.
    init(of numbers: some Sequence<Double>, margin share: Double) {
        var (least, most) = (Double.infinity, -Double.infinity)
        for number in numbers where number.isFinite {
            least = Swift.min(least, number)
            most = Swift.max(most, number)
        }
        guard least <= most else {
            self = -0.5...0.5
            return
        }
        let width = most - least
        let margin = width > 0 ? width * share : Swift.max(0.5, most.magnitude * share)
        // A width that is no number any more has no room for a margin either.
        self =
            margin.isFinite && (least - margin).isFinite && (most + margin).isFinite
            ? least - margin...most + margin : least...most
    }
}
