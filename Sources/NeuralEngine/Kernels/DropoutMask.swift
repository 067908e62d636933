extension MatrixView {
    /// Sets each cell to 0 with a probability, and otherwise to `kept`, with one random number per cell, row after row.
    func setToMask(zeroWithProbability probability: Double, kept: S, _ generator: SplitMix64) {
        var generator = generator
        for i in 0..<count { cells[i] = generator.uniform() < probability ? 0 : kept }
    }
}
