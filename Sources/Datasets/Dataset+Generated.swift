import NeuralEngine

extension Dataset {
    /// The most samples that a generator makes: beyond it a mistyped number would take the machine's memory.
    public static let generatedSampleLimit = 10_000_000

    /// Exclusive or: the corners of the unit square, with the class that tells whether their coordinates differ.
    ///
    /// With neither `samples` nor `noise`, the four points in the order 00, 01, 10, 11. Otherwise `samples` points
    /// (four unless given), which go round the corners in that order, each coordinate moved by a normal deviate.
    /// - Parameters:
    ///   - samples: how many points, at least 1.
    ///   - noise: standard deviation of the noise, in units of the square's side; 0 unless given.
    ///   - seed: the same seed gives the same points.
    public static func xor(samples: Int? = nil, noise: Double? = nil, seed: UInt64 = 0) throws(DatasetError) -> Dataset
    {
        let count = samples ?? 4
        let deviation = noise ?? 0
        guard (1...generatedSampleLimit).contains(count) else {
            throw .sampleCountOutOfRange(count, limit: generatedSampleLimit)
        }
        guard deviation >= 0, deviation.isFinite else { throw .noiseOutOfRange(deviation) }

        var generator = SplitMix64(seed: seed)
        var coordinates: [Double] = []
        coordinates.reserveCapacity(count * 2)
        var labels: [Int] = []
        labels.reserveCapacity(count)
        for index in 0..<count {
            let (first, second) = (index / 2 % 2, index % 2)
            for corner in [first, second] {
                coordinates.append(Double(corner) + (deviation > 0 ? deviation * generator.normal() : 0))
            }
            labels.append(first ^ second)
        }
        return Dataset(
            name: "xor", featureNames: ["x1", "x2"],
            inputs: Matrix(rows: count, columns: 2, elements: coordinates),
            target: .classes(labels: labels, names: ["0", "1"]))
    }
}
