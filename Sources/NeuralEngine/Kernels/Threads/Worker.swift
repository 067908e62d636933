/// What one thread needs for its part of an operation.
struct Worker<S: VectorScalar> {
    let share: Share
    /// Room for what products copy on the way; its own for each thread.
    let scratch: UnsafeMutablePointer<S>
}
