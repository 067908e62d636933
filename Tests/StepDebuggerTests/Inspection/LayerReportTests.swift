import NeuralEngine
import StepDebugger
import Testing

/// What a report says of each layer, held against sums over copies of its matrices.
@Suite struct LayerReportTests {
    private func norm(_ elements: [Double]) -> Double { elements.reduce(0) { $0 + $1 * $1 }.squareRoot() }

    private func isClose(_ a: Double?, _ b: Double?) -> Bool {
        guard let a, let b else { return a == nil && b == nil }
        return abs(a - b) <= 1e-6 * max(abs(a), abs(b))
    }

    @Test(arguments: SampleNetworks.all)
    func figuresAreThoseOfTheMatrices(_ sample: SampleNetworks.Sample) throws {
        var session = sample.session
        session.run(to: .iterations(2))
        for _ in session.engine.plan.operations.indices {
            for report in session.layerReports(bins: 6) {
                let layer = report.layer
                let a = try #require(session.matrix(.activation(layer))).elements
                let w = try #require(session.matrix(.weights(layer))).elements
                let before = try #require(session.previous(.weights(layer))).elements
                let dW = try #require(session.matrix(MatrixName.weights(layer).gradient)).elements
                let place = "\(sample) \(session.position) layer \(layer)"
                #expect(isClose(report.weightsNorm, norm(w)), "\(place)")
                #expect(isClose(report.gradientNorm, norm(dW)), "\(place)")
                #expect(isClose(report.gradientRatio, norm(dW) / norm(w)), "\(place)")
                #expect(isClose(report.updateNorm, norm(zip(w, before).map(-))), "\(place)")
                #expect(isClose(report.updateRatio, norm(zip(w, before).map(-)) / norm(w)), "\(place)")
                #expect(isClose(report.activationMagnitude, a.reduce(0) { $0 + abs($1) } / Double(a.count)), "\(place)")
                let histogram = try #require(report.activations)
                #expect(histogram.range == a.min()!...a.max()! && histogram.counts.count == 6, "\(place)")
                #expect(histogram.counts.reduce(0, +) == a.count && histogram.counts[5] > 0, "\(place)")
            }
            session.run(to: .operations(1))
        }
    }

    @Test func whatHasNotBeenComputedIsNotThere() {
        var session = SampleSessions.session()
        var report = session.layerReports(bins: 4)[0]
        #expect(report.label == "linear1 tanh1")
        #expect(session.layerReports(bins: 4)[1].label == "linear2")
        #expect(report.weightsNorm > 0)
        #expect(report.activations == nil && report.activationMagnitude == nil && report.saturatedShare == nil)
        #expect(report.gradientNorm == nil && report.gradientRatio == nil)
        #expect(report.updateNorm == nil && report.updateRatio == nil)

        // Half of tanh1.forward: what is there of A1 is no batch's output yet.
        session.run(to: .operations(2))
        session.run(to: .cells(5))
        #expect(session.layerReports(bins: 4)[0].activations == nil)
        session.run(to: .operations(1))
        report = session.layerReports(bins: 4)[0]
        #expect(report.activations != nil && report.saturatedShare == 0 && report.gradientNorm == nil)
        session.run(to: .iterations(1))
        report = session.layerReports(bins: 4)[0]
        #expect(report.gradientNorm != nil && report.updateNorm != nil)

        _ = session.advance(toward: nil, budget: 1000)
        report = session.layerReports(bins: 4)[0]
        #expect(report.gradientNorm != nil && report.updateNorm == nil)
    }

    private func session(
        _ activation: Activation, biases: [Double], dropout: Double = 0, afterBias: Goal = .operations(2)
    ) throws -> DebugSession {
        let network = NetworkSpecification(
            layerSizes: [3, 4, 2], activations: [activation, .identity], loss: .crossEntropy, seed: 3,
            dropout: [dropout])
        var session = DebugSession(
            engine: Engine(
                network: network, optimizer: OptimizerSettings(), batch: BatchSettings(),
                training: SampleSessions.samples()))
        try session.apply(.matrix(.bias(1), Matrix(rows: 1, columns: 4, elements: biases)))
        session.run(to: .operations(1))
        session.run(to: afterBias)
        return session
    }

    @Test func unitsAreDeadThatAreZeroForEverySample() throws {
        let reports = try session(.relu, biases: [-1000, 1000, -1000, -1000]).layerReports(bins: 4)
        #expect(reports[0].deadShare == 0.75)
        #expect(reports[0].saturatedShare == nil)
        #expect(reports[1].deadShare == nil && reports[1].saturatedShare == nil)
        #expect(try session(.leakyReLU, biases: [-1000, 0, 0, 0]).layerReports(bins: 4)[0].deadShare == nil)
    }

    @Test(arguments: [Activation.tanh, .sigmoid])
    func cellsAreSaturatedWhereTheSlopeIsFlat(_ activation: Activation) throws {
        let report = try session(activation, biases: [1000, -1000, 0, 1000]).layerReports(bins: 4)[0]
        #expect(report.saturatedShare == 0.75)
        #expect(report.deadShare == nil)
    }

    @Test func theShareIsTheOneThatAStopNames() throws {
        let session = try session(.tanh, biases: [1000, -1000, 0, 1000])
        let watch = TroubleWatch(.saturated(share: 0.75, slope: Trouble.flatSlope), in: session)
        #expect(watch.isOn)
        #expect(!TroubleWatch(.saturated(share: 0.76, slope: Trouble.flatSlope), in: session).isOn)
    }

    @Test func dropoutIsAnOperationOfItsLayer() throws {
        let session = try session(.tanh, biases: [0, 0, 0, 0], dropout: 0.5)
        #expect(session.layerReports(bins: 4)[0].label == "linear1 tanh1 dropout1")
    }

    @Test func aCellThatIsNoNumberShowsInEveryFigureAboutItsMatrix() throws {
        var session = SampleSessions.session()
        session.run(to: .iterations(1))
        try session.apply(.cell(.weights(1), row: 0, column: 0, value: .nan))
        let report = session.layerReports(bins: 4)[0]
        #expect(report.weightsNorm.isNaN && report.updateNorm?.isNaN == true)
        #expect(report.gradientNorm?.isNaN == false && report.gradientRatio?.isNaN == true)
    }
}
