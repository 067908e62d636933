import CommandLanguage

/// The settings of the screen.
public enum ScreenSetting: Equatable, Sendable {
    /// Whether the colours are for a light screen.
    case isLight(Bool)
    /// The most colours to use, by the setting's word.
    case colors(String)
    /// The characters, by the setting's word.
    case glyphs(String)
    /// Whether the mouse is taken.
    case takesMouse(Bool)
    /// How fast space and `continue` run, one of `speeds`.
    case speed(String)
    /// How fast a lesson plays by itself, as a multiple of the normal pace.
    case pace(Double)
}

extension ScreenSetting {
    /// Operations a second, or how training gets faster.
    public static let speeds: WordList = ["1", "2", "5", "10", "20", "50", "100", growingSpeed, fullSpeed]
    /// Training that starts slowly and gets faster and faster.
    public static let growingSpeed = "growing"
    /// Training as fast as the machine is.
    public static let fullSpeed = "max"
    /// How fast a lesson plays by itself, as a multiple of the normal pace.
    public static let paces: WordList = ["0.25", "0.5", "1", "2", "4", "8"]

    /// The setting that `set` names; nil if it is not the screen's.
    init?(_ name: String, _ word: String) {
        switch name {
        case "theme": self = .isLight(word == "light")
        case "colors": self = .colors(word)
        case "glyphs": self = .glyphs(word)
        case "mouse": self = .takesMouse(word == "on")
        case "speed": self = .speed(word)
        case "pace": self = .pace(Double(word) ?? 1)
        default: return nil
        }
    }
}
