extension MatrixView {
    /// Each cell is 0 with a probability, and else `kept`: row after row, a random number a cell.
    func setToMask(zeroWithProbability probability: Double, kept: S, _ generator: SplitMix64) {
        var generator = generator
        for i in 0..<count { cells[i] = generator.uniform() < probability ? 0 : kept }
    }
}
