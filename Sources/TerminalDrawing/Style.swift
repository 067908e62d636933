/// A colour as views name it; `ColorTier` says what a terminal makes of it.
public enum Color: Hashable, Sendable {
    /// The terminal's default colour.
    case standard
    /// Red, green and blue in sRGB, each 0…255.
    case rgb(UInt8, UInt8, UInt8)

    /// The colour written as in CSS: `Color(hex: 0xFF8800)`.
    public init(hex: UInt32) {
        self = .rgb(UInt8(hex >> 16 & 0xFF), UInt8(hex >> 8 & 0xFF), UInt8(hex & 0xFF))
    }
}

/// How a cell is drawn.
public struct Style: Hashable, Sendable {
    /// The colour of the character.
    public var foreground: Color
    /// The colour behind the character.
    public var background: Color
    /// Heavier strokes.
    public var bold: Bool
    /// Fainter strokes.
    public var dim: Bool
    /// Slanted strokes.
    public var italic: Bool
    /// A line below the character.
    public var underline: Bool
    /// Foreground and background exchanged.
    public var reverse: Bool
    /// Whether the foreground is a part of a picture and not of a text: it is then shown in its own colour even on a
    /// background from which the terminal cannot tell it apart.
    public var isPicture: Bool

    /// A style from its parts; whatever is not given is the terminal's default.
    public init(
        foreground: Color = .standard, background: Color = .standard, bold: Bool = false, dim: Bool = false,
        italic: Bool = false, underline: Bool = false, reverse: Bool = false, isPicture: Bool = false
    ) {
        self.foreground = foreground
        self.background = background
        self.bold = bold
        self.dim = dim
        self.italic = italic
        self.underline = underline
        self.reverse = reverse
        self.isPicture = isPicture
    }

    /// The terminal's own colours, no attributes.
    public static let plain = Style()

    /// The same style with another colour for the character.
    public func foreground(_ color: Color) -> Style {
        var copy = self
        copy.foreground = color
        return copy
    }

    /// The same style with another colour behind the character.
    public func background(_ color: Color) -> Style {
        var copy = self
        copy.background = color
        return copy
    }

    /// The same style in bold, or not.
    public func bold(_ flag: Bool = true) -> Style {
        var copy = self
        copy.bold = flag
        return copy
    }

    /// The same style underlined, or not.
    public func underlined(_ flag: Bool = true) -> Style {
        var copy = self
        copy.underline = flag
        return copy
    }

    /// The same style with foreground and background exchanged, or not.
    public func reversed(_ flag: Bool = true) -> Style {
        var copy = self
        copy.reverse = flag
        return copy
    }
}
