/// Sine and cosine with the same bits on every machine, unlike those of the system's library.
extension Double {
    /// The cosine of an angle in turns, of which one is 2π; within 1e-15.
    public static func cosine(ofTurns turns: Double) -> Double {
        DoubleLanes.cos(DoubleLanes(2 * pi * (turns - turns.rounded(.down))))[0]
    }

    /// The sine of an angle in turns; within 1e-15.
    public static func sine(ofTurns turns: Double) -> Double { cosine(ofTurns: turns - 0.25) }
}
