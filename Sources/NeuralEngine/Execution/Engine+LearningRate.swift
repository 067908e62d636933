extension Engine {
    /// How the learning rate changes, starting from `optimizer.learningRate`.
    public var schedule: LearningRateSchedule {
        get { optimizer.schedule }
        set { optimizer.schedule = newValue }
    }

    /// The learning rate of an iteration's update under the present optimizer and schedule.
    public func learningRate(ofIteration iteration: Int) -> Double {
        schedule.learningRate(
            baseRate: optimizer.learningRate, iteration: iteration, iterationsPerEpoch: iterationsPerEpoch)
    }
}
