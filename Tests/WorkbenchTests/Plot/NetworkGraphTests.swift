import CommandLanguage
import NeuralEngine
import PlainText
import StepDebugger
import Testing

@testable import Workbench

/// The network as neurons and edges: what it shows after each operation.
@Suite struct NetworkGraphTests {
    private func graph(_ bench: TestBench, row: Int = 0) throws -> NetworkGraph {
        try #require(bench.state.graph(row: row))
    }

    /// What is lit: layers and edges by their matrices, the loss by its name.
    private func lit(_ graph: NetworkGraph) -> [String] {
        graph.layers.filter(\.isLit).map(\.matrix.description) + graph.edges.filter(\.isLit).map(\.matrix.description)
            + (graph.loss.isLit ? ["loss"] : [])
    }

    @Test func thePulseGoesForwardAndBack() throws {
        var bench = TestBench.xor()
        let first = try self.graph(bench)
        #expect(lit(first) == [])
        let expected = [
            ["X"], ["Z1", "W1"], ["A1"], ["Z2", "W2"], ["P", "loss"], ["dZ2", "loss"], ["dA1", "dW2"], ["dZ1"],
            ["dX", "dW1"], ["W1", "W2"],
        ]
        for (index, names) in expected.enumerated() {
            _ = bench.run("step")
            let graph = try graph(bench)
            #expect(lit(graph) == names, "\(index)")
            #expect(graph.operation == bench.state.session?.currentOperation?.label)
            #expect(graph.edges.filter(\.isLit).allSatisfy { $0.marks.allSatisfy(\.isLit) })
        }
        // And the same way back.
        for names in expected.dropLast().reversed() {
            _ = bench.run("reverse-step")
            let first = try self.graph(bench)
            #expect(lit(first) == names)
        }
    }

    @Test func neuronsHaveTheValuesOfASampleAsFarAsTheyAreComputed() throws {
        var bench = TestBench.xor()
        let first = try self.graph(bench)
        #expect(first.layers.allSatisfy { $0.nodes.allSatisfy { $0.value == nil } })
        _ = bench.run("step 3")
        var graph = try graph(bench, row: 2)
        let session = try #require(bench.state.session)
        #expect(graph.layers.map(\.matrix) == [.inputs, .activation(1), .preactivation(2)])
        #expect(graph.layers[0].nodes.map(\.value) == [1, 0])
        #expect(graph.layers[1].nodes.map(\.value) == session.matrix(.activation(1))?.row(2).map { $0 })
        #expect(graph.layers[2].nodes.map(\.value) == [nil, nil])
        #expect(graph.layers.map(\.names) == [["x1", "x2"], [], ["0", "1"]])
        #expect(graph.target == "1" && graph.loss.value == nil && graph.prediction == nil)
        #expect(graph.edges[0][1, 3].value == session.matrix(.weights(1))?[1, 3])
        _ = bench.run("step 2")
        graph = try self.graph(bench, row: 99)
        #expect(graph.row == 3 && graph.layers[2].matrix == .probabilities)
        #expect(graph.loss.value == bench.state.session?.loss && graph.prediction != nil)
    }

    /// With `i` the picture grows cell by cell; only the edges of the cell computed last are lit.
    @Test func cellsAppearOneAfterAnother() throws {
        var bench = TestBench.xor("step 1\nstepi 2")
        var graph = try graph(bench)
        #expect(graph.layers[1].nodes.map { $0.value != nil } == [true, true, false, false])
        #expect(graph.layers[1].nodes.map(\.isLit) == [false, true, false, false])
        #expect(graph.edges[0].marks.map(\.isLit) == [false, true, false, false, false, true, false, false])
        bench = TestBench.xor("step 6\nstepi 3")
        graph = try self.graph(bench)
        #expect(graph.edges[1].matrix == MatrixName.weights(2).gradient)
        #expect(
            graph.edges[1].marks.map { $0.value != nil } == [true, true, true] + [Bool](repeating: false, count: 5))
        #expect(graph.edges[1].marks.firstIndex(where: \.isLit) == 2)
    }

    @Test func thePathsOfWhyCanBeLit() throws {
        var bench = TestBench.xor("step 9")
        let reports = bench.run("why dW1[0,2]")
        let why = try #require(reports.last?.body as? WhyReport)
        let paths = why.graphPaths
        #expect(paths.count > 1)
        for path in paths {
            let graph = try #require(bench.state.graph(path: path))
            #expect(graph.row == path.row)
            // The edge that was asked about, and one from its neuron on.
            #expect(graph.edges[0].marks.indices.filter { graph.edges[0].marks[$0].isLit } == [2])
            let second = graph.edges[1].marks.indices.filter { graph.edges[1].marks[$0].isLit }
            #expect(second.count == 1 && second[0] / 2 == 2)
            #expect(graph.layers[1].nodes.map(\.isLit) == [false, false, true, false])
        }
        let terms = try #require(bench.run("why Z2[1,0]").last?.body as? WhyReport)
        #expect(terms.graphPaths.allSatisfy { $0.row == 1 } && !terms.graphPaths.isEmpty)
        let history = try #require(bench.run("step\nwhy W1[0,0]").last?.body as? WhyReport)
        #expect(history.graphPaths.isEmpty)
    }

    @Test func whatALessonAsksIsHidden() throws {
        var bench = TestBench()
        bench.state = WorkbenchState(lessonMode: .study)
        _ = bench.run(TestBench.xorSetup + "\nstep 2")
        let lesson = SourceText(name: "lesson", text: "ask Z1[3,2] hint \"look\"\nanswer 0")
        _ = bench.send(.play(lesson, Script.parse(lesson).commands))
        while bench.state.hasScriptLeft, !bench.state.lesson.isPaused { _ = bench.send(.playNext) }
        let graph = try graph(bench, row: 3)
        #expect(graph.layers[1].nodes[2] == NetworkGraph.Mark(value: nil, isHidden: true, isLit: true))
        #expect(graph.layers[1].nodes[1].value != nil)
        let first = try self.graph(bench, row: 2)
        #expect(first.layers[1].nodes[2].value != nil)
    }

    @Test func aWideNetworkIsRefusedInASentence() throws {
        var bench = TestBench()
        _ = bench.run("data xor\nnetwork 2-21-2")
        let error = bench.error("plot graph")
        #expect(bench.state.graph() == nil)
        #expect(
            error?.contains(
                "a layer of this network has 21 neurons, too many to draw: a graph has at most 20 a layer. "
                    + "'list' shows the operations, 'view W1' a layer's weights") == true)
        #expect(bench.run("network 2-20-2\nplot graph").last?.body is PlotReport)
    }

    @Test func reportsHaveNodesAndEdges() throws {
        var bench = TestBench.xor("step 5")
        let report = try #require(bench.run("plot graph").last?.body as? PlotReport)
        #expect(report.request == .graph(row: nil))
        let chosen = try #require(bench.run("plot graph row=2").last?.body as? PlotReport)
        #expect(chosen.request == .graph(row: 2) && chosen.text.hasPrefix("row 2, target 1\n"))
        #expect(report.text.split(separator: "\n").map { $0.prefix(2) } == ["ro", "X ", "W1", "A1", "W2", "P ", "lo"])
        let fields = report.fields
        #expect(
            fields.map(\.name) == ["plot", "operation", "row", "target", "nodes", "edges", "loss"])
        guard case .array(let nodes) = fields[4].value, case .array(let edges) = fields[5].value,
            case .object(let node) = nodes[6], case .object(let edge) = edges[8]
        else {
            Issue.record("no nodes")
            return
        }
        #expect(nodes.count == 8 && edges.count == 16)
        #expect(node.map(\.name) == ["layer", "index", "name", "matrix", "value", "lit"])
        #expect(node[0].value == .integer(2) && node[2].value == .string("0") && node[3].value == .string("P"))
        #expect(edge.map(\.name) == ["layer", "from", "to", "matrix", "value", "lit"])
        #expect(edge[0].value == .integer(2) && edge[3].value == .string("W2"))
    }

    /// Dropout, one output, numbers as targets, no data: there is always a picture.
    @Test(arguments: [
        "data xor\nnetwork 2-4-1 loss=binary-cross-entropy", "data xor\nnetwork 2-6-4-2 dropout=0.5",
        "data inline X=[[1,2,3],[4,5,6]] Y=[[0.5],[2.5]]\nnetwork 3-2-1", "network 3-4-2",
    ])
    func everyNetworkHasAGraph(setup: String) throws {
        var bench = TestBench()
        _ = bench.run(setup)
        _ = try graph(bench)
        guard bench.state.session?.engine.canRun == true else { return }
        for _ in 0..<25 {
            _ = bench.run("step")
            let graph = try graph(bench)
            #expect(graph.layers[0].nodes.allSatisfy { $0.value != nil })
        }
    }
}
