import CommandLanguage
import PlainText
import Workbench

/// Space with a speed: the loop runs one operation after another, and the screen follows.
extension ScreenState {
    /// Records whether the loop plays. While it does, the screen follows the session.
    public mutating func setPlaying(_ plays: Bool) {
        guard plays != isPlaying else { return }
        isPlaying = plays
        if plays {
            selectedOperation = nil
            showsNarration = false
        }
    }

    /// Changes the speed, as `+` and `-` do; at the ends of the list nothing changes.
    mutating func changeSpeed(by step: Int) {
        let speeds = ScreenSetting.speeds
        guard let index = speeds.firstIndex(of: settings.speedName) else { return }
        settings.take(.speed(speeds[min(max(index + step, 0), speeds.count - 1)]))
    }

    /// Changes the pace of a lesson, as `+` and `-` do; at the ends of the list nothing changes.
    mutating func changePace(by step: Int) {
        let paces = ScreenSetting.paces.compactMap(Double.init)
        guard let index = paces.firstIndex(of: settings.pace) else { return }
        settings.pace = paces[min(max(index + step, 0), paces.count - 1)]
    }

    /// The speed of what is played, for people.
    var speedText: String {
        settings.operationsPerSecond.map { "\(counted($0, "operation"))/s" } ?? settings.speedName
    }
}

extension ScreenSettings {
    /// The speed as `set speed` spells it.
    fileprivate var speedName: String {
        operationsPerSecond.map { "\($0)" }
            ?? (runSpeed == .full ? ScreenSetting.fullSpeed : ScreenSetting.growingSpeed)
    }
}
