import CommandLanguage

/// Space with a speed: the loop runs one operation after another, and the screen follows.
extension ScreenState {
    /// Takes in that the loop plays, or no longer does. What is played is looked at where it happens.
    public mutating func setPlaying(_ plays: Bool) {
        guard plays != isPlaying else { return }
        isPlaying = plays
        if plays {
            selectedOperation = nil
            showsNarration = false
        }
    }

    /// The speed that `+` or `-` makes of the present one; at the ends of the list nothing changes.
    mutating func changeSpeed(by step: Int) {
        let speeds = Vocabulary.speeds.map(Int.init)
        guard let index = speeds.firstIndex(of: settings.operationsPerSecond) else { return }
        settings.operationsPerSecond = speeds[min(max(index + step, 0), speeds.count - 1)]
    }

    /// The pace of a lesson that `+` or `-` makes of the present one; at the ends of the list nothing changes.
    mutating func changePace(by step: Int) {
        let paces = Vocabulary.paces.compactMap(Double.init)
        guard let index = paces.firstIndex(of: settings.pace) else { return }
        settings.pace = paces[min(max(index + step, 0), paces.count - 1)]
    }

    /// The speed, for people.
    var speedText: String { settings.operationsPerSecond.map { "\($0) operations/s" } ?? "full speed" }
}
