import Datasets
import NeuralEngine
import Testing

@testable import Workbench

/// What a network makes of its data, held against its own accuracy and against functions that are known.
@Suite struct OutcomeTests {
    // MARK: Data

    /// Samples of some features in classes by turns, or with numbers; the last `testCount` are for testing.
    private func bench(
        features: Int, classes: Int? = nil, count: Int = 60, testCount: Int = 0, isStandardized: Bool = false,
        targets: (([Double]) -> [Double])? = nil, _ commands: String
    ) -> TestBench {
        var random = SplitMix64(seed: 9)
        var (inputs, outputs): ([[Double]], [[Double]]) = ([], [])
        for index in 0..<count {
            let own = classes.map { index % $0 } ?? 0
            let x = (0..<features).map { Double(own) * Double($0 % 2 * 2 - 1) + 0.4 * random.normal() }
            inputs.append(x)
            outputs.append(targets?(x) ?? (0..<(classes ?? 1)).map { $0 == own ? 1 : 0 })
        }
        func samples(_ range: Range<Int>) -> Samples {
            Samples(
                inputs: Matrix(Array(inputs[range])), targets: Matrix(Array(outputs[range])),
                isClassification: classes != nil)
        }
        var bench = TestBench()
        bench.files["made.csv"] = LoadedData(
            name: "made", featureNames: (0..<features).map { "length\($0)" },
            classNames: (0..<(classes ?? 0)).map { ["setosa", "versicolor", "virginica"][$0] },
            training: samples(0..<count - testCount), test: testCount > 0 ? samples(count - testCount..<count) : nil,
            isStandardized: isStandardized)
        _ = bench.run("data csv made.csv label=y\n" + commands)
        return bench
    }

    private func confusion(_ bench: TestBench, limit: Int = 10_000) throws -> Confusion {
        guard case .confusion(let confusion)? = bench.state.outcome(fieldColumns: 4, fieldRows: 4, sampleLimit: limit)
        else { throw NoSuchOutcome() }
        return confusion
    }

    private func field(
        _ bench: TestBench, columns: Int = 12, rows: Int = 8, limit: Int = 10_000, output: Int = 0
    ) throws -> BoundaryField {
        let outcome = bench.state.outcome(
            fieldColumns: columns, fieldRows: rows, sampleLimit: limit, output: output)
        guard case .boundary(let field)? = outcome else { throw NoSuchOutcome() }
        return field
    }

    private func predictions(_ bench: TestBench, limit: Int = 10_000, output: Int = 0) throws -> PredictedAgainstTrue {
        let outcome = bench.state.outcome(fieldColumns: 4, fieldRows: 4, sampleLimit: limit, output: output)
        guard case .predictions(let predictions)? = outcome else { throw NoSuchOutcome() }
        return predictions
    }

    private struct NoSuchOutcome: Error {}

    // MARK: Which

    @Test func theDataTellWhichOutcomeThereIs() {
        #expect(Outcome.kind(for: TestBench().state) == nil)
        #expect(TestBench().state.outcome(fieldColumns: 4, fieldRows: 4, sampleLimit: 10) == nil)
        var networkAlone = TestBench()
        _ = networkAlone.run("network 2-4-2")
        #expect(Outcome.kind(for: networkAlone.state) == nil)
        var mismatch = TestBench()
        _ = mismatch.run("data xor\nnetwork 3-4-2")
        #expect(Outcome.kind(for: mismatch.state) == nil)
        #expect(mismatch.state.outcome(fieldColumns: 4, fieldRows: 4, sampleLimit: 10) == nil)

        #expect(Outcome.kind(for: TestBench.xor().state) == .boundary)
        #expect(Outcome.kind(for: bench(features: 4, classes: 3, "network 4-5-3").state) == .confusion)
        #expect(Outcome.kind(for: bench(features: 3, "network 3-1").state) == .predictions)
        #expect(Outcome.kind(for: bench(features: 2, "network 2-1").state) == .boundary)
    }

    // MARK: Confusion

    @Test(arguments: ["float64", "float32"], ["cross-entropy", "binary-cross-entropy", "mse", "huber"])
    func aConfusionHasTheAccuracyThatTheEngineCounts(_ precision: String, _ loss: String) throws {
        for epochs in [0, 1, 30] {
            var bench = bench(
                features: 4, classes: 3, testCount: 24,
                "network 4-5-3 loss=\(loss) seed=2 precision=\(precision)\noptimizer sgd lr=0.1\nbatch 8\n"
                    + (epochs > 0 ? "train \(epochs) epochs" : ""))
            let confusion = try confusion(bench)
            #expect(confusion.part == .test && confusion.samples == SampleCount(shown: 24, total: 24))
            #expect(confusion.classNames == ["setosa", "versicolor", "virginica"])
            #expect(confusion.counts.map { $0.reduce(0, +) } == [8, 8, 8])
            #expect(confusion.undefined == [0, 0, 0])
            #expect(bench.value("test.accuracy")?.matrix.elements == [confusion.accuracy!])
        }
    }

    @Test func withoutTestSamplesTheTrainingSamplesAreJudged() throws {
        var bench = bench(features: 4, classes: 3, "network 4-5-3 seed=2\noptimizer sgd lr=0.1\ntrain 20 epochs")
        let confusion = try confusion(bench)
        #expect(confusion.part == .training && confusion.samples.total == 60)
        #expect(bench.value("train.accuracy")?.matrix.elements == [confusion.accuracy!])
    }

    @Test(arguments: ["binary-cross-entropy", "mse"])
    func oneOutputTellsTwoClassesApart(_ loss: String) throws {
        var bench = bench(
            features: 3, classes: 2, "network 3-1 loss=\(loss) seed=4\noptimizer sgd lr=0.1\ntrain 40 epochs")
        let confusion = try confusion(bench)
        #expect(confusion.classNames == ["setosa", "versicolor"])
        #expect(confusion.counts.map { $0.reduce(0, +) } == [30, 30])
        #expect(confusion.accuracy! > 0.9)
        #expect(bench.value("train.accuracy")?.matrix.elements == [confusion.accuracy!])
    }

    /// Weights by hand, so that what is taken for what is known.
    @Test func countsStandInTheRowOfWhatIsTrue() throws {
        let bench = bench(
            features: 3, classes: 3, "network 3-3\nlet W1 = [[0,0,0],[0,0,0],[0,0,0]]\nlet b1 = [[0,1,0]]")
        #expect(try confusion(bench).counts == [[0, 20, 0], [0, 20, 0], [0, 20, 0]])
        #expect(try confusion(bench).accuracy == 20.0 / 60)
    }

    @Test func aSampleThatTheNetworkSaysNothingAboutIsNotRight() throws {
        let bench = bench(features: 3, classes: 3, "network 3-3\nlet b1 = [[0,log(-1),0]]")
        let confusion = try confusion(bench)
        #expect(confusion.undefined == [20, 20, 20])
        #expect(confusion.accuracy == 0)
    }

    @Test func asManySamplesAreTakenAsTheLimitSaysOfEveryClass() throws {
        // The classes take turns: every third sample would be of the same.
        let bench = bench(features: 4, classes: 3, count: 900, "network 4-3")
        let confusion = try confusion(bench, limit: 300)
        #expect(confusion.samples == SampleCount(shown: 300, total: 900))
        #expect(!confusion.samples.isComplete)
        for row in confusion.counts { #expect((80...120).contains(row.reduce(0, +)), "\(confusion.counts)") }
        #expect(try self.confusion(bench, limit: 0).accuracy == nil)
        #expect(try self.confusion(bench, limit: 900).samples.isComplete)
    }

    @Test func samplesAreSpreadEvenly() {
        let inputs = Matrix<Double>(rows: 1000, columns: 1, elements: (0..<1000).map(Double.init))
        let samples = Samples(inputs: inputs, targets: inputs, isClassification: false)
        for limit in [1, 7, 333, 999] {
            let places = samples.spread(limit: limit).inputs.elements
            #expect(places.count == limit && Set(places).count == limit)
            // One in each stretch of the same length, or of one more.
            for (index, place) in places.enumerated() {
                #expect((index * 1000 / limit..<(index + 1) * 1000 / limit).contains(Int(place)), "\(limit)")
            }
        }
        #expect(samples.spread(limit: 1000) == samples && samples.spread(limit: -1).count == 0)
    }

    // MARK: Boundary

    @Test func theFieldIsWhatTheNetworkSaysInTheMiddleOfEachCell() throws {
        let bench = TestBench.xor("train 200 epochs")
        let field = try field(bench)
        #expect(field.cells.count == 96 && field.columns == 12 && field.rows == 8)
        let engine = try #require(bench.state.session?.engine)
        for row in 0..<8 {
            for column in 0..<12 {
                // The corners of the unit square, and a tenth beyond.
                let x = -0.1 + 1.2 * (Double(column) + 0.5) / 12
                let y = 1.1 - 1.2 * (Double(row) + 0.5) / 8
                let p = engine.forward(of: Matrix([[x, y]]))
                let index = p[0, 1] > p[0, 0] ? 1 : 0
                guard case .classIndex(index, let probability) = field[row, column] else {
                    Issue.record("\(field[row, column]) at \(x), \(y), where P is \(p.elements)")
                    continue
                }
                #expect(abs(probability - p[0, index]) < 1e-12)
            }
        }
    }

    @Test func axesHaveTheFeaturesNamesAndAMargin() throws {
        let field = try field(TestBench.xor())
        #expect(field.horizontal.name == "x1" && field.vertical.name == "x2")
        #expect(abs(field.horizontal.range.lowerBound + 0.1) < 1e-12)
        #expect(abs(field.vertical.range.upperBound - 1.1) < 1e-12)
        #expect(!field.horizontal.isStandardized)
        let standardized = bench(features: 2, classes: 2, isStandardized: true, "network 2-2")
        #expect(try self.field(standardized).vertical.isStandardized)
    }

    @Test func samplesStandInTheFieldWithTheirClasses() throws {
        let field = try field(TestBench.xor())
        #expect(
            field.points == [
                BoundaryField.Sample(x: 0, y: 0, target: .classIndex(0), isHeldOut: false),
                BoundaryField.Sample(x: 0, y: 1, target: .classIndex(1), isHeldOut: false),
                BoundaryField.Sample(x: 1, y: 0, target: .classIndex(1), isHeldOut: false),
                BoundaryField.Sample(x: 1, y: 1, target: .classIndex(0), isHeldOut: false),
            ])
        #expect(field.classNames == ["0", "1"] && field.numberRange == nil)
    }

    @Test func trainingAndTestSamplesShareTheLimit() throws {
        let bench = bench(features: 2, classes: 3, count: 100, testCount: 25, "network 2-3")
        let field = try field(bench, limit: 40)
        #expect(field.samples == SampleCount(shown: 40, total: 100))
        #expect(field.points.count { $0.isHeldOut } == 10 && field.points.count { !$0.isHeldOut } == 30)
        #expect(try self.field(bench).samples.isComplete)
        #expect(try self.field(bench, limit: 0).points.isEmpty)
        // The axes have room for all samples all the same.
        #expect(try self.field(bench, limit: 5).horizontal == field.horizontal)
    }

    @Test func oneOutputIsTheProbabilityOfTheSecondClass() throws {
        let bench = bench(features: 2, classes: 2, "network 2-1\nlet W1 = [[0],[0]]\nlet b1 = [[log(4)]]")
        for cell in try field(bench).cells {
            guard case .classIndex(1, let probability) = cell else {
                Issue.record("\(cell)")
                continue
            }
            #expect(abs(probability - 0.8) < 1e-12)
        }
        let other = self.bench(features: 2, classes: 2, "network 2-1\nlet W1 = [[0],[0]]\nlet b1 = [[-log(4)]]")
        for cell in try field(other).cells {
            guard case .classIndex(0, let probability) = cell else {
                Issue.record("\(cell)")
                continue
            }
            #expect(abs(probability - 0.8) < 1e-12)
        }
    }

    @Test func anOutputThatIsNoProbabilityIsKeptWithinThem() throws {
        let bench = bench(
            features: 2, classes: 2, "network 2-2 loss=mse\nlet W1 = [[0,0],[0,0]]\nlet b1 = [[7,-3]]")
        #expect(try field(bench).cells.allSatisfy { $0 == .classIndex(0, probability: 1) })
    }

    @Test func aFieldOfNumbersHasTheirRange() throws {
        // 2x − y + 1 on samples whose first feature is constant but for noise.
        let bench = bench(
            features: 2, targets: { [2 * $0[0] - $0[1], 10] }, "network 2-2\nlet W1 = [[2,0],[-1,0]]\nlet b1 = [[1,10]]"
        )
        let field = try field(bench)
        #expect(field.classNames.isEmpty)
        var numbers: [Double] = []
        for row in 0..<field.rows {
            for column in 0..<field.columns {
                guard case .number(let number) = field[row, column] else {
                    Issue.record("\(field[row, column])")
                    continue
                }
                let (h, v) = (field.horizontal.range, field.vertical.range)
                let x = h.lowerBound + (h.upperBound - h.lowerBound) * (Double(column) + 0.5) / 12
                let y = v.upperBound - (v.upperBound - v.lowerBound) * (Double(row) + 0.5) / 8
                #expect(abs(number - (2 * x - y + 1)) < 1e-9)
                numbers.append(number)
            }
        }
        for point in field.points {
            guard case .number(let number) = point.target else { throw NoSuchOutcome() }
            #expect(abs(number - (2 * point.x - point.y)) < 1e-12)
            numbers.append(number)
        }
        #expect(field.numberRange == numbers.min()!...numbers.max()!)
        #expect(try self.field(bench, output: 1).numberRange == 10...10)
        #expect(try self.field(bench, output: 99).output == 1)
    }

    @Test func aFieldOfANetworkThatSaysNothing() throws {
        let bench = bench(features: 2, classes: 2, "network 2-2\nlet b1 = [[log(-1),0]]")
        #expect(try field(bench).cells.allSatisfy { $0 == .undefined })
        #expect(try field(bench, columns: 0, rows: 0).cells.isEmpty)
        #expect(try field(bench, columns: -3, rows: 5).cells.isEmpty)
    }

    @Test func aFeatureThatIsConstantHasRoomAroundIt() throws {
        var bench = TestBench()
        _ = bench.run("data inline X=[[1,5],[1,6]] Y=[[0.5],[2.5]]\nnetwork 2-1")
        #expect(try field(bench).horizontal.range == 0.5...1.5)
    }

    // MARK: Predictions

    @Test func predictionsStandBesideWhatIsTrue() throws {
        let bench = bench(
            features: 3, testCount: 20, targets: { [$0[0] + 2 * $0[1], 3 * $0[2]] },
            "network 3-2\nlet W1 = [[1,0],[2,0],[0,3]]\nlet b1 = [[0,0.5]]")
        let first = try predictions(bench)
        #expect(first.part == .test && first.pairs.count == 20 && first.output == 0 && first.outputCount == 2)
        for pair in first.pairs { #expect(abs(pair.predicted - pair.target) < 1e-12) }
        #expect(abs(try #require(first.determination) - 1) < 1e-12)
        let targets = first.pairs.map(\.target)
        #expect(first.range.lowerBound < targets.min()! && first.range.upperBound > targets.max()!)

        let second = try predictions(bench, output: 1)
        for pair in second.pairs { #expect(abs(pair.predicted - pair.target - 0.5) < 1e-12) }
        let mean = second.pairs.reduce(0) { $0 + $1.target } / 20
        let variance = second.pairs.reduce(0) { $0 + ($1.target - mean) * ($1.target - mean) }
        #expect(abs(try #require(second.determination) - (1 - 20 * 0.25 / variance)) < 1e-9)
        #expect(try predictions(bench, limit: 7).samples == SampleCount(shown: 7, total: 20))
    }

    @Test func withoutVarianceThereIsNoShareOfIt() throws {
        let constant = bench(features: 3, targets: { _ in [4] }, "network 3-1")
        #expect(try predictions(constant).determination == nil)
        let none = bench(features: 3, targets: { [$0[0]] }, "network 3-1")
        #expect(try predictions(none, limit: 0).determination == nil)
        let nan = bench(features: 3, targets: { [$0[0]] }, "network 3-1\nlet b1 = [[log(-1)]]")
        #expect(try predictions(nan).determination == nil)
        #expect(try predictions(nan).pairs.allSatisfy { $0.predicted.isNaN })
        #expect(try predictions(nan).range.lowerBound.isFinite)
    }

    @Test func anOutcomeChangesNothing() {
        let bench = TestBench.xor("train 3 iterations\nstep 2")
        let before = bench.state
        _ = bench.state.outcome(fieldColumns: 9, fieldRows: 9, sampleLimit: 9)
        #expect(bench.state == before)
    }
}
