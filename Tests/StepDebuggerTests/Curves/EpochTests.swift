import NeuralEngine
import StepDebugger
import Testing

@Suite struct EpochTests {
    static let test = SampleSessions.samples(count: 5)

    static func session(_ engine: Engine = SampleSessions.engine()) -> DebugSession {
        DebugSession(engine: engine, heldOut: HeldOutSamples(test: test))
    }

    @Test func anEpochLeavesTheMeanOverItsSamples() throws {
        var session = Self.session()
        // Seven samples in batches of three, three and one.
        var loss = 0.0
        var right = 0.0
        for rows in [3.0, 3, 1] {
            session.run(to: .iterations(1))
            loss += try #require(session.loss) * rows
            right += try #require(session.accuracy) * rows
        }
        let epoch = try #require(session.epochs.points.first)
        #expect(epoch.epoch == 1 && epoch.iteration == 3)
        #expect(abs(epoch.trainingLoss - loss / 7) < 1e-12)
        #expect(abs(try #require(epoch.trainingAccuracy) - right / 7) < 1e-12)
    }

    @Test func anEpochWhoseLossAddsSamplesUpLeavesTheirSum() throws {
        var network = SampleSessions.engine().network
        network.reduction = .sum
        let engine = Engine(
            network: network, optimizer: OptimizerSettings(.sgd), batch: BatchSettings(size: .rows(3)),
            training: SampleSessions.samples())
        var session = Self.session(engine)
        var loss = 0.0
        for _ in 0..<3 {
            session.run(to: .iterations(1))
            loss += try #require(session.loss)
        }
        #expect(abs(try #require(session.epochs.latest).trainingLoss - loss) < 1e-12)
    }

    @Test func anEpochIsTestedWithTheParametersAtItsEnd() throws {
        var session = Self.session()
        session.run(to: .epochs(2))
        let evaluation = session.evaluate(Self.test)
        let epoch = try #require(session.epochs.latest)
        #expect(epoch.epoch == 2)
        #expect(epoch.testLoss == evaluation.loss && epoch.testAccuracy == evaluation.accuracy)
    }

    /// Validation samples are measured like test samples, and judge the network in their place.
    @Test func validationSamplesAreMeasuredAtTheEndOfAnEpochToo() throws {
        let validation = SampleSessions.samples(count: 5)
        var session = DebugSession(
            engine: SampleSessions.session().engine, heldOut: HeldOutSamples(validation: validation, test: Self.test))
        session.run(to: .epochs(1))
        let epoch = try #require(session.epochs.latest)
        let evaluation = session.evaluate(validation)
        #expect(epoch.validationLoss == evaluation.loss && epoch.validationAccuracy == evaluation.accuracy)
        #expect(epoch.testLoss == session.evaluate(Self.test).loss)
        #expect(session.latestTest?.outputs == evaluation.outputs)
        #expect(session.defaultMonitor.rawValue == "validation.loss")
        #expect(epoch.figures.map(\.name) == EpochMonitor.allCases.map(\.rawValue))
    }

    @Test func figuresHaveNamesThatReadBack() {
        #expect(
            EpochMonitor.allCases.map(\.rawValue) == [
                "train.loss", "train.accuracy", "validation.loss", "validation.accuracy", "test.loss", "test.accuracy",
            ])
        for monitor in EpochMonitor.allCases { #expect(EpochMonitor(rawValue: monitor.rawValue) == monitor) }
        #expect(EpochMonitor(rawValue: "loss") == nil)
    }

    @Test func withoutTestSamplesThereIsNoTest() throws {
        var session = SampleSessions.session()
        session.run(to: .epochs(1))
        let epoch = try #require(session.epochs.latest)
        #expect(epoch.testLoss == nil && epoch.testAccuracy == nil)
    }

    @Test func theRateIsThatOfTheEpochsLastIteration() throws {
        var optimizer = OptimizerSettings(.sgd)
        optimizer.learningRate = 0.1
        optimizer.schedule = LearningRateSchedule(.step(every: 1, gamma: 0.5))
        let engine = Engine(
            network: SampleSessions.engine().network, optimizer: optimizer, batch: BatchSettings(size: .rows(3)),
            training: SampleSessions.samples())
        var session = Self.session(engine)
        session.run(to: .epochs(2))
        #expect(session.epochs.points.map(\.learningRate) == [0.1, 0.05])
    }

    @Test(arguments: [1, 5, 40, 1000])
    func howARunIsSlicedDoesNotMatter(budget: Int) {
        var whole = Self.session()
        whole.run(to: .epochs(6))
        var sliced = Self.session()
        sliced.run(to: .epochs(6), budget: budget)
        #expect(whole.epochs.points.map(\.epoch) == Array(1...6))
        #expect(sliced.epochs == whole.epochs)
    }

    @Test func goingBackForgetsLaterEpochsAndTheBranchKeepsThem() {
        var session = Self.session()
        session.run(to: .epochs(5))
        let all = session.epochs
        session.seek(to: Position(iteration: 7, operation: 2))
        #expect(session.epochs.points == Array(all.points.prefix(2)))
        #expect(session.epochsToEnd == all)
        // An epoch of which the first part was run before going back is whole all the same.
        session.run(to: .epochs(3))
        #expect(session.epochs.points == Array(all.points.prefix(session.epochs.points.count)))
    }

    @Test func aChangeOfThePastBeginsEpochsOfItsOwn() throws {
        var session = Self.session()
        session.run(to: .epochs(4))
        let former = session.epochs
        session.seek(to: Position(iteration: 4))
        try session.apply(.learningRate(1))
        session.run(to: .epochs(3))
        #expect(session.epochs.points.count == 4)
        #expect(session.epochs.points[0] == former.points[0])
        // The epoch was half way through when the rate changed, so that it has another loss.
        #expect(session.epochs.points[1].testLoss != former.points[1].testLoss)
        try session.switchBranch(to: "main")
        #expect(session.epochs == former)
    }

    @Test func veryManyEpochsAreThinnedOut() {
        let engine = SampleSessions.engine(batch: BatchSettings(size: .full))
        var session = Self.session(engine)
        session.run(to: .epochs(8200))
        let epochs = session.epochs.points.map(\.epoch)
        #expect(Array(epochs.prefix(8192)) == Array(1...8192))
        #expect(Array(epochs.dropFirst(8192)) == [8193, 8195, 8197, 8199])
        #expect(session.epochs.points.allSatisfy { $0.testLoss != nil })
    }
}
