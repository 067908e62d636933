import NeuralEngine
import Testing

/// Runs an iteration with random numbers everywhere: each operation has to change exactly the matrices that it writes.
func expectOperationsToChangeWhatTheyWrite(
    _ network: NetworkSpecification, _ optimizer: OptimizerSettings, sourceLocation: SourceLocation = #_sourceLocation
) {
    var engine = SampleEngines.engine(network, optimizer, batch: SampleEngines.smallBatches)
    engine.runIterations(4)
    var random = SplitMix64(seed: 1)
    for index in engine.plan.operations.indices {
        // Random values everywhere, as large as no operation leaves them, so that a write is seen.
        for name in engine.plan.matrices {
            let shape = engine.shape(of: name)!
            var value = SampleEngines.randomMatrix(rows: shape.rows, columns: shape.columns, &random)
            if name.quantity == .secondMoment { value.elements = value.elements.map { abs($0) } }
            engine.setMatrix(name, to: value)
        }
        let before = engine
        engine.runNextOperation()
        let changed = engine.plan.matrices.filter { engine.matrix($0) != before.matrix($0) }
        let writes = engine.plan.operations[index].writes
        #expect(
            Set(changed) == Set(writes), "\(engine.plan.operations[index].label)", sourceLocation: sourceLocation)
        for name in writes {
            #expect(engine.previousMatrix(name) == before.matrix(name), sourceLocation: sourceLocation)
        }
    }
}

/// Runs an iteration beside one in which each operation finds NaN in all matrices that it does not read: the results have
/// to be the same.
func expectOperationsToDependOnWhatTheyRead(
    _ network: NetworkSpecification, _ optimizer: OptimizerSettings, sourceLocation: SourceLocation = #_sourceLocation
) {
    var engine = SampleEngines.engine(network, optimizer)
    engine.runIterations(2)
    for operation in engine.plan.operations {
        var disturbed = engine
        for name in engine.plan.matrices where !operation.reads.contains(name) {
            let shape = engine.shape(of: name)!
            disturbed.setMatrix(name, to: Matrix(rows: shape.rows, columns: shape.columns, repeating: .nan))
        }
        engine.runNextOperation()
        disturbed.runNextOperation()
        for name in operation.writes {
            #expect(
                disturbed.matrix(name) == engine.matrix(name), "\(name) of \(operation.label)",
                sourceLocation: sourceLocation)
        }
    }
}
