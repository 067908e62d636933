/// What an operation does in addition to its work, for an observer.
struct Observation {
    /// Whether overwritten values are kept in the shadow.
    var savesOverwritten: Bool
    /// Whether dX, which training does not need, is computed.
    var computesInputGradient: Bool

    static let full = Observation(savesOverwritten: true, computesInputGradient: true)
    static let none = Observation(savesOverwritten: false, computesInputGradient: false)
}

/// The state of a run outside of its matrices.
struct Progress: Sendable {
    /// Updates since the optimizer's moments were zero.
    var updateCount = 0
    /// The share of the last batch that was classified correctly; NaN without classes.
    var accuracy = Double.nan
    /// The epoch whose sample order is in memory; nil at first.
    var orderedEpoch: Int?
}

/// Executes a program's operations on an engine's memory: the one path that stepping, training and evaluation share.
///
/// It is a class because it is large and its operations are short: copying it would take longer than running them.
final class Processor<S: VectorScalar> {
    var progress: Progress

    let program: Program
    let workspace: Workspace<S>
    let sampler: BatchSampler
    let optimizer: OptimizerSettings
    private let measuresAccuracy: Bool
    let isPenalized: Bool
    private let keepsUnusedMoments: Bool
    /// The rule of the first update, and of all updates unless they differ by their number or their learning rate.
    private let firstRule: UpdateRule<S>
    private let ruleChanges: Bool
    let parameters: [BoundParameter<S>]
    private let operations: [BoundOperation<S>]
    /// The same for an epoch's last batch, if that is smaller.
    private let operationsOfLastBatch: [BoundOperation<S>]
    /// The operation that the threads share at the moment.
    private var sharedOperation: SharedOperation<S>?
    private let rowsOfLastBatch: Int

    init(
        program: Program, workspace: Workspace<S>, sampler: BatchSampler, optimizer: OptimizerSettings,
        measuresAccuracy: Bool, keepsUnusedMoments: Bool = false, progress: Progress = Progress()
    ) {
        self.program = program
        self.workspace = workspace
        self.sampler = sampler
        self.optimizer = optimizer
        self.measuresAccuracy = measuresAccuracy
        isPenalized = program.regularization.isActive
        self.keepsUnusedMoments = keepsUnusedMoments
        self.progress = progress
        firstRule = UpdateRule(optimizer, number: 1)
        ruleChanges = optimizer.changesWithTime
        func bound(_ batchRows: Int) -> [BoundOperation<S>] {
            program.operations.indices.map { BoundOperation($0, of: program, in: workspace, batchRows: batchRows) }
        }
        parameters = program.parameters.map { BoundParameter($0, in: workspace) }
        operations = bound(sampler.batchRows)
        rowsOfLastBatch = sampler.rows(ofIteration: sampler.iterationsPerEpoch - 1)
        operationsOfLastBatch = rowsOfLastBatch == sampler.batchRows ? [] : bound(rowsOfLastBatch)
    }

    /// Does one share of `sharedOperation`; nil if there are no other threads.
    private lazy var sharedWork: TeamWork? =
        workspace.threads == 1
        ? nil
        : TeamWork { [unowned self] share, thread in
            guard let operation = sharedOperation else { return }
            execute(
                operation.index, of: operation.operations, operation.iteration, operation.observation,
                workspace.worker(share, thread: thread))
        }

    // MARK: Running

    /// Runs one operation of an iteration.
    func run(operation index: Int, iteration: Int, _ observation: Observation) {
        if observation.savesOverwritten {
            let rowsBefore = sampler.rows(ofIteration: iteration - 1)
            for region in program.writes[index] { workspace.save(region, batchRows: rowsBefore) }
        }
        execute(index, of: boundOperations(ofIteration: iteration), iteration, observation)
    }

    /// Runs all operations of an iteration.
    func run(iteration: Int, _ observation: Observation) {
        if observation.savesOverwritten {
            for index in program.operations.indices { run(operation: index, iteration: iteration, observation) }
            return
        }
        let operations = boundOperations(ofIteration: iteration)
        for index in operations.indices { execute(index, of: operations, iteration, observation) }
    }

    /// Runs the operations of an iteration up to the loss and returns the loss.
    func runForward(iteration: Int) -> Double {
        let operations = boundOperations(ofIteration: iteration)
        for index in operations.indices {
            if operations[index].kind == .lossBackward { break }
            execute(index, of: operations, iteration, .none)
        }
        return loss
    }

    /// A checkpoint at the start of the next iteration.
    func checkpoint() -> CoreCheckpoint<S> {
        CoreCheckpoint(
            cells: workspace.gathered(program.keptRegions, withUnused: keepsUnusedMoments),
            hasUnusedMoments: keepsUnusedMoments, updateCount: progress.updateCount, accuracy: progress.accuracy)
    }

    /// The number at a place in the arena.
    func number(at place: IterationView.Place) -> Double { Double(workspace.number(at: place.offset)) }

    /// Whether everything that the iteration's operations wrote is finite, except `dX`, which training does not compute.
    func isFinite(inIteration iteration: Int) -> Bool {
        let rows = sampler.rows(ofIteration: iteration)
        let inputGradient = program.layers[0].inputGradient
        for regions in program.writes {
            for region in regions where region.offset != inputGradient.offset {
                if !workspace.view(region, batchRows: rows).isFinite { return false }
            }
        }
        return true
    }

    /// The loss of the last batch.
    var loss: Double { Double(workspace.view(program.loss, batchRows: 1)[0, 0]) }

    /// A cell of a matrix whose rows are not samples.
    func cell(_ region: Region, _ row: Int, _ column: Int) -> Double {
        Double(workspace.view(region, batchRows: 0)[row, column])
    }

    private func boundOperations(ofIteration iteration: Int) -> [BoundOperation<S>] {
        let isLast = !operationsOfLastBatch.isEmpty && sampler.rows(ofIteration: iteration) == rowsOfLastBatch
        return isLast ? operationsOfLastBatch : operations
    }

    /// Executes an operation, alone or with other threads. Everything but the kernels is inlined into this function: in a
    /// small network, calls and their arguments would take as long as the kernels.
    @inline(never)
    private func execute(
        _ index: Int, of operations: [BoundOperation<S>], _ iteration: Int, _ observation: Observation
    ) {
        // What has to happen once, before the shares.
        switch operations[index].kind {
        case .loadBatch: prepareOrder(ofIteration: iteration)
        case .update: progress.updateCount += 1
        default: break
        }
        if workspace.threads > 1, program.isShared[index], let sharedWork {
            sharedOperation = SharedOperation(
                index: index, operations: operations, iteration: iteration, observation: observation)
            ThreadTeam.shared.run(sharedWork, threads: workspace.threads)
            sharedOperation = nil
        } else {
            execute(index, of: operations, iteration, observation, workspace.worker(.whole, thread: 0))
        }
        if isPenalized, case .linearBackward = operations[index].kind {
            // Only once dW is complete: a sum over cells is not shared in the same way as a product.
            program.regularization.addGradient(operations[index].w, to: operations[index].dW)
        }
    }

    /// Puts the samples into the order of an iteration's epoch.
    private func prepareOrder(ofIteration iteration: Int) {
        guard sampler.shuffles, var order = workspace.order else { return }
        let epoch = iteration / sampler.iterationsPerEpoch
        guard progress.orderedEpoch != epoch else { return }
        sampler.fill(&order, withOrderOfEpoch: epoch)
        progress.orderedEpoch = epoch
    }

    // MARK: One operation

    /// Does one share of an operation. No share writes a cell that another share reads or writes.
    ///
    /// The matrices are read from the array one by one: copying the whole operation would take longer than a small product.
    @inline(__always)
    private func execute(
        _ i: Int, of operation: [BoundOperation<S>], _ iteration: Int, _ observation: Observation, _ worker: Worker<S>
    ) {
        let share = worker.share
        switch operation[i].kind {
        case .loadBatch:
            let start = sampler.start(ofIteration: iteration)
            operation[i].x.setToRows(of: workspace.inputs, order: workspace.order, from: start, share)
            operation[i].y.setToRows(of: workspace.targets, order: workspace.order, from: start, share)
        case .linearForward:
            Linear.forward(operation[i].x, operation[i].w, operation[i].b, into: operation[i].z, worker)
        case .activationForward:
            operation[i].function.forward(operation[i].z, into: operation[i].a, share)
        case .dropoutForward:
            operation[i].dropout?.forward(
                operation[i].a, iteration: iteration, mask: operation[i].m, into: operation[i].d)
        case .lossForward:
            let loss = operation[i].loss
            loss[0, 0] = program.lossFunction.forward(operation[i].a, operation[i].y, p: operation[i].p)
            if isPenalized { loss[0, 0] += program.penalty(program.regularization, in: workspace) }
            if measuresAccuracy {
                progress.accuracy = program.lossFunction.accuracy(
                    operation[i].a, operation[i].y, p: operation[i].p)
            }
        case .lossBackward:
            program.lossFunction.backward(
                operation[i].a, operation[i].y, p: operation[i].p, into: operation[i].dA)
        case .dropoutBackward:
            Dropout.backward(operation[i].dD, mask: operation[i].m, into: operation[i].dA)
        case .activationBackward:
            operation[i].function.backward(
                operation[i].dA, z: operation[i].z, a: operation[i].a, into: operation[i].dZ, share)
        case .linearBackward(let layer):
            Linear.backward(
                operation[i].dZ, x: operation[i].x, into: operation[i].dW, operation[i].db, worker)
            if layer > 1 || observation.computesInputGradient {
                Linear.backward(operation[i].dZ, w: operation[i].w, into: operation[i].dX, worker)
            }
        case .update:
            if ruleChanges {
                let settings = optimizer.scheduled(
                    iteration: iteration, iterationsPerEpoch: sampler.iterationsPerEpoch)
                update(by: UpdateRule(settings, number: progress.updateCount), share)
            } else {
                update(by: firstRule, share)
            }
        case nil:
            executeFaulted(operation[i], iteration, observation, worker)
        }
    }
}

extension Processor {
    /// Does one share of the update of every parameter.
    @inline(__always)
    func update(by rule: UpdateRule<S>, _ share: Share) {
        for index in parameters.indices {
            rule.update(
                parameters[index].value, gradient: parameters[index].gradient, moments: parameters[index].moments,
                share)
        }
    }
}

/// An operation that several threads share.
private struct SharedOperation<S: VectorScalar> {
    let index: Int
    let operations: [BoundOperation<S>]
    let iteration: Int
    let observation: Observation
}
