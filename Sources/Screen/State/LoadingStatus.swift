/// How far loading data has got.
public struct LoadingStatus: Equatable, Sendable {
    /// What is being done: `reading big.csv`.
    public let step: String
    /// The share that is done, from 0 to 1.
    public let share: Double
    /// The seconds left at this speed; nil while it is too early to tell.
    public let secondsLeft: Int?

    /// - Parameters:
    ///   - step: what is being done.
    ///   - share: the share that is done, from 0 to 1.
    ///   - elapsed: how long it has taken so far.
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
