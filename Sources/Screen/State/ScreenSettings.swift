import CommandLanguage
import TerminalDrawing
import Workbench

/// The settings of the screen, which `set` changes.
public struct ScreenSettings: Equatable, Sendable {
    /// Whether the colours are for a light screen.
    public internal(set) var isLight = false
    /// How many colours to use at most; nil for as many as the terminal has.
    public internal(set) var colorLimit: ColorTier?
    /// The characters to draw with; nil for those that the locale suggests.
    public internal(set) var glyphs: GlyphSet?
    /// Whether the mouse selects and scrolls; otherwise the terminal keeps it.
    public internal(set) var takesMouse = true
    /// How many operations a second space plays; nil if it trains instead.
    public internal(set) var operationsPerSecond: Int?
    /// How fast training runs, unless `+` or `-` has changed that.
    public internal(set) var runSpeed = RunSpeed.growing

    /// How fast a lesson plays by itself, as a multiple of the usual pace.
    public internal(set) var pace = 1.0

    /// The default settings.
    public init() {}

    mutating func take(_ setting: ScreenSetting) {
        switch setting {
        case .isLight(let isOn): isLight = isOn
        case .takesMouse(let isOn): takesMouse = isOn
        case .speed(let name):
            operationsPerSecond = Int(name)
            if operationsPerSecond == nil { runSpeed = name == ScreenSetting.fullSpeed ? .full : .growing }
        case .pace(let pace): self.pace = pace
        case .colors(let name): colorLimit = Self.colorTiers[name]
        case .glyphs(let name): glyphs = name == "auto" ? nil : name == "ascii" ? .ascii : .unicode
        }
    }

    private static let colorTiers: [String: ColorTier] = [
        "direct": .direct, "256": .palette256, "16": .sixteen, "none": .none,
    ]
}
