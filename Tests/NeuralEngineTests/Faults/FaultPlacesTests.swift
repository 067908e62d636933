import NeuralEngine
import Testing

/// Where a fault can be, and what is said where it cannot.
@Suite struct FaultPlacesTests {
    private func problem(_ kind: Fault.Kind, in operation: String, of engine: Engine) -> String? {
        var engine = engine
        do throws(FaultProblem) {
            try engine.plant(Fault(kind, in: operation))
            return nil
        } catch {
            #expect(engine.fault == nil)
            return error.description
        }
    }

    @Test func everyKindHasItsOperations() {
        let faults = FaultSamples.faults(in: FaultSamples.engine(FaultSamples.network(.relu)))
        let places = Dictionary(grouping: faults, by: \.kind).mapValues { $0.map(\.operation) }
        let linear = ["linear3.backward", "linear2.backward", "linear1.backward"]
        #expect(
            places == [
                .transpose: linear, .doubleAverage: linear, .staleGradient: linear,
                .sign: [
                    "loss.backward", "linear3.backward", "tanh2.backward", "linear2.backward", "dropout1.backward",
                    "relu1.backward", "linear1.backward", "update",
                ],
                .noAverage: ["loss.backward"], .wrongDerivative: ["tanh2.backward", "relu1.backward"],
                .preActivation: ["linear3.backward", "tanh2.backward", "linear2.backward"], .earlyUpdate: ["update"],
            ])
    }

    @Test func whereAFaultCannotBeItIsSaidWhereItCan() {
        let engine = FaultSamples.engine(FaultSamples.network(.relu))
        let cases: [(Fault.Kind, String, String)] = [
            (.sign, "linear4.backward", "there is no operation 'linear4.backward' in this network"),
            (
                .transpose, "loss.backward",
                "'transpose' makes no sense in loss.backward: "
                    + "it can be in linear3.backward, linear2.backward or linear1.backward"
            ),
            (
                .wrongDerivative, "linear1.forward",
                "'wrong-derivative' makes no sense in linear1.forward: it can be in tanh2.backward or relu1.backward"
            ),
            (.earlyUpdate, "load-batch", "'early-update' makes no sense in load-batch: it can be in update"),
            (
                .preActivation, "relu1.backward",
                "'pre-activation' makes no sense in relu1.backward: "
                    + "it can be in linear3.backward, tanh2.backward or linear2.backward"
            ),
        ]
        for (kind, operation, sentence) in cases { #expect(problem(kind, in: operation, of: engine) == sentence) }
    }

    @Test func whatWouldChangeNothingIsRefused() {
        var single = SampleEngines.network(loss: .meanSquaredError)
        single.layerSizes = [1, 4, 1]
        let samples = Samples(
            inputs: Matrix([[0.3]]), targets: Matrix([[0.5]]), isClassification: false)
        let one = Engine(
            network: single, optimizer: OptimizerSettings(), batch: BatchSettings(), training: samples)
        let column =
            "what it would not transpose is one row or one column, whose numbers lie in the same order both ways"
        #expect(
            problem(.transpose, in: "linear1.backward", of: one)
                == "'transpose' would change nothing in linear1.backward: \(column)")
        #expect(problem(.transpose, in: "linear2.backward", of: one)?.hasSuffix(column) == true)
        let division = "it is about a division, which is by 1 here"
        #expect(problem(.noAverage, in: "loss.backward", of: one)?.hasSuffix(division) == true)
        #expect(problem(.doubleAverage, in: "linear1.backward", of: one)?.hasSuffix(division) == true)
        let sum = FaultSamples.engine(FaultSamples.network(reduction: .sum))
        #expect(
            problem(.noAverage, in: "loss.backward", of: sum)
                == "'no-average' would change nothing in loss.backward: the loss is a sum, not a mean")
        let relu = FaultSamples.engine(
            NetworkSpecification(layerSizes: [3, 2], activations: [.relu], loss: .meanSquaredError))
        #expect(
            problem(.preActivation, in: "relu1.backward", of: relu)
                == "'pre-activation' can be in no operation of this network")
    }

    @Test func aFaultThatIsRefusedLeavesTheOneThatWasThere() {
        var engine = FaultSamples.engine().with(Fault(.sign, in: "update"))
        #expect(throws: FaultProblem.self) { try engine.plant(Fault(.sign, in: "loss.forward")) }
        #expect(engine.fault == Fault(.sign, in: "update"))
    }

    @Test func bothFormulasAreSpelledOut() {
        let network = FaultSamples.network(penalty: Regularization(l2: 0.1), layerSizes: [3, 4, 5, 2])
        func formulas(_ kind: Fault.Kind, _ operation: String) -> [String] {
            FaultSamples.engine(network).with(Fault(kind, in: operation)).faultedFormulas.map {
                "\($0.right) | \($0.wrong)" + ($0.reshaped.map { " | \($0.name) as \($0.shape)" } ?? "")
            }
        }
        #expect(FaultSamples.engine().faultedFormulas.isEmpty)
        #expect(formulas(.transpose, "linear3.backward") == ["dA2 = dZ3·W3ᵀ | dA2 = dZ3·W3 | W3 as 2×5"])
        #expect(
            formulas(.transpose, "linear1.backward") == ["dW1 = Xᵀ·dZ1 + l2·W1 | dW1 = X·dZ1 + l2·W1"])
        #expect(formulas(.sign, "loss.backward") == ["dZ3 = (P − Y)/N | dZ3 = −((P − Y)/N)"])
        #expect(formulas(.sign, "dropout1.backward") == ["dA1 = dD1 ⊙ M1 | dA1 = −(dD1 ⊙ M1)"])
        #expect(formulas(.sign, "update") == ["W ← W − lr·dW | W ← W + lr·dW"])
        #expect(formulas(.noAverage, "loss.backward") == ["dZ3 = (P − Y)/N | dZ3 = P − Y"])
        #expect(
            formulas(.doubleAverage, "linear2.backward") == [
                "dW2 = D1ᵀ·dZ2 + l2·W2 | dW2 = (D1ᵀ·dZ2)/N + l2·W2", "db2 = Σₙ dZ2 | db2 = (Σₙ dZ2)/N",
            ])
        #expect(
            formulas(.wrongDerivative, "tanh2.backward") == [
                "dZ2 = dA2 ⊙ (1 − A2²) | dZ2 = dA2 ⊙ A2 ⊙ (1 − A2)"
            ])
        #expect(
            formulas(.preActivation, "tanh2.backward") == ["dZ2 = dA2 ⊙ (1 − A2²) | dZ2 = dA2 ⊙ (1 − Z2²)"])
        #expect(
            formulas(.preActivation, "linear2.backward") == ["dW2 = D1ᵀ·dZ2 + l2·W2 | dW2 = Z1ᵀ·dZ2 + l2·W2"])
        #expect(
            formulas(.staleGradient, "linear3.backward") == [
                "dW3 = A2ᵀ·dZ3 + l2·W3 | dW3 ← dW3 + A2ᵀ·dZ3 + l2·W3", "db3 = Σₙ dZ3 | db3 ← db3 + Σₙ dZ3",
            ])
        #expect(
            formulas(.earlyUpdate, "update") == [
                "W ← W − lr·dW | W ← W − lr·dW, with the gradients of the iteration before"
            ])
    }
}
