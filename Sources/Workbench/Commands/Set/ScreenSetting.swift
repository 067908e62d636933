import CommandLanguage

/// What can be set about the screen.
public enum ScreenSetting: Equatable, Sendable {
    /// Whether the colours are for a light screen.
    case isLight(Bool)
    /// How many colours there are at most, by the setting's word.
    case colors(String)
    /// The characters, by the setting's word.
    case glyphs(String)
    /// Whether the mouse is taken.
    case takesMouse(Bool)
    /// How fast space and `continue` run, one of `speeds`.
    case speed(String)
    /// How fast a lesson plays by itself, as a multiple of the usual.
    case pace(Double)
}

extension ScreenSetting {
    /// Operations a second, or how training gets faster.
    public static let speeds: WordList = ["1", "2", "5", "10", "20", "50", "100", growingSpeed, fullSpeed]
    /// Training that begins slowly and gets faster and faster.
    public static let growingSpeed = "growing"
    /// Training as fast as the machine is.
    public static let fullSpeed = "max"
    /// How fast a lesson plays by itself, as a multiple of the usual.
    public static let paces: WordList = ["0.25", "0.5", "1", "2", "4", "8"]

    /// The setting that `set` names; nil where it is none of the screen's.
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
