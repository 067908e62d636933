/// A fault as a program has it: where it is, and the memory that it needs.
///
/// What a fault remembers from one iteration to the next starts at zero where it is planted, whatever the iteration
/// before has left: so a run that comes by again, from a checkpoint without it, has the same bits.
struct PlantedFault: Equatable, Sendable {
    let kind: Fault.Kind
    /// The place in the plan of the operation that has it.
    let operation: Int
    /// What is not transposed, where that is the fault.
    let operand: FaultPlaces.TransposedOperand?
    /// What has to outlast an iteration: the gradients of all parameters for `early-update`; for `stale-gradient` one
    /// number, which is 1 once there are gradients to add to.
    let remembered: [Region]
    /// Room for the gradients that others are added to, in the order of dW and db.
    let spare: [Region]
    /// The matrices of the operation's that the next iteration reads.
    let readLater: [Region]

    /// - regions: where the matrices lie.
    /// - reserve: makes room for a matrix more.
    init?(
        _ fault: Fault, _ network: NetworkSpecification, _ plan: Plan, regions: [MatrixName: Region],
        reserve: (MatrixShape) -> Region
    ) {
        let places = FaultPlaces(network: network, plan: plan)
        guard let operation = plan.index(ofOperationLabelled: fault.operation) else { return nil }
        kind = fault.kind
        self.operation = operation
        let layer = plan.operations[operation].layer
        operand = fault.kind == .transpose ? layer.flatMap(places.transposedOperand) : nil
        func room(for name: MatrixName) -> Region { reserve(network.shape(of: name.subject, batchRows: 0)!) }
        switch (fault.kind, layer) {
        case (.staleGradient, let layer?):
            let gradients = [MatrixName.weights(layer).gradient, MatrixName.bias(layer).gradient]
            remembered = [reserve(MatrixShape(rows: 1, columns: 1))]
            spare = gradients.map(room)
            readLater = gradients.compactMap { regions[$0] }
        case (.earlyUpdate, _):
            remembered = network.parameters.map(room)
            (spare, readLater) = ([], [])
        default:
            (remembered, spare, readLater) = ([], [], [])
        }
    }

    /// What checkpoints keep for it.
    var kept: [Region] { readLater + remembered }

    /// Whether the operation does what it always does, with other operands.
    var exchangesOperands: Bool { kind == .wrongDerivative || kind == .preActivation }
}
