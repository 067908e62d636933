/// How far the loading of data is.
public struct LoadingStatus: Equatable, Sendable {
    /// What is being done: `reading big.csv`.
    public let step: String
    /// Which share of the whole is done, from 0 to 1.
    public let share: Double
    /// How many seconds more it takes if it goes on so fast; nil while that is anybody's guess.
    public let secondsLeft: Int?

    /// - Parameters:
    ///   - step: what is being done.
    ///   - share: which share of the whole is done, from 0 to 1.
    ///   - elapsed: how long it has taken until now.
    public init(step: String, share: Double, elapsed: Duration) {
        self.step = step
        self.share = share
        let seconds = elapsed / .seconds(1)
        secondsLeft =
            share >= 0.05 && seconds >= 0.3 ? Int((seconds / share * (1 - share)).rounded(.up)) : nil
    }

    /// `reading big.csv: 42 %, 3 s left`
    public var text: String {
        "\(step): \(Int(share * 100)) %" + (secondsLeft.map { ", \($0) s left" } ?? "")
    }
}
