import CommandLanguage
import NeuralEngine
import Testing

@testable import Workbench

/// `plot` and what it reports.
@Suite struct PlotCommandTests {
    private func report(_ bench: inout TestBench, _ line: String) throws -> PlotReport {
        let contents = bench.run(line)
        let content = try #require(contents.last)
        guard let report = content.body as? PlotReport else {
            Issue.record("\(content)")
            throw CancellationError()
        }
        return report
    }

    /// Two iterations an epoch.
    private static let batches = """
        data xor test=0.2
        network 2-3-2 seed=1
        optimizer sgd lr=0.1
        batch 2 shuffle=yes
        """

    private static let numbers = "data inline X=[[1, 2, 3], [4, 5, 6]] Y=[[0.5], [1.5]]\nnetwork 3-1"

    @Test func curvesHaveEveryIterationAndEveryEpoch() throws {
        var bench = TestBench()
        _ = bench.run(Self.batches + "\ntrain 3 epochs")
        for subject in [PlotSubject.loss, .accuracy] {
            guard case .curves(let curves, let smoothing) = try report(&bench, "plot \(subject.rawValue)").data else {
                Issue.record("no curves")
                return
            }
            #expect(smoothing == 0.9)
            #expect(curves.map(\.name) == ["train", "test"])
            #expect(curves[0].points.map(\.iteration) == Array(0..<6))
            #expect(curves[1].points.map(\.iteration) == [2, 4, 6])
            let history = try #require(bench.state.session?.history.points)
            #expect(curves[0].points.map(\.value) == history.map { subject == .loss ? $0.loss : $0.accuracy ?? .nan })
        }
        let last = try #require(bench.state.session?.epochs.latest)
        #expect(bench.state.curves(of: .loss)[1].points.last?.value == last.testLoss)
        #expect(bench.state.curves(of: .accuracy)[1].points.last?.value == last.testAccuracy)
    }

    @Test func theLearningRateFollowsTheScheduleAndEveryChange() throws {
        var bench = TestBench()
        _ = bench.run(Self.batches + "\nschedule step every=1 gamma=0.5\ntrain 2 epochs\nset lr 0.8\ntrain 1 epochs")
        let rates = bench.state.curves(of: .learningRate)[0].points.map(\.value)
        #expect(rates == [0.1, 0.1, 0.05, 0.05, 0.2, 0.2])
    }

    @Test func optionsAreTold() throws {
        var bench = TestBench()
        _ = bench.run(Self.batches + "\ntrain 3 epochs")
        let report = try report(&bench, "plot loss y=log x=linear smooth=0.5 from=2 to=9")
        #expect(
            report.request
                == .curve(.loss, PlotOptions(isLogX: false, isLogY: true, smoothing: 0.5, start: 2, end: 9)))
    }

    @Test func figuresTellTheExtremes() throws {
        var bench = TestBench()
        _ = bench.run("data xor\nnetwork 2-3-2 seed=1\noptimizer sgd lr=0.5\ntrain 20 iterations")
        let text = try report(&bench, "plot loss").text
        #expect(text.hasPrefix("train  iterations 0 to 19: first "))
        #expect(text.contains("least ") && text.contains("greatest "))
        bench = TestBench()
        _ = bench.run("data xor\nnetwork 2-3-2")
        #expect(try report(&bench, "plot loss").text == "train  no point yet")
    }

    // MARK: Histograms

    @Test func binsHoldEveryFiniteCell() {
        let matrix = Matrix<Double>(rows: 1, columns: 8, elements: [0, 0.1, 0.9, 1, 2, .nan, .infinity, 2])
        let histogram = Histogram(of: matrix, bins: 4)
        #expect(histogram.counts == [2, 1, 1, 2])
        #expect(histogram.range == 0...2)
        #expect(histogram.nonFiniteCount == 2)
        #expect(histogram.summary == Histogram.Summary(minimum: 0, maximum: 2, mean: 1))
        #expect(histogram.figures == ["1×8", "mean 1", "min 0", "max 2", "2 not finite"])
    }

    @Test(
        arguments: [
            [3, 3, 3], [0], [.nan], [], [1e308, -1e308], [.greatestFiniteMagnitude, .greatestFiniteMagnitude],
            [.leastNonzeroMagnitude, 0], [-.greatestFiniteMagnitude, .greatestFiniteMagnitude],
        ] as [[Double]])
    func anyCellsHaveAHistogram(cells: [Double]) {
        let histogram = Histogram(of: Matrix(rows: 1, columns: cells.count, elements: cells), bins: 5)
        #expect(histogram.counts.reduce(0, +) + histogram.nonFiniteCount == cells.count)
        #expect(histogram.range.lowerBound < histogram.range.upperBound)
        #expect(histogram.summary.map { cells.min()! <= $0.mean && $0.mean <= cells.max()! } ?? true)
        #expect(!histogram.figures.isEmpty)
    }

    @Test func aHistogramIsOfAnyExpression() throws {
        var bench = TestBench()
        _ = bench.run("data xor\nnetwork 2-3-2 seed=1\nstep 3")
        guard case .histogram(let histogram) = try report(&bench, "plot hist(abs(A1)) bins=7").data else {
            Issue.record("no histogram")
            return
        }
        #expect(histogram.counts.count == 7 && histogram.counts.reduce(0, +) == 12)
        #expect(histogram.shape == MatrixShape(rows: 4, columns: 3))
    }

    // MARK: The outcome

    @Test func boundaryAndConfusionAreWhatTheScreenShows() throws {
        var bench = TestBench()
        _ = bench.run("data xor\nnetwork 2-3-2 seed=1")
        guard case .outcome(.boundary(let field)) = try report(&bench, "plot boundary").data else {
            Issue.record("no boundary")
            return
        }
        #expect(field.columns == 64 && field.rows == 14)
        guard case .outcome(.confusion(let confusion)) = try report(&bench, "plot confusion").data else {
            Issue.record("no confusion")
            return
        }
        #expect(confusion.counts.joined().reduce(0, +) == 4)
        #expect(try report(&bench, "plot confusion").text.contains("4 training samples  accuracy "))
    }

    // MARK: Errors

    @Test(arguments: [
        ("", "plot loss", "there is no network yet"),
        ("network 2-2", "plot boundary", "there is no data yet"),
        (numbers, "plot boundary", "this network has 3"),
        (numbers, "plot confusion", "are numbers, not classes"),
        (numbers, "plot accuracy", "these targets are not classes"),
        (batches, "plot hist(W9)", "has no matrix 'W9'"),
        (batches, "plot hist(A1)", "has no value yet"),
        (batches, "plot hist(W1) bins=1001", "at most 1000 bins"),
        (batches, "plot loss from=9 to=9", "there is nothing to show"),
    ])
    func whatCannotBePlottedSaysWhy(setup: String, line: String, reason: String) throws {
        var bench = TestBench()
        if !setup.isEmpty { _ = bench.run(setup) }
        let error = bench.error(line)
        let message = try #require(error)
        #expect(message.contains(reason), "\(message)")
    }
}
