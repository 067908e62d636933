import NeuralEngine

// Operations that do something else than their equations say, planted for somebody to find.
extension DebugSession {
    /// The fault that is planted at this position; nil where there is none.
    public var fault: Fault? { engine.fault }

    /// Plants a fault from here on, in place of the one that there may be; nil repairs that.
    ///
    /// It is a change like any other: going back before it undoes it, coming by again makes it again, and in the past it
    /// begins a branch. Nothing that has been computed becomes another number.
    public mutating func plant(_ fault: Fault?) throws(EditError) {
        try apply(.fault(fault))
    }
}
