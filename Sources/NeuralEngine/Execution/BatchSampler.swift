/// How many samples an iteration takes.
public enum BatchSize: Equatable, Sendable {
    /// All of them.
    case full
    /// This many; the last batch of an epoch may have fewer.
    case rows(Int)
}

/// How an epoch is cut into batches.
public struct BatchSettings: Equatable, Sendable {
    /// How many samples an iteration takes.
    public var size: BatchSize
    /// Whether every epoch takes the samples in an order of its own.
    public var shuffle: Bool
    /// The seed of those orders, which depend on it and on the number of the epoch.
    public var seed: UInt64

    /// Settings; by default one batch of everything, in order.
    public init(size: BatchSize = .full, shuffle: Bool = false, seed: UInt64 = 0) {
        self.size = size
        self.shuffle = shuffle
        self.seed = seed
    }
}

/// Which samples an iteration takes. It keeps no state: the order of any epoch can be computed at any time.
public struct BatchSampler: Equatable, Sendable {
    /// How many samples there are, at least one.
    public let sampleCount: Int
    /// How many samples a batch has; the last one of an epoch may have fewer.
    public let batchRows: Int
    /// How many batches cover the samples once.
    public let iterationsPerEpoch: Int
    private let settings: BatchSettings

    /// A sampler over the given number of samples.
    /// - Precondition: there is a sample, and a batch takes at least one.
    public init(sampleCount: Int, settings: BatchSettings) {
        precondition(sampleCount > 0, "no samples to take batches from")
        self.sampleCount = sampleCount
        self.settings = settings
        switch settings.size {
        case .full: batchRows = sampleCount
        case .rows(let rows):
            precondition(rows > 0, "a batch of \(rows) rows")
            batchRows = min(rows, sampleCount)
        }
        iterationsPerEpoch = (sampleCount + batchRows - 1) / batchRows
    }

    /// Whether every epoch has an order of its own.
    public var shuffles: Bool { settings.shuffle }

    /// Where an iteration's batch starts in the order of its epoch.
    func start(ofIteration iteration: Int) -> Int { iteration % iterationsPerEpoch * batchRows }

    /// How many samples an iteration takes; 0 before the first.
    public func rows(ofIteration iteration: Int) -> Int {
        iteration < 0 ? 0 : min(batchRows, sampleCount - start(ofIteration: iteration))
    }

    /// The samples in the order in which an epoch takes them.
    public func order(ofEpoch epoch: Int) -> [Int32] {
        var order = (0..<Int32(sampleCount)).map { $0 }
        fill(&order, withOrderOfEpoch: epoch)
        return order
    }

    /// Replaces an order by that of another epoch, in place.
    func fill<Order: MutableCollection<Int32>>(_ order: inout Order, withOrderOfEpoch epoch: Int)
    where Order.Index == Int {
        guard shuffles else { return }
        var generator = SplitMix64(seed: settings.seed, stream: UInt64(epoch))
        generator.permute(&order)
    }

    /// The samples of an iteration's batch, by their row in the data.
    public func samples(ofIteration iteration: Int) -> [Int] {
        let start = start(ofIteration: iteration)
        let order = order(ofEpoch: iteration / iterationsPerEpoch)
        return order[start..<start + rows(ofIteration: iteration)].map(Int.init)
    }
}
