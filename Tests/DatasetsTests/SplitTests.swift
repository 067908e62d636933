import Datasets
import NeuralEngine
import Testing

/// `counts[c]` samples of class c, in the order of the classes; the only feature is the sample's number.
private func numbered(_ counts: [Int]) -> Dataset {
    let labels = counts.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
    return Dataset(
        name: "numbered", featureNames: ["number"],
        inputs: Matrix(rows: labels.count, columns: 1, elements: labels.indices.map(Double.init)),
        target: .classes(labels: labels, names: counts.indices.map { "c\($0)" }))
}

private func countByClass(_ data: Dataset) -> [Int] {
    guard case .classes(let labels, let names) = data.target else { return [] }
    return names.indices.map { label in labels.count { $0 == label } }
}

@Suite struct SplitTests {
    @Test func withoutPreparationTheDataStaysAsItIs() throws {
        let data = numbered([3, 4])
        #expect(try data.prepared(DataPreparation()) == SplitDataset(training: data))
    }

    @Test func eachClassKeepsItsShare() throws {
        let split = try numbered([50, 50, 50]).prepared(DataPreparation(testFraction: 0.2, seed: 3))
        #expect(countByClass(split.training) == [40, 40, 40])
        #expect(try countByClass(#require(split.test)) == [10, 10, 10])
    }

    @Test(arguments: [[90, 9, 1], [7, 7, 7], [1, 1, 1, 1, 1], [997, 3], [10, 0, 10]])
    func sharesAddUpAndNoneIsASampleOff(_ counts: [Int]) throws {
        let total = counts.reduce(0, +)
        let split = try numbered(counts).prepared(DataPreparation(testFraction: 0.3, seed: 1))
        let test = countByClass(try #require(split.test))
        #expect(test.reduce(0, +) == Int((Double(total) * 0.3).rounded()))
        for (share, count) in zip(test, counts) { #expect(abs(Double(share) - Double(count) * 0.3) < 1.2) }
    }

    @Test func everySampleIsInExactlyOnePartWithItsOwnLabel() throws {
        let data = numbered([30, 20])
        let split = try data.prepared(DataPreparation(testFraction: 0.3, seed: 9))
        let test = try #require(split.test)
        let numbers = split.training.inputs.elements + test.inputs.elements
        #expect(numbers.sorted() == data.inputs.elements)
        #expect(split.training.inputs.elements != split.training.inputs.elements.sorted(), "in random order")
        for part in [split.training, test] {
            guard case .classes(let labels, _) = part.target else { continue }
            #expect(zip(part.inputs.elements, labels).allSatisfy { ($0 < 30 ? 0 : 1) == $1 })
        }
    }

    /// A fifth to test on, then a quarter of the rest for validation.
    @Test func aValidationPartIsDrawnFromWhatTheTestPartLeaves() throws {
        let data = numbered([50, 25])
        let split = try data.prepared(DataPreparation(testFraction: 0.2, validationFraction: 0.25, seed: 3))
        let test = try #require(split.test)
        let validation = try #require(split.validation)
        #expect(countByClass(test) == [10, 5] && countByClass(validation) == [10, 5])
        #expect(countByClass(split.training) == [30, 15])
        let numbers = [split.training, validation, test].flatMap(\.inputs.elements)
        #expect(numbers.sorted() == data.inputs.elements)
        // The test part is the same without one.
        #expect(try data.prepared(DataPreparation(testFraction: 0.2, seed: 3)).test == test)
        #expect(try data.prepared(DataPreparation(validationFraction: 0.2, seed: 3)).validation == test)
    }

    @Test func aValidationPartIsScaledByTheTrainingPart() throws {
        let preparation = DataPreparation(validationFraction: 0.25, standardize: true, seed: 4)
        let split = try numbered([20, 20]).prepared(preparation)
        var plain = preparation
        plain.standardize = false
        let unscaled = try numbered([20, 20]).prepared(plain)
        let standardization = try #require(split.standardization)
        #expect(standardization == Standardization(fittedTo: unscaled.training.inputs))
        #expect(
            try #require(split.validation).inputs
                == standardization.applied(to: try #require(unscaled.validation).inputs))
    }

    @Test func theSeedAloneDecides() throws {
        let data = numbered([30, 20])
        let first = try data.prepared(DataPreparation(testFraction: 0.3, limit: 40, seed: 9))
        #expect(try data.prepared(DataPreparation(testFraction: 0.3, limit: 40, seed: 9)) == first)
        #expect(try data.prepared(DataPreparation(testFraction: 0.3, limit: 40, seed: 10)) != first)
    }

    @Test func aLimitDrawsSamplesAndKeepsTheirOrder() throws {
        let data = numbered([30, 20])
        let few = try data.prepared(DataPreparation(limit: 12, seed: 2)).training
        #expect(few.sampleCount == 12)
        #expect(few.inputs.elements == few.inputs.elements.sorted())
        #expect(few.inputs.elements != Array(data.inputs.elements.prefix(12)))
        #expect(try data.prepared(DataPreparation(limit: 500)).training == data)
    }

    @Test func numericTargetsMoveWithTheirInputs() throws {
        let values = (0..<10).map(Double.init)
        let data = Dataset(
            name: "line", featureNames: ["x"], inputs: Matrix(rows: 10, columns: 1, elements: values),
            target: .numeric(Matrix(rows: 10, columns: 2, elements: values.flatMap { [$0, -$0] }), names: ["a", "b"]))
        let split = try data.prepared(DataPreparation(testFraction: 0.4))
        for part in [split.training, try #require(split.test)] {
            guard case .numeric(let targets, _) = part.target else { continue }
            #expect(targets.elements == part.inputs.elements.flatMap { [$0, -$0] })
        }
        #expect(split.test?.sampleCount == 4)
    }

    @Test(arguments: [
        (DataPreparation(testFraction: 0.01), "test=0.01 of 4 samples leaves no test sample"),
        (DataPreparation(testFraction: 0.9), "test=0.9 of 4 samples leaves no training sample"),
        (DataPreparation(testFraction: 0.5, limit: 1), "test=0.5 of 1 sample leaves no training sample"),
        (DataPreparation(validationFraction: 0.1), "validation=0.1 of 4 samples leaves no validation sample"),
        (
            DataPreparation(testFraction: 0.5, validationFraction: 0.9),
            "validation=0.9 of 2 samples leaves no training sample"
        ),
        (
            DataPreparation(validationFraction: 1),
            "validation=1.0 is not a share: it must be at least 0 and less than 1"
        ),
        (DataPreparation(testFraction: 1), "test=1.0 is not a share: it must be at least 0 and less than 1"),
        (DataPreparation(testFraction: -0.1), "test=-0.1 is not a share: it must be at least 0 and less than 1"),
        (DataPreparation(testFraction: .nan), "test=nan is not a share: it must be at least 0 and less than 1"),
        (DataPreparation(limit: 0), "limit=0 leaves no sample: it must be at least 1"),
    ])
    func aSplitThatLeavesNothingIsRefused(_ preparation: DataPreparation, message: String) {
        let error = #expect(throws: DatasetError.self) { _ = try numbered([2, 2]).prepared(preparation) }
        #expect(error?.description == message)
    }
}

extension Standardization {
    fileprivate func applied(to inputs: Matrix<Double>) -> Matrix<Double> {
        var scaled = inputs
        apply(to: &scaled)
        return scaled
    }
}

@Suite struct StandardizationTests {
    @Test func theTrainingPartHasMeanZeroAndDeviationOne() throws {
        let data = try load(.digits)
        let split = try data.prepared(DataPreparation(testFraction: 0.25, standardize: true, seed: 4))
        let inputs = split.training.inputs
        let standardization = try #require(split.standardization)
        for feature in 0..<inputs.columns {
            let values = (0..<inputs.rows).map { inputs[$0, feature] }
            let mean = values.reduce(0, +) / Double(values.count)
            let variance = values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
            #expect(abs(mean) < 1e-12)
            #expect(abs(variance - (standardization.deviations[feature] == 0 ? 0 : 1)) < 1e-12)
        }
    }

    @Test func theTestPartIsScaledWithWhatTheTrainingPartTaught() throws {
        let data = try load(.iris)
        let plain = try data.prepared(DataPreparation(testFraction: 0.2, seed: 4))
        let scaled = try data.prepared(DataPreparation(testFraction: 0.2, standardize: true, seed: 4))
        let standardization = Standardization(fittedTo: plain.training.inputs)
        #expect(scaled.standardization == standardization)
        #expect(try scaled.test?.inputs == standardization.applied(to: #require(plain.test).inputs))
        #expect(scaled.test?.target == plain.test?.target)
    }

    @Test func constantFeaturesStayZeroWhateverTheyAre() {
        let inputs = Matrix<Double>(rows: 150, columns: 1, elements: Array(repeating: 0.1, count: 150))
        let standardization = Standardization(fittedTo: inputs)
        #expect(standardization.deviations == [0])
        #expect(standardization.applied(to: inputs).elements.allSatisfy { $0 == 0 })
        #expect(standardization.applied(to: Matrix(rows: 1, columns: 1, elements: [2.1])).elements == [2])
    }

    @Test func greatAndSmallValuesDoNotOverflow() {
        for unit in [1e-300, 1, 1e300] {
            let inputs = Matrix(rows: 4, columns: 1, elements: [1, 2, 3, 4].map { $0 * unit })
            let scaled = Standardization(fittedTo: inputs).applied(to: inputs).elements
            for (value, expected) in zip(scaled, [-3, -1, 1, 3].map { $0 / 5.0.squareRoot() }) {
                #expect(abs(value - expected) < 1e-12)
            }
        }
    }
}
