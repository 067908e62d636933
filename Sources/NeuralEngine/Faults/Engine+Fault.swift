extension Engine {
    /// Gives the program a fault, in place of the one that it may have. What has been computed stays as it is.
    ///
    /// A fault that needs an iteration before this one has none where it is planted: `stale-gradient` writes its first
    /// gradients as it should, the first update of `early-update` finds gradients of zero.
    public mutating func plant(_ fault: Fault) throws(FaultProblem) {
        _ = try FaultPlaces(network: network, plan: plan).place(of: fault)
        self.fault = fault
    }

    /// Has all operations do what their equations say. What has been computed stays as it is.
    public mutating func repair() {
        fault = nil
    }

    /// What the operation with the fault computes as it should be, and as it is, an equation a result that is wrong; none
    /// without a fault.
    public var faultedFormulas: [FaultedFormula] {
        fault.map { FaultedFormula.formulas(of: $0, in: self) } ?? []
    }
}
