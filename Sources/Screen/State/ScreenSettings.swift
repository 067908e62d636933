import TerminalDrawing
import Workbench

/// How the screen looks and answers, as `set` changes it.
public struct ScreenSettings: Equatable, Sendable {
    /// Whether the colours are for a light screen.
    public internal(set) var isLight = false
    /// How many colours to use at most; nil takes what the terminal has.
    public internal(set) var colorLimit: ColorTier?
    /// The characters to draw with; nil goes by the locale.
    public internal(set) var glyphs: GlyphSet?
    /// Whether the mouse selects and scrolls; otherwise the terminal itself has it.
    public internal(set) var takesMouse = true
    /// How many operations a second space runs; nil is as fast as the machine does.
    public internal(set) var operationsPerSecond: Int?

    /// How fast a lesson plays by itself, as a multiple of the usual.
    public internal(set) var pace = 1.0

    /// The settings at the start.
    public init() {}

    mutating func take(_ setting: ScreenSetting) {
        switch setting {
        case .isLight(let isOn): isLight = isOn
        case .takesMouse(let isOn): takesMouse = isOn
        case .speed(let rate): operationsPerSecond = rate
        case .pace(let pace): self.pace = pace
        case .colors(let name): colorLimit = Self.colorTiers[name]
        case .glyphs(let name): glyphs = name == "auto" ? nil : name == "ascii" ? .ascii : .unicode
        }
    }

    private static let colorTiers: [String: ColorTier] = [
        "direct": .direct, "256": .palette256, "16": .sixteen, "none": .none,
    ]
}
