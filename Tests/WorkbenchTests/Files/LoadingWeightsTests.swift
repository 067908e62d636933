import CommandLanguage
import NeuralEngine
import StepDebugger
import Testing

@testable import Workbench

@Suite struct LoadingWeightsTests {
    private static func tensor(_ name: String, _ shape: [Int], from start: Double = 0) -> FileTensor {
        FileTensor(name: name, shape: shape, values: (0..<shape.reduce(1, *)).map { start + Double($0) })
    }

    private static let numpy = [
        tensor("W1", [2, 4]), tensor("b1", [4], from: 10), tensor("W2", [4, 2], from: 20),
        tensor("b2", [1, 2], from: 30),
    ]
    private static let pytorch = [
        tensor("net.0.weight", [4, 2]), tensor("net.0.bias", [4]), tensor("net.2.bias", [2]),
        tensor("net.2.weight", [2, 4]),
    ]

    private func bench(_ tensors: [FileTensor], _ commands: String = "") -> TestBench {
        var bench = TestBench.xor(commands)
        bench.models["a.npz"] = .tensors(tensors, path: "a.npz")
        return bench
    }

    private func error(_ tensors: [FileTensor]) -> String? {
        var bench = bench(tensors, "next 2")
        let before = bench.state.session
        let message = bench.error("load a.npz")
        #expect((bench.state.session == before) == (message != nil))
        return message
    }

    @Test func weightsOfNumPyAreTakenAsTheyAre() throws {
        var bench = bench(Self.numpy, "next 3")
        let contents = bench.run("load a.npz")
        #expect(bench.value("W1")?.matrix == Matrix([[0, 1, 2, 3], [4, 5, 6, 7]]))
        #expect(bench.value("b1")?.matrix == Matrix([[10, 11, 12, 13]]))
        #expect(bench.value("b2")?.matrix == Matrix([[30, 31]]))
        let text = try #require((contents.last?.body as? TextReport)?.text)
        #expect(text == "W1 2×4 from 'W1', b1 from 'b1'\nW2 4×2 from 'W2', b2 from 'b2'")
    }

    @Test func weightsOfPyTorchAreTransposed() throws {
        var bench = bench(Self.pytorch)
        let contents = bench.run("load a.npz")
        #expect(bench.value("W1")?.matrix == Matrix([[0, 2, 4, 6], [1, 3, 5, 7]]))
        #expect(bench.value("W2")?.matrix == Matrix([[0, 4], [1, 5], [2, 6], [3, 7]]))
        let text = try #require((contents.last?.body as? TextReport)?.text)
        #expect(text.hasPrefix("W1 2×4 from 'net.0.weight', transposed, b1 from 'net.0.bias'"))
    }

    @Test func layersComeInTheOrderInWhichPeopleCount() throws {
        let tensors = ["fc10", "fc2", "fc1"].map { Self.tensor("\($0).weight", [3, 3]) }
        #expect(try FileLayer.layers(of: tensors).map(\.weightsName) == ["fc1.weight", "fc2.weight", "fc10.weight"])
        let named = ["input", "hidden"].map { Self.tensor("\($0).weight", [3, 3]) }
        #expect(try FileLayer.layers(of: named).map(\.weightsName) == ["input.weight", "hidden.weight"])
        let alone = [Self.tensor("weight", [1, 3]), Self.tensor("bias", [1])]
        #expect(try FileLayer.layers(of: alone)[0].weights == Matrix([[0], [1], [2]]))
    }

    @Test func theyAreChangesOfTheRunThatTravelInTime() {
        var bench = bench(Self.numpy, "next 3")
        let before = bench.state.session!
        _ = bench.run("load a.npz\nnext 2\nreverse-next 2\nreverse-next")
        #expect(bench.value("W1") != .matrix(Matrix([[0, 1, 2, 3], [4, 5, 6, 7]])))
        _ = bench.run("next 1")
        #expect(bench.value("W1")?.matrix == Matrix([[0, 1, 2, 3], [4, 5, 6, 7]]))
        #expect(before.branches.count == 1)
    }

    @Test func inThePastTheyBeginABranch() {
        var bench = bench(Self.numpy, "next 3\nreverse-next")
        let outputs = bench.start("load a.npz")
        #expect(bench.state.session?.branchName == "branch-1")
        #expect(outputs.count == 1)
    }

    @Test func aLayerWithoutABiasGetsZeros() throws {
        var bench = bench([Self.pytorch[0], Self.pytorch[3]], "let b1[0,0] = 7")
        let text = try #require((bench.run("load a.npz").last?.body as? TextReport)?.text)
        #expect(bench.value("b1")?.matrix == Matrix(rows: 1, columns: 4))
        #expect(text.contains("b1 = 0, as the file has none"))
    }

    @Test func numbersThatAreNotFiniteAreNoted() throws {
        var tensors = Self.numpy
        tensors[0].values[3] = .nan
        tensors[3].values[0] = .infinity
        var bench = bench(tensors)
        let text = try #require((bench.run("load a.npz").last?.body as? TextReport)?.text)
        #expect(text.hasSuffix("note: 2 numbers of it are not finite"))
    }

    @Test func whatDoesNotFitIsRefusedAndNothingChanges() {
        let other = [Self.tensor("W1", [2, 3]), Self.tensor("W2", [3, 2])]
        #expect(
            error(other)
                == "the file's layers are W1 2×3, W2 3×2 (inputs × outputs), the network is 2-4-2: 'network 2-3-2' would fit"
        )
        #expect(
            error([Self.tensor("0.weight", [4, 2])])
                == "the file's layers are 0.weight 2×4 (inputs × outputs), the network is 2-4-2: 'network 2-4' would fit"
        )
        #expect(
            error([Self.tensor("W1", [4, 2]), Self.tensor("W2", [2, 5])])
                == "the file's layers are W1 4×2, W2 2×5 (inputs × outputs), the network is 2-4-2: 'network 4-2-5' would fit"
        )
        #expect(error([]) == "there are no weights in the file")
        #expect(error([Self.tensor("conv.weight", [4, 2, 3, 3])])?.contains("has 4 axes") == true)
        #expect(
            error([Self.tensor("0.weight", [4, 2]), Self.tensor("0.bias", [3])])
                == "the file's '0.bias' is 3, and the bias of its layer has 4 numbers")
        #expect(error([Self.tensor("0.bias", [3])]) == "the file has '0.bias' without weights beside it")
        #expect(error([Self.tensor("W2", [4, 2])]) == "the file has no 'W1'")
        #expect(error([Self.tensor("W999999", [4, 2])])?.contains("the file has no 'W") == true)
        #expect(error([Self.tensor("arr_0", [2, 4])])?.contains("'arr_0' is not a weight") == true)
        #expect(error(Self.numpy + Self.pytorch)?.contains("name all in one way") == true)
        #expect(error(Self.numpy + [Self.tensor("X", [2, 4])])?.contains("'X' is not a weight") == true)
        #expect(error(Self.numpy + [Self.tensor("vW1", [2, 4])]) == nil)
    }

    @Test func withoutANetworkTheOneThatFitsIsNamed() {
        var bench = TestBench()
        bench.models["a.npz"] = .tensors(Self.pytorch, path: "a.npz")
        #expect(
            bench.error("load a.npz") == "there is no network yet to take these weights: 'network 2-4-2' would fit")
    }
}
