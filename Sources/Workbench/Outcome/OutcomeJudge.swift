import NeuralEngine
import StepDebugger

/// Samples with the network's answers.
struct AnsweredSamples {
    let samples: Samples
    let answers: [NetworkAnswer]
    /// How many there are in all; these may be some of them.
    let total: Int

    var count: SampleCount { SampleCount(shown: samples.count, total: total) }
}

/// Asks the network about samples, and reads its answers.
struct OutcomeJudge {
    let engine: Engine
    let isClassification: Bool
    /// The output to read numbers from.
    let output: Int
    /// The names of the classes; a single output distinguishes two.
    let classNames: [String]

    /// The network's answers for some samples.
    /// - inputs: (samples × features)
    func answers(on inputs: Matrix<Double>) -> [NetworkAnswer] { answers(from: engine.forward(of: inputs)) }

    /// The answers that outputs stand for, one row per sample.
    func answers(from outputs: Matrix<Double>) -> [NetworkAnswer] {
        (0..<outputs.rows).map { answer(on: outputs.row($0)) }
    }

    /// Samples with the answers for them: all those tested at the end of an epoch, or at most so many.
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

    /// The class that outputs or targets stand for, as the engine's accuracy has it; nil if they stand for none.
    static func classIndex(_ outputs: [Double]) -> Int? {
        guard let first = outputs.first, !first.isNaN else { return nil }
        if outputs.count == 1 { return first >= 0.5 ? 1 : 0 }
        var largest = 0
        for index in outputs.indices where outputs[index] > outputs[largest] { largest = index }
        return largest
    }
}

extension Samples {
    /// At most so many of the samples, one from each of as many runs of equal length.
    func spread(limit: Int) -> Samples {
        let limit = max(limit, 0)
        guard count > limit else { return self }
        let places = (0..<limit).map { index in
            let stretch = MatrixCells.range(ofBlock: index, of: limit, count: count)
            // The position in the run varies; otherwise, if the data cycle through the classes, all would be of one
            // class.
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
    /// The range of the finite ones of some numbers, with a margin on both sides that is a fraction of the width, or a
    /// half if the width is zero.
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
        // If the width overflows, there is no room for a margin either.
        self =
            margin.isFinite && (least - margin).isFinite && (most + margin).isFinite
            ? least - margin...most + margin : least...most
    }
}
