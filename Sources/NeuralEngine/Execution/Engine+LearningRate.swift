extension Engine {
    /// How the learning rate changes; it starts from the optimizer's own, `optimizer.learningRate`.
    public var schedule: LearningRateSchedule {
        get { optimizer.schedule }
        set { optimizer.schedule = newValue }
    }

    /// The learning rate that the update of an iteration has, with the optimizer and the schedule as they are now.
    public func learningRate(ofIteration iteration: Int) -> Double {
        schedule.learningRate(
            baseRate: optimizer.learningRate, iteration: iteration, iterationsPerEpoch: iterationsPerEpoch)
    }
}
