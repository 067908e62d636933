/// What can be set about the screen.
public enum ScreenSetting: Equatable, Sendable {
    /// Whether the colours are for a light screen.
    case isLight(Bool)
    /// How many colours there are at most, as `Vocabulary.colorTiers` has it.
    case colors(String)
    /// The characters, as `Vocabulary.glyphSets` has it.
    case glyphs(String)
    /// Whether the mouse is taken.
    case takesMouse(Bool)
    /// How fast space and `continue` run, as `Vocabulary.speeds` has it.
    case speed(String)
    /// How fast a lesson plays by itself, as a multiple of the usual.
    case pace(Double)
}

extension ScreenSetting {
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
