// What operations with a fault do, except for faults that only exchange operands, which are handled by binding. One thread
// does all of it.
extension Processor {
    /// Executes the operation that has the program's fault.
    ///
    /// It is not inlined, so that the code for the other operations stays short.
    @inline(never)
    func executeFaulted(
        _ operation: BoundOperation<S>, _ iteration: Int, _ observation: Observation, _ worker: Worker<S>
    ) {
        guard let fault = program.fault else { preconditionFailure("no fault was planted") }
        switch program.operations[fault.operation] {
        case .lossBackward:
            let function = program.lossFunction
            let reduction = fault.kind == .noAverage ? .sum : function.reduction
            LossFunction(loss: function.loss, reduction: reduction).backward(
                operation.a, operation.y, p: operation.p, into: operation.dA)
            if fault.kind == .sign { operation.dA.negate() }
        case .dropoutBackward:
            Dropout.backward(operation.dD, mask: operation.m, into: operation.dA)
            operation.dA.negate()
        case .activationBackward:
            operation.function.backward(
                operation.dA, z: operation.z, a: operation.a, into: operation.dZ, worker.share)
            operation.dZ.negate()
        case .linearBackward(let layer):
            parameterGradients(fault, operation, worker)
            if layer > 1 || observation.computesInputGradient { inputGradient(fault, operation, worker) }
        case .update:
            update(fault, iteration)
        case .loadBatch, .linearForward, .activationForward, .dropoutForward, .lossForward:
            preconditionFailure("nothing of the forward pass can have a fault")
        }
    }

    /// dW and db of a layer, including the penalty.
    private func parameterGradients(_ fault: PlantedFault, _ operation: BoundOperation<S>, _ worker: Worker<S>) {
        let (dW, db, dZ) = (operation.dW, operation.db, operation.dZ)
        if fault.kind == .staleGradient {
            spare(0, of: fault).copy(dW)
            spare(1, of: fault).copy(db)
        }
        Linear.backward(dZ, x: operation.x, into: dW, db, worker)
        if fault.operand == .input { dW.setToProduct(operation.x.reshaped, dZ, worker) }
        if fault.kind == .doubleAverage {
            dW.divide(by: S(dZ.rows))
            db.divide(by: S(dZ.rows))
        }
        if isPenalized { program.regularization.addGradient(operation.w, to: dW) }
        if fault.kind == .sign {
            dW.negate()
            db.negate()
        }
        guard fault.kind == .staleGradient else { return }
        // Whether there are old gradients to add to. When the fault has just been planted there are none.
        let hasFormer = workspace.view(fault.remembered[0], batchRows: 0)
        if hasFormer[0, 0] != 0 {
            dW.add(spare(0, of: fault))
            db.add(spare(1, of: fault))
        }
        hasFormer[0, 0] = 1
    }

    private func spare(_ index: Int, of fault: PlantedFault) -> MatrixView<S> {
        workspace.view(fault.spare[index], batchRows: 0)
    }

    /// dX of a layer.
    private func inputGradient(_ fault: PlantedFault, _ operation: BoundOperation<S>, _ worker: Worker<S>) {
        if fault.operand == .weights {
            operation.dX.setToProduct(operation.dZ, operation.w.reshaped, worker)
        } else {
            Linear.backward(operation.dZ, w: operation.w, into: operation.dX, worker)
        }
        if fault.kind == .sign { operation.dX.negate() }
    }

    /// The update of every parameter: uphill if the sign is wrong, otherwise with the gradients of the iteration before.
    private func update(_ fault: PlantedFault, _ iteration: Int) {
        progress.updateCount += 1
        var settings = optimizer.scheduled(iteration: iteration, iterationsPerEpoch: sampler.iterationsPerEpoch)
        if fault.kind == .sign { settings.learningRate = -settings.learningRate }
        let rule = UpdateRule<S>(settings, number: progress.updateCount)
        guard fault.kind == .earlyUpdate else { return update(by: rule, .whole) }
        for (parameter, region) in zip(parameters, fault.remembered) {
            let former = workspace.view(region, batchRows: 0)
            rule.update(parameter.value, gradient: former, moments: parameter.moments, .whole)
            former.copy(parameter.gradient)
        }
    }
}

extension MatrixView {
    /// self = −self
    fileprivate func negate() { setEach(from: self, .whole) { -$0 } }

    /// self = self / divisor
    fileprivate func divide(by divisor: S) { setEach(from: self, .whole) { $0 / divisor } }

    /// self = self + a
    fileprivate func add(_ a: MatrixView) { setEach(from: self, a, .whole) { $0 + $1 } }
}
