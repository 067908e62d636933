/// What one thread needs for its part of an operation.
struct Worker<S: VectorScalar> {
    let share: Share
    /// Scratch memory for products; each thread has its own.
    let scratch: UnsafeMutablePointer<S>
}
