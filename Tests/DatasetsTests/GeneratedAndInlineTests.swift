import Datasets
import NeuralEngine
import Testing

extension Dataset {
    /// The set that many tests take.
    static func xor(samples: Int? = nil, noise: Double? = nil, seed: UInt64 = 0) throws(DatasetError) -> Dataset {
        try GeneratedDataset.xor.made(GeneratedDataset.Options(samples: samples, noise: noise, seed: seed))
    }
}

@Suite struct XorTests {
    @Test func theFourPointsAreInTheOrderOfCounting() throws {
        let xor = try Dataset.xor()
        #expect(xor.inputs == Matrix(rows: 4, columns: 2, elements: [0, 0, 0, 1, 1, 0, 1, 1]))
        #expect(xor.target == .classes(labels: [0, 1, 1, 0], names: ["0", "1"]))
    }

    @Test func samplesGoRoundTheCorners() throws {
        let xor = try Dataset.xor(samples: 6, noise: 0)
        #expect(xor.inputs.elements == [0, 0, 0, 1, 1, 0, 1, 1, 0, 0, 0, 1])
        #expect(xor.target == .classes(labels: [0, 1, 1, 0, 0, 1], names: ["0", "1"]))
    }

    @Test func noiseMovesThePointsAndLeavesTheLabels() throws {
        let clean = try Dataset.xor(samples: 4000, noise: 0)
        let noisy = try Dataset.xor(samples: 4000, noise: 0.1, seed: 5)
        #expect(noisy.target == clean.target)
        let offsets = zip(noisy.inputs.elements, clean.inputs.elements).map { $0 - $1 }
        let deviation = (offsets.reduce(0) { $0 + $1 * $1 } / Double(offsets.count)).squareRoot()
        #expect(abs(deviation - 0.1) < 0.005)
        #expect(try Dataset.xor(samples: 4000, noise: 0.1, seed: 5) == noisy)
        #expect(try Dataset.xor(samples: 4000, noise: 0.1, seed: 6) != noisy)
        #expect(try Dataset.xor(noise: 0.1).sampleCount == 4)
    }

    @Test func moreSamplesAreCloudsUnlessToldOtherwise() throws {
        #expect(try Dataset.xor(samples: 40, seed: 2) == Dataset.xor(samples: 40, noise: 0.15, seed: 2))
    }

    @Test func whatCannotBeMadeIsRefused() {
        #expect(throws: DatasetError.sampleCountOutOfRange(0, limit: 10_000_000)) { try Dataset.xor(samples: 0) }
        #expect(throws: DatasetError.sampleCountOutOfRange(.max, limit: 10_000_000)) {
            try Dataset.xor(samples: .max)
        }
        #expect(throws: DatasetError.noiseOutOfRange(-1, limit: 1e6)) { try Dataset.xor(noise: -1) }
        #expect(throws: DatasetError.noiseOutOfRange(.infinity, limit: 1e6)) { try Dataset.xor(noise: .infinity) }
        #expect(DatasetError.sampleCountOutOfRange(0, limit: 9).description == "samples=0 is not from 1 to 9")
    }
}

@Suite struct InlineTests {
    private let twoInputs = Matrix<Double>(rows: 2, columns: 2, elements: [1, 2, 3, 4])

    @Test(arguments: [
        (2, [0.0, 1, 1, 0], [1, 0]), (2, [1, 0, 1, 0], [0, 0]), (1, [0, 1], [0, 1]), (1, [1, 1], [1, 1]),
    ])
    func oneHotRowsAndOneColumnOfBitsAreClasses(_ columns: Int, _ elements: [Double], labels: [Int]) throws {
        let data = try Dataset.inline(
            inputs: twoInputs, targets: Matrix(rows: 2, columns: columns, elements: elements))
        #expect(data.target == .classes(labels: labels, names: ["0", "1"]))
    }

    @Test(arguments: [
        (2, [1.0, 1, 1, 0]), (2, [0, 0, 1, 0]), (2, [0.01, 0.99, 1, 0]), (1, [0, 2]), (2, [2, -1, 0, 1]),
        (1, [.nan, 1]),
    ])
    func anythingElseIsNumeric(_ columns: Int, _ elements: [Double]) throws {
        let targets = Matrix(rows: 2, columns: columns, elements: elements)
        let data = try Dataset.inline(inputs: twoInputs, targets: targets)
        #expect(data.classNames == nil && data.outputCount == columns)
    }

    @Test func rowsMustAgree() throws {
        let targets = Matrix<Double>(rows: 1, columns: 1, elements: [1])
        #expect(throws: DatasetError.inlineRowsDiffer(inputs: 2, targets: 1)) {
            try Dataset.inline(inputs: twoInputs, targets: targets)
        }
        #expect(
            DatasetError.inlineRowsDiffer(inputs: 2, targets: 1).description
                == "X has 2 rows, Y has 1: each sample needs a row in both")
        let none = Matrix<Double>(rows: 2, columns: 0, elements: [])
        #expect(throws: DatasetError.inlineWithoutCells) { try Dataset.inline(inputs: none, targets: twoInputs) }
    }
}

@Suite struct SamplesTests {
    @Test func classesBecomeOneHotRows() throws {
        let samples = try Dataset.xor().samples
        #expect(samples.targets == Matrix(rows: 4, columns: 2, elements: [1, 0, 0, 1, 0, 1, 1, 0]))
        #expect(samples.isClassification)
    }

    @Test func numbersStayNumbers() throws {
        let data = try read("a,y\n1,0.5\n2,2.5\n")
        let samples = data.samples
        #expect(samples.targets == Matrix(rows: 2, columns: 1, elements: [0.5, 2.5]))
        #expect(!samples.isClassification)
    }

    @Test func dataOfOneClassAreNothingToLoad() throws {
        let data = try Dataset(
            csv: Array("a,b\n1,x\n2,x\n".utf8), file: "d.csv", options: CSVOptions(label: "b", task: .classification))
        let error = #expect(throws: DatasetError.oneClassOnly(dataset: "d.csv", className: "x")) {
            try LoadedData(data.prepared(DataPreparation()))
        }
        #expect(
            error?.description
                == "all samples of d.csv are of the class 'x': there is nothing to tell apart; is the label column right?"
        )
    }
}
