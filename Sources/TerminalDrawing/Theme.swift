/// The styles of the screen, each named by what it is for. All colours that views use are here.
public struct Theme: Equatable, Sendable {
    /// Ordinary text, and the empty screen.
    public var text: Style
    /// Less important text: units, hints, what is not current.
    public var muted: Style
    /// The lines of panes.
    public var border: Style
    /// The lines of the pane that has the focus.
    public var focusedBorder: Style
    /// Titles of panes.
    public var title: Style
    /// Names of matrices, commands and keys.
    public var accent: Style
    /// The line on top of the screen.
    public var statusBar: Style
    /// The program's name, and a state such as PAUSED, in that line.
    public var statusBadge: Style
    /// The operation or row that is current.
    public var current: Style
    /// The cell under the cursor.
    public var cursor: Style
    /// The cells from which the cell under the cursor was computed.
    public var linked: Style
    /// Cells that a lesson highlights.
    public var lit: Style
    /// A value that the last operation wrote.
    public var written: Style
    /// The headers of rows and columns.
    public var header: Style
    /// The forward pass.
    public var forward: Style
    /// The backward pass.
    public var backward: Style
    /// The update of parameters.
    public var update: Style
    /// What went well.
    public var good: Style
    /// What deserves a look.
    public var warning: Style
    /// What went wrong.
    public var bad: Style
    /// A scenario's narration.
    public var narration: Style
    /// The line in which commands are typed.
    public var prompt: Style
    /// Lines of plots, in the order of their series: training, test, further runs.
    public var series: [Color]
    /// Colours of signed numbers.
    public var heat: HeatColors
    /// Ten classes of data, distinct from each other and from the screen. Their marks differ as well: see
    /// `GlyphSet.classMarks`.
    public var classColors: [Color]
    /// Shades of the classes' colours for the regions where the network predicts them; `regionColor` chooses.
    var regions: [[Color]]

    /// Light text on a dark screen.
    public static let dark = dark(for: .direct)

    private static func dark(for tier: ColorTier) -> Theme {
        let screen = Color(hex: 0x12151B)
        let text = Style(foreground: Color(hex: 0xD5DAE3), background: screen)
        func on(_ hex: UInt32) -> Style { text.foreground(Color(hex: hex)) }
        return Theme(
            text: text, muted: on(0x7C8796), border: on(0x49525F), focusedBorder: on(0x5FA8E8),
            title: on(0xB7C1D1).bold(), accent: on(0x7FC1F5),
            statusBar: Style(foreground: Color(hex: 0xC9D1DE), background: Color(hex: 0x262C37)),
            statusBadge: Style(foreground: Color(hex: 0x0F1217), background: Color(hex: 0x7FC1F5), bold: true),
            current: Style(foreground: Color(hex: 0xFFFFFF), background: Color(hex: 0x1F4A7A), bold: true),
            cursor: Style(foreground: Color(hex: 0x0F1217), background: Color(hex: 0xFFD75F), bold: true),
            linked: text.background(Color(hex: 0x3A4A3A)),
            lit: Style(foreground: Color(hex: 0xFFF3D0), background: Color(hex: 0x5E4A12)),
            written: on(0xFFE08A).bold(), header: on(0x7A8595),
            forward: on(0x6CC7A0), backward: on(0xE59866), update: on(0xC49BEF), good: on(0x87D787),
            warning: on(0xFFC861), bad: on(0xFF7B72), narration: on(0xE6D9B8), prompt: on(0xFFFFFF),
            series: [0x6CC7A0, 0xFFC861, 0x7FC1F5, 0xE58FB1].map(Color.init(hex:)), heat: .dark(for: tier),
            classColors: darkClassColors(for: tier),
            regions: regions(darkClassColors(for: tier), isLight: false, tier, on: screen))
    }

    private static func darkClassColors(for tier: ColorTier) -> [Color] {
        let colors: [UInt32] =
            tier == .sixteen
            ? [
                0x00FFFF, 0xFFFF00, 0x00FF00, 0xFF0000, 0xFF00FF, 0x0000FF, 0xFFFFFF, 0xA0A000, 0x00A000, 0xA000A0,
            ]
            : [
                0x4FA3F7, 0xFF9F43, 0x58D694, 0xFF6161, 0xB78BFA, 0xFFE04A, 0x45D5E6, 0xFF8AC9, 0xAFD655, 0xC49A78,
            ]
        return colors.map(Color.init(hex:))
    }

    /// Without colours: everything that matters is told by bold, underline and reverse.
    public static let monochrome: Theme = {
        let text = Style.plain
        let bold = Style(bold: true)
        let reverse = Style(reverse: true)
        return Theme(
            text: text, muted: text, border: text, focusedBorder: bold, title: bold, accent: bold,
            statusBar: reverse, statusBadge: Style(bold: true, reverse: true), current: reverse, cursor: reverse,
            linked: Style(underline: true), lit: Style(bold: true, underline: true), written: bold,
            header: Style(dim: true), forward: text, backward: text,
            update: text, good: bold, warning: bold, bad: bold, narration: text, prompt: text,
            series: [.standard, .standard, .standard, .standard],
            heat: HeatColors(
                negative: [.standard, .standard], positive: [.standard, .standard], invalid: .standard,
                lightText: .standard, darkText: .standard),
            classColors: [Color](repeating: .standard, count: 10),
            regions: [[Color]](repeating: [.standard], count: 10))
    }()

    /// The theme for a terminal of some tier.
    /// - isLight: whether text is dark on light paper; without colours there is only the terminal's own.
    public static func standard(for tier: ColorTier, isLight: Bool = false) -> Theme {
        tier == .none ? .monochrome : isLight ? light(for: tier) : dark(for: tier)
    }
}
