import NeuralEngine
import StepDebugger
import Testing

/// A fault is a change of the run like any other: it has its place in the timeline, and travelling meets it there.
@Suite struct FaultTests {
    static let faults = [
        Fault(.transpose, in: "linear2.backward"), Fault(.transpose, in: "linear1.backward"),
        Fault(.sign, in: "loss.backward"), Fault(.sign, in: "update"), Fault(.noAverage, in: "loss.backward"),
        Fault(.doubleAverage, in: "linear2.backward"), Fault(.wrongDerivative, in: "tanh1.backward"),
        Fault(.preActivation, in: "linear2.backward"), Fault(.preActivation, in: "tanh1.backward"),
        Fault(.staleGradient, in: "linear1.backward"), Fault(.earlyUpdate, in: "update"),
    ]

    private static func session(_ kind: OptimizerKind = .sgd) -> DebugSession {
        DebugSession(
            engine: SampleSessions.engine(kind), heldOut: HeldOutSamples(test: SampleSessions.samples(count: 4)))
    }

    private func straight(_ session: DebugSession) -> DebugSession {
        RandomWalkTests.straightRun(SampleSessions.engine(), like: session)
    }

    @Test func plantingChangesNothingThatWasComputed() throws {
        var session = Self.session()
        session.run(to: .iterations(2))
        session.run(to: .operations(7))
        let before = session
        try session.plant(Fault(.sign, in: "linear2.backward"))
        #expect(session.fault == Fault(.sign, in: "linear2.backward"))
        #expect(session.engine.plan == before.engine.plan)
        for name in session.engine.plan.matrices {
            #expect(session.matrix(name) == before.matrix(name))
            #expect(session.previous(name) == before.previous(name))
        }
        #expect(session.branches.count == 1, "there was no future yet")
    }

    @Test(arguments: faults)
    func goingBackBeforeAFaultUndoesItAndComingByMakesItAgain(_ fault: Fault) throws {
        for place in [
            Position(iteration: 0), Position(iteration: 2), Position(iteration: 3, operation: 4),
            Position(iteration: 2, operation: 7),
        ] {
            var session = Self.session()
            session.seek(to: place)
            try session.plant(fault)
            session.run(to: .iterations(60))
            let end = session
            #expect(end == straight(end))
            if place > session.start {
                session.seek(to: Position(iteration: place.iteration - 1, operation: 3))
                #expect(session.fault == nil)
                #expect(session == straight(session))
            }
            for position in [place, Position(iteration: place.iteration + 1, operation: 9), end.position] {
                session.seek(to: position)
                #expect(session.fault == fault)
                #expect(session == straight(session), "\(fault) planted at \(place), at \(position)")
            }
            #expect(session == end)
        }
    }

    @Test(arguments: faults)
    func everyStepBackHasTheBitsOfTheWayThere(_ fault: Fault) throws {
        var session = Self.session()
        session.seek(to: Position(iteration: 1, operation: 5))
        try session.plant(fault)
        var places: [DebugSession] = []
        for _ in 0..<40 {
            places.append(session)
            session.run(to: .operations(1))
        }
        for place in places.reversed() {
            session.seek(to: session.target(goingBack: .operations(1)))
            #expect(session == place)
        }
    }

    @Test(arguments: faults)
    func cellsOfAFaultyOperationAreThoseOfTheWholeOne(_ fault: Fault) throws {
        var session = Self.session()
        try session.plant(fault)
        session.run(to: .iterations(3))
        while session.nextOperation.label != fault.operation { session.run(to: .operations(1)) }
        var whole = session
        whole.run(to: .operations(1))
        let count = session.engine.outputSteps(ofOperation: session.engine.operationsRun)
        for cell in 0..<count {
            let step = session.engine.outputStep(cell, ofOperation: session.engine.operationsRun)
            session.run(to: .cells(1))
            if case .cell(let output) = step {
                let (row, column) = (output.row, output.column)
                #expect(session.matrix(output.name)![row, column] == whole.matrix(output.name)![row, column])
            }
            if cell + 1 == count { break }
        }
        #expect(session == whole)
    }

    @Test func whatIsUnderWayIsComputedAnewWithTheFault() throws {
        var session = Self.session()
        while session.nextOperation.label != "linear2.backward" { session.run(to: .operations(1)) }
        var whole = session
        session.run(to: .cells(2))
        try session.plant(Fault(.sign, in: "linear2.backward"))
        try whole.plant(Fault(.sign, in: "linear2.backward"))
        whole.run(to: .operations(1))
        let name = MatrixName.weights(2).gradient
        #expect(session.matrix(name)![0, 1] == whole.matrix(name)![0, 1])
        session.run(to: .operations(1))
        #expect(session.engine == whole.engine)
    }

    @Test func anotherFaultTakesThePlaceOfTheFirst() throws {
        var session = Self.session()
        try session.plant(Fault(.staleGradient, in: "linear2.backward"))
        session.run(to: .iterations(3))
        try session.plant(Fault(.earlyUpdate, in: "update"))
        session.run(to: .iterations(3))
        try session.plant(nil)
        session.run(to: .iterations(3))
        #expect(session.fault == nil)
        for (iteration, fault) in [(2, Fault.Kind.staleGradient), (5, .earlyUpdate), (8, nil), (4, .earlyUpdate)] {
            session.seek(to: Position(iteration: iteration, operation: 2))
            #expect(session.fault?.kind == fault, "iteration \(iteration)")
            #expect(session == straight(session))
        }
    }

    @Test func aFaultInThePastBeginsABranch() throws {
        var session = Self.session()
        session.run(to: .iterations(8))
        let main = session
        session.seek(to: Position(iteration: 4))
        try session.plant(Fault(.sign, in: "update"))
        #expect(session.branchName == "branch-1")
        session.run(to: .iterations(4))
        #expect(session.engine.matrix(.weights(1)) != main.engine.matrix(.weights(1)))
        try session.switchBranch(to: "main")
        #expect(session.fault == nil && session == main)
        try session.switchBranch(to: "branch-1")
        #expect(session.fault == Fault(.sign, in: "update"))
        try session.fork("repaired")
        try session.plant(nil)
        #expect(session.fault == nil)
        session.restart()
        #expect(session.fault == nil && session.position == session.start)
    }

    @Test func aFaultPlantedAtTheStartIsThereAfterARestart() throws {
        var session = Self.session()
        try session.plant(Fault(.earlyUpdate, in: "update"))
        session.run(to: .iterations(5))
        let there = session
        session.restart()
        #expect(session.fault == Fault(.earlyUpdate, in: "update"))
        session.run(to: .iterations(5))
        #expect(session == there)
    }

    @Test func aRefusedFaultChangesNothing() throws {
        var session = Self.session()
        session.run(to: .iterations(2))
        let before = session
        do {
            try session.plant(Fault(.earlyUpdate, in: "loss.backward"))
            Issue.record("it was planted")
        } catch {
            #expect(
                error.description == "'early-update' makes no sense in loss.backward: it can be in update")
        }
        #expect(session == before && session.allEdits.isEmpty)
    }

    @Test func checkpointsAreFewWhereTheMemoryIsSmallAndTheBitsStay() throws {
        for fault in [Fault(.staleGradient, in: "linear2.backward"), Fault(.earlyUpdate, in: "update")] {
            var session = Self.session(.adam)
            session.timelineMemory = 6000
            session.run(to: .iterations(100))
            try session.plant(fault)
            session.run(to: .iterations(300))
            for iteration in [399, 101, 250, 100, 99, 102, 330] {
                session.seek(to: Position(iteration: iteration, operation: 6))
                #expect(session == RandomWalkTests.straightRun(SampleSessions.engine(.adam), like: session))
            }
        }
    }
}
