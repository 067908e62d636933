import CommandLanguage
import NeuralEngine
import PlainText
import StepDebugger
import Workbench

/// A network with its parameters and a batch, on which somebody else's implementation is run: its input, and the right
/// results.
///
/// The reference is the engine, always in double precision.
struct GradingCase: Sendable {
    /// The engine after `load-batch`.
    let engine: Engine

    /// The case at which a workbench stands: its network and parameters, and the batch of the next iteration.
    ///
    /// - Throws: a sentence that says why there is none.
    init(_ state: WorkbenchState) throws(GradingProblem) {
        let session: DebugSession
        do throws(CommandError) {
            session = try state.runnableSession()
        } catch {
            throw GradingProblem(error.problem.description)
        }
        guard session.position.operation == 0, session.position.cell == 0 else {
            throw GradingProblem(
                "the case ends in the middle of iteration \(session.position.iteration), before "
                    + "'\(session.nextOperation.label)': let it end with the iteration, with 'next'")
        }
        var engine = session.engine
        if engine.network.precision == .float32 {
            var network = engine.network
            network.precision = .float64
            var exact = Engine(
                network: network, optimizer: engine.optimizer, batch: engine.batch, training: engine.training)
            exact.begin(
                atIteration: engine.iteration, updateCount: engine.updateCount, matrices: engine.keptMatrices)
            engine = exact
        }
        engine.runNextOperation()
        self.engine = engine
    }

    /// The network.
    var network: NetworkSpecification { engine.network }
    /// The rule of updates, its learning rate that of this iteration.
    var optimizer: OptimizerSettings {
        var settings = engine.optimizer
        settings.learningRate = engine.learningRate(ofIteration: engine.iteration)
        return settings
    }
    /// The number of this update since the optimizer began, from 1, on which Adam's corrections depend.
    var updateNumber: Int { engine.updateCount + 1 }

    /// `W1`, `b1`, … and the optimizer's state, as they are before the iteration.
    var parameters: [NamedMatrix] { engine.keptMatrices }
    /// The inputs: (N × features).
    var inputs: Matrix<Double> { engine.matrix(.inputs)! }
    /// The targets: (N × outputs).
    var targets: Matrix<Double> { engine.matrix(.targets)! }
    /// The masks of dropout by which an implementation has to multiply, since they are drawn at random.
    var masks: [NamedMatrix] {
        let masks = (1...network.layerCount).map(MatrixName.mask).filter(engine.plan.contains)
        guard !masks.isEmpty else { return [] }
        var forward = engine
        while forward.operationsRun > 0, forward.plan.operations[forward.operationsRun].pass == .forward {
            forward.runNextOperation()
        }
        return masks.compactMap { name in
            forward.matrix(name).map { NamedMatrix(name, $0) }
        }
    }

    // MARK: What can be checked

    /// Whether a matrix of that name is checked: one that operations compute, or a parameter after the update.
    func checks(_ name: MatrixName, isUpdated: Bool) -> Bool {
        guard engine.plan.contains(name), name.subject != .inputs || name.quantity == .gradient else { return false }
        if name.subject == .targets, name.quantity == .value { return false }
        if case .mask = name.subject { return false }
        return isUpdated == name.isKeptBetweenIterations
    }

    /// The names of the matrices that operations compute, in their order.
    var checkedNames: [String] {
        engine.plan.operations.flatMap(\.writes).filter { checks($0, isUpdated: false) }.map(\.description)
    }

    /// The shape of a matrix in this batch; nil if there is no such matrix.
    func shape(of name: MatrixName) -> MatrixShape? {
        guard var shape = engine.plan.shape(of: name) else { return nil }
        if name.hasRowPerSample { shape.rows = inputs.rows }
        return shape
    }

    /// Whether two names stand for one matrix: `A2` is `Z2` if the second activation is the identity.
    func areSame(_ a: MatrixName, _ b: MatrixName) -> Bool {
        engine.plan.canonical(a) == engine.plan.canonical(b)
    }

    /// `network 2-4-2: tanh, cross-entropy; batch of 4`
    var summary: String {
        "network \(network.shapeDescription): \(network.activationsDescription), \(network.loss.rawValue)"
            + "\(network.reduction == .sum ? " (sum)" : ""); a batch of \(counted(inputs.rows, "sample"))"
    }
}

/// Why there is no case, or nothing to grade.
struct GradingProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// The sentence.
    let description: String

    /// - Parameter description: the sentence.
    init(_ description: String) {
        self.description = description
    }
}
