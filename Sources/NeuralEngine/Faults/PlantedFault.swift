/// A fault in a program: its place and the memory that it needs.
///
/// What a fault remembers from one iteration to the next starts at zero when it is planted. So a run that gets there again,
/// from a checkpoint without these numbers, has the same bits.
struct PlantedFault: Equatable, Sendable {
    let kind: Fault.Kind
    /// The place of its operation in the plan.
    let operation: Int
    /// The operand that is not transposed, if that is the fault.
    let operand: FaultPlaces.TransposedOperand?
    /// What is remembered from one iteration to the next: for `early-update` the gradients of all parameters, for
    /// `stale-gradient` one number, which is 1 once there are gradients to add to.
    let remembered: [Region]
    /// Memory for the old gradients dW and db, to which the new ones are added.
    let spare: [Region]
    /// Results of the operation that the next iteration reads.
    let readLater: [Region]

    /// - regions: where the matrices are.
    /// - reserve: makes room for another matrix.
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

    /// What checkpoints have to keep for it.
    var kept: [Region] { readLater + remembered }

    /// Whether the operation works as always, but with other operands.
    var exchangesOperands: Bool { kind == .wrongDerivative || kind == .preActivation }
}
