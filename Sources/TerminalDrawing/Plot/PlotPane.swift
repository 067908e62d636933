import PlainText

/// A plot as a pane shows it: what there is to see, and what the user has done with it.
public struct PlotPane {
    package let content: PlotContent
    package let state: PlotState
    let theme: Theme
    let glyphs: GlyphSet
    let memo: PlotMemo

    /// - memo: what was worked out for the last frame of the same plot.
    public init(
        _ content: PlotContent, _ state: PlotState, theme: Theme, glyphs: GlyphSet, memo: PlotMemo = PlotMemo()
    ) {
        self.content = content
        self.state = state
        self.theme = theme
        self.glyphs = glyphs
        self.memo = memo
    }

    /// The chart; nil if there is no point.
    private var chart: LineChart? {
        guard content.extent(.linear) != nil else { return nil }
        var chart = LineChart(
            series: memo.smoothed(content.series, by: state.smoothing(content), hasBackdrops: theme != .monochrome) {
                $0.mixed(with: theme.text.background, share: 0.6)
            })
        chart.isLogX = state.isLogX
        chart.isLogY = state.isLogY
        chart.xRange = state.window
        chart.yHolds = content.holds
        chart.legendPlace = content.legendPlace
        chart.labelStyle = theme.muted
        chart.warningStyle = theme.bad
        chart.cursorStyle = theme.written
        chart.cursor = state.cursor.map { LineChart.Cursor(x: $0, label: Self.spelled($0)) }
        return chart
    }

    /// What the user has done with the plot, for its title: `log y`, `smoothed 0.9`, `100 to 500`.
    public var notes: [String] {
        let axes = [state.isLogX ? "x" : nil, state.isLogY ? "y" : nil].compactMap { $0 }.joined(separator: " ")
        let smoothing = state.smoothing(content)
        return (axes.isEmpty ? [] : ["log \(axes)"])
            + (smoothing > 0 ? ["smoothed \(NumberFormat.shortest(smoothing))"] : [])
            + (state.window.map { ["\(Self.spelled($0.lowerBound)) to \(Self.spelled($0.upperBound))"] } ?? [])
    }

    /// Draws the plot, without a box.
    /// - Returns: whether there was anything to draw.
    @discardableResult
    public func draw(on grid: inout CellGrid, in area: Rect) -> Bool {
        guard let chart else { return false }
        chart.draw(
            into: &grid, in: area, glyphs: glyphs, label: Self.label(telling: content.series, in: state.window),
            exactLabel: { NumberFormat.rounded($0) })
        return true
    }

    /// Draws the plot in a box with a title.
    public func draw(on grid: inout CellGrid, inBox area: Rect, title: String, isFocused: Bool) {
        let text = ([title] + notes).joined(separator: "  ")
        grid.box(
            area, title: glyphs.spell(text), style: isFocused ? theme.focusedBorder : theme.border,
            titleStyle: isFocused ? theme.focusedTitle : theme.title, glyphs: glyphs)
        draw(on: &grid, in: area.interior)
    }

    /// The place on the horizontal axis under a place on the screen; nil if there is no plot.
    public func x(at point: Point, in area: Rect) -> Double? {
        chart?.x(
            atColumn: point.column, in: area, glyphs: glyphs,
            label: Self.label(telling: content.series, in: state.window))
    }

    /// A number of the horizontal axis: whole if all are whole numbers.
    package static func spelled(_ x: Double) -> String {
        x == x.rounded() && x.magnitude < 1e15 ? String(Int(x)) : NumberFormat.rounded(x, digits: 5)
    }

    /// Writes values with enough digits to tell those of the curves apart: 0.691 and 0.692 have three, 0.6912 and
    /// 0.6914 four.
    private static func label(
        telling series: [ChartSeries], in window: ClosedRange<Double>?
    ) -> (Double) -> String {
        let ranges = series.compactMap { $0.values(in: window) }
        guard let range = ranges.reduce(nil, { $0?.joined(with: $1) ?? $1 }) else {
            return { NumberFormat.rounded($0, digits: 3) }
        }
        var digits = 3
        var finest = max(range.lowerBound.magnitude, range.upperBound.magnitude) / 100
        while digits < 6, finest.isFinite, (range.upperBound - range.lowerBound) / 8 < finest {
            finest /= 10
            digits += 1
        }
        return { [digits] in NumberFormat.rounded($0, digits: digits) }
    }
}

/// The smoothed curves of a plot, kept from frame to frame while its series are the same.
public final class PlotMemo {
    private var key: (series: [ChartSeries], weight: Double, hasBackdrops: Bool)?
    private var smoothed: [ChartSeries] = []

    /// An empty memo.
    public init() {}

    /// The curves, smoothed. Those with marks are left as they are, since each of their few points matters. The raw
    /// curve stands behind a smoothed one.
    /// - Parameters:
    ///   - hasBackdrops: whether there are colours to tell raw curves from smoothed ones.
    ///   - faint: the colour of a raw curve.
    package func smoothed(
        _ series: [ChartSeries], by weight: Double, hasBackdrops: Bool, faint: (Color) -> Color
    ) -> [ChartSeries] {
        guard weight > 0 else { return series }
        if let key, key.weight == weight, key.hasBackdrops == hasBackdrops, key.series == series { return smoothed }
        let curves = series.map { $0.hasMarks ? $0 : $0.smoothed(by: weight) }
        let raw = series.filter { !$0.hasMarks }.prefix(1).map { series in
            var raw = series
            raw.color = faint(series.color)
            raw.isBackdrop = true
            raw.pale = series.pale.map { ChartSeries.Pale(after: $0.start, color: faint($0.color)) }
            return raw
        }
        key = (series, weight, hasBackdrops)
        smoothed = (hasBackdrops ? raw : []) + curves
        return smoothed
    }
}
