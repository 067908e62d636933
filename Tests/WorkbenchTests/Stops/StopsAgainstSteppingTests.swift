import CommandLanguage
import NeuralEngine
import StepDebugger
import Testing

@testable import Workbench

/// Where runs stop, forward and back, against stepping through every operation and looking.
@Suite struct StopsAgainstSteppingTests {
    private static let setup = """
        data xor test=0.5
        network 2-3-2 seed=3
        optimizer sgd lr=0.5 momentum=0.9
        schedule step every=3 gamma=0.9
        batch 3 shuffle=yes seed=2
        """
    private static let end = Position(iteration: 24)

    static let conditions = [
        "loss < 0.69", "loss > 0.69", "W1[0,0] > W1[0,1]", "W1[0,-1] > 0.5", "iteration == 7", "epoch == 3",
        "batch == 1", "operation == 4", "accuracy >= 0.75", "sum(dW1) > 0", "max(A1) > 0.9", "loss < previous(loss)",
        "N == 1", "lr < 0.4", "abs(W2[0,1]) > 0.5 and loss < 0.7", "dX[0,0] > 0", "P[0,0] > 0.5", "dP[0,0] < 0",
        "test.loss < 0.69", "not b1[0,0] > 0", "dW1[0,0] * dW1[0,1] > 0", "loss - 0.69 < 0 or iteration > 1e6",
        "iteration / 2 == 4", "isnan(loss)", "vW1[1,1] > 0",
    ]
    static let values = [
        "W1[0,0]", "b1", "loss", "iteration", "P", "previous(W1)", "epoch", "lr", "loss < 0.69", "test.accuracy", "N",
        "W1[0,0] > 0.5", "accuracy",
    ]
    static let operations = [
        "tanh1.forward", "update", "load-batch", "update if loss < 0.69", "tanh1.forward if iteration >= 20",
        "loss.forward if loss > 0.69", "linear2.backward if W1[0,0] > 0", "loss.backward if dP[0,0] < 0",
        "update if iteration == 9", "update if dW1[0,0] > 0", "linear1.forward if loss < 0.69",
    ]

    /// Places where something is noted, in order.
    private func placesByStepping(_ isNoted: (inout TestBench, _ operation: String) -> Bool) -> [Position] {
        var bench = TestBench()
        _ = bench.run(Self.setup)
        var places: [Position] = []
        while bench.state.session!.position < Self.end {
            _ = bench.run("step")
            let operation = bench.state.session!.currentOperation!.label
            if isNoted(&bench, operation) { places.append(bench.state.session!.position) }
        }
        return places
    }

    /// Places where a run stops on its way to the end, and on the way back from there, newest first.
    private func placesOfStops(_ command: String, budget: Int) -> (forward: [Position], back: [Position]) {
        var bench = TestBench()
        bench.budget = budget
        _ = bench.run(Self.setup + "\n" + command)
        var forward: [Position] = []
        while bench.state.session!.position < Self.end {
            let rest = Self.end.iteration - bench.state.session!.position.iteration
            guard let report = bench.run("train \(rest) iterations").last?.body as? StopReport else { break }
            if !report.hits.isEmpty { forward.append(report.position.position) }
        }
        _ = bench.run("disable\nnext\nenable")
        var back: [Position] = []
        while let report = bench.run("reverse-continue").last?.body as? StopReport, !report.hits.isEmpty {
            #expect(report.position.position == bench.state.session?.position)
            if report.position.position <= Self.end { back.append(report.position.position) }
        }
        #expect(bench.state.session?.position == .start)
        return (forward, back)
    }

    private func check(_ command: String, _ expected: [Position]) {
        for budget in [1, 37, 100_000] {
            let (forward, back) = placesOfStops(command, budget: budget)
            #expect(forward == expected, "\(command), slices of \(budget)")
            #expect(back == expected.reversed(), "\(command), back, slices of \(budget)")
        }
    }

    private func value(_ text: String, _ bench: TestBench) -> Value? {
        guard let command = try? CommandParser.parse("print \(text)")?.body as? PrintCommand else { return nil }
        let expression = command.expression
        return try? bench.state.valueSoFar(of: expression)
    }

    @Test(arguments: conditions)
    func aConditionStopsWhereItBecomesTrue(_ condition: String) {
        var start = TestBench()
        _ = start.run(Self.setup)
        var held = (value(condition, start)?.scalar ?? 0) != 0
        let expected = placesByStepping { bench, _ in
            let holds = (value(condition, bench)?.scalar ?? 0) != 0
            defer { held = holds }
            return holds && !held
        }
        check("break if \(condition)", expected)
    }

    @Test(arguments: values)
    func aWatchedValueStopsWhereItChanges(_ expression: String) {
        var start = TestBench()
        _ = start.run(Self.setup)
        var old = value(expression, start)
        let expected = placesByStepping { bench, _ in
            let new = value(expression, bench)
            defer { old = new }
            return !ValueChange.isSame(old, new)
        }
        #expect(!expected.isEmpty)
        check("watch \(expression)", expected)
    }

    @Test(arguments: operations)
    func anOperationStopsWhereItHasRunAndItsConditionHolds(_ place: String) {
        let parts = place.split(separator: " ", maxSplits: 2).map(String.init)
        let expected = placesByStepping { bench, operation in
            guard operation == parts[0] else { return false }
            return parts.count == 1 || (value(parts[2], bench)?.scalar ?? 0) != 0
        }
        check("break \(place)", expected)
    }

    @Test func severalStopsStopWhereAnyOfThemDoes() {
        let expected = placesByStepping { bench, operation in
            let position = bench.state.session!.position
            return operation == "loss.backward" || position == Position(iteration: 11)
        }
        check("break loss.backward\nbreak if iteration == 11", expected)
    }
}
