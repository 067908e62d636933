import NeuralEngine

// Faults: operations that do something other than their equations say, planted for somebody to find.
extension DebugSession {
    /// The fault that is planted at this position; nil if there is none.
    public var fault: Fault? { engine.fault }

    /// Plants a fault from here on, replacing any other; nil repairs the program.
    ///
    /// It is a change like any other: going back before it undoes it, running on makes it again, and in the past it begins a
    /// branch. Computed values stay as they are.
    public mutating func plant(_ fault: Fault?) throws(EditError) {
        try apply(.fault(fault))
    }
}
