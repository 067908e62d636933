extension Engine {
    /// Gives the program a fault, which replaces any other. Computed values stay as they are.
    ///
    /// A fault that needs the previous iteration does not have one when it is planted: `stale-gradient` writes its first
    /// gradients correctly, and the first update of `early-update` finds gradients of zero.
    public mutating func plant(_ fault: Fault) throws(FaultProblem) {
        _ = try FaultPlaces(network: network, plan: plan).place(of: fault)
        self.fault = fault
    }

    /// Makes all operations do what their equations say. Computed values stay as they are.
    public mutating func repair() {
        fault = nil
    }

    /// The correct and the faulty formula for each wrong result of the operation with the fault; empty without a fault.
    public var faultedFormulas: [FaultedFormula] {
        fault.map { FaultedFormula.formulas(of: $0, in: self) } ?? []
    }
}
