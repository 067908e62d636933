/// A plan compiled to regions of an arena.
struct Program: Equatable, Sendable {
    /// Where the matrices of a layer are. If the activation is the identity, `activation` is `preactivation`.
    struct Layer: Equatable, Sendable {
        let function: Activation
        /// The dropout after the layer; nil if there is none.
        let dropout: Dropout?
        let input, weights, bias, preactivation, activation, mask, dropped: Region
        let inputGradient, weightsGradient, biasGradient: Region
        let preactivationGradient, activationGradient, droppedGradient: Region
    }

    /// Where a parameter, its gradient and its moments are.
    struct Parameter: Equatable, Sendable {
        let value, gradient, momentum, firstMoment, secondMoment: Region
    }

    /// Which matrices there is memory for.
    enum Extent {
        case everything
        /// Only what a forward pass needs.
        case forward
    }

    /// What each operation of the plan does, by its index.
    let operations: [Operation.Kind]
    /// In order: layer k is at index k − 1.
    let layers: [Layer]
    let parameters: [Parameter]
    let inputs, targets, probabilities, loss: Region
    let lossFunction: LossFunction
    let regularization: Regularization
    /// The fault planted in it; nil if there is none.
    let fault: PlantedFault?
    /// The regions each operation writes, by its index.
    let writes: [[Region]]
    /// Every matrix with memory, by name.
    let regions: [MatrixName: Region]
    /// What iterations do not recompute, so that checkpoints keep it.
    let keptRegions: KeptRegions
    /// How many cells an arena needs.
    let arenaCount: Int
    /// Whether threads share an operation, by its index.
    private(set) var isShared: [Bool] = []
    /// The most numbers that one thread copies at a time in products.
    private(set) var scratchCount = 0

    init(
        _ network: NetworkSpecification, _ optimizer: OptimizerSettings, _ plan: Plan, batchRows: Int,
        fault: Fault? = nil, extent: Extent = .everything
    ) {
        // All moments that the optimizer can use get memory from the start, so that setting momentum to zero and back
        // loses nothing.
        var names = plan.matrices.filter { $0.quantity == .value || $0.quantity == .gradient }
        names += network.parameters.flatMap { parameter in
            optimizer.moments.map { MatrixName(parameter.subject, $0) }
        }
        if extent == .forward { names.removeAll { $0.quantity != .value } }

        var regions: [MatrixName: Region] = [:]
        var end = 0
        for name in names {
            guard let shape = network.shape(of: name.subject, batchRows: batchRows) else { continue }
            let writer = plan.operations.firstIndex { $0.writes.contains(name) } ?? plan.operations.count - 1
            regions[name] = Region(
                offset: end, rows: shape.rows, columns: shape.columns, hasRowPerSample: name.hasRowPerSample,
                writer: writer)
            end += Region.room(rows: shape.rows, columns: shape.columns)
        }
        self.regions = regions
        // After all others, so that those stay where they are.
        let planted = fault.flatMap { fault in
            PlantedFault(fault, network, plan, regions: regions) { shape in
                let region = Region(offset: end, rows: shape.rows, columns: shape.columns)
                end += Region.room(rows: shape.rows, columns: shape.columns)
                return region
            }
        }
        self.fault = planted
        arenaCount = end
        let moments = optimizer.moments.flatMap { moment in network.parameters.map { MatrixName($0.subject, moment) } }
        let unused = moments.filter { !plan.matrices.contains($0) }
        keptRegions = KeptRegions(
            values: (network.parameters + moments.filter(plan.matrices.contains)).compactMap { regions[$0] },
            unusedMoments: unused.compactMap { regions[$0] }, ofFault: planted?.kept ?? [])

        func region(_ name: MatrixName) -> Region { regions[network.canonical(name)] ?? Region() }
        layers = (1...network.layerCount).map { k in
            Layer(
                function: network.activations[k - 1], dropout: network.dropoutFunction(afterLayer: k),
                input: region(network.input(ofLayer: k)), weights: region(.weights(k)), bias: region(.bias(k)),
                preactivation: region(.preactivation(k)), activation: region(.activation(k)),
                mask: region(.mask(k)), dropped: region(.dropped(k)),
                inputGradient: region(network.input(ofLayer: k).gradient),
                weightsGradient: region(.weights(k).gradient),
                biasGradient: region(.bias(k).gradient), preactivationGradient: region(.preactivation(k).gradient),
                activationGradient: region(.activation(k).gradient), droppedGradient: region(.dropped(k).gradient))
        }
        parameters = network.parameters.map { name in
            Parameter(
                value: region(name), gradient: region(name.gradient), momentum: region(name.momentum),
                firstMoment: region(name.firstMoment), secondMoment: region(name.secondMoment))
        }
        inputs = region(.inputs)
        targets = region(.targets)
        probabilities = region(.probabilities)
        loss = region(.loss)
        lossFunction = network.lossFunction
        regularization = network.regularization
        writes = plan.operations.map { $0.writes.map(region) }
        operations = plan.operations.map(\.kind)
        isShared = operations.map(isWorthSharing)
        if let planted, !planted.exchangesOperands { isShared[planted.operation] = false }
        switch network.precision {
        case .float64: scratchCount = scratchCount(Double.self)
        case .float32: scratchCount = scratchCount(Float.self)
        }
    }

    /// The layer that an operation belongs to; nil for the batch, the loss and the update.
    func layer(of operation: Operation.Kind) -> Layer? { operation.layer.map { layers[$0 - 1] } }
}

extension Program {
    /// The penalty for the weights of all layers.
    func penalty<S: VectorScalar>(_ regularization: Regularization, in workspace: Workspace<S>) -> S {
        var penalty: S = 0
        for layer in layers { penalty += regularization.penalty(workspace.view(layer.weights, batchRows: 0)) }
        return penalty
    }
}
