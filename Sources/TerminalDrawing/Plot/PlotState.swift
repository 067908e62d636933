/// What a user does with a plot, apart from what it shows: the axes, smoothing, the part that is shown, and the cursor.
/// Works for any list of series.
public struct PlotState: Equatable, Sendable {
    /// Whether the horizontal axis is logarithmic.
    public var isLogX = false
    /// Whether the vertical axis is.
    public var isLogY = false
    /// How strongly curves are smoothed, 0 … 0.99; nil for the default of what is shown.
    public var smoothing: Double?
    /// The part of the horizontal axis that is shown; nil shows all.
    public var window: ClosedRange<Double>?
    /// Where the cursor is on the horizontal axis; nil if there is none.
    public var cursor: Double?

    /// The state at the start.
    public init() {}

    /// What a key did.
    public enum Answer: Equatable, Sendable {
        /// Nothing: it is not one of a plot's keys.
        case ignored
        /// The plot may have changed.
        case handled
        /// The user wants to go to the cursor's place.
        case go(Double)
    }

    /// Handles a key.
    public mutating func handle(_ key: Key, _ content: PlotContent) -> Answer {
        if case .character(let character) = key, let action = PlotKey(rawValue: character) {
            act(action, content)
            return .handled
        }
        if key == .enter { return cursor.map(Answer.go) ?? .ignored }
        guard let movement = Movement(key) else { return .ignored }
        move(movement, content)
        return .handled
    }

    private mutating func act(_ key: PlotKey, _ content: PlotContent) {
        switch key {
        case .zoomIn: zoom(by: 0.5, about: cursor, content)
        case .zoomOut: zoom(by: 2, about: cursor, content)
        case .panRight: pan(by: 0.25, content)
        case .panLeft: pan(by: -0.25, content)
        case .whole: window = nil
        case .logY: isLogY.toggle()
        case .logX:
            isLogX.toggle()
            if let window, window.lowerBound <= 0, isLogX { self.window = nil }
        case .smoother: smoothing = Self.smoothings.first { $0 > smoothing(content) } ?? Self.smoothings.last
        case .rougher: smoothing = Self.smoothings.last { $0 < smoothing(content) } ?? 0
        }
    }

    // MARK: Smoothing

    /// The steps of the keys.
    private static let smoothings = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99]

    /// How strongly the curves of a plot are smoothed.
    package func smoothing(_ content: PlotContent) -> Double { smoothing ?? content.usualSmoothing }

    // MARK: The part that is shown

    var measure: ChartMeasure { isLogX ? .logarithmic : .linear }

    /// The part that is shown, or all there is.
    private func shown(_ content: PlotContent) -> ClosedRange<Double>? { window ?? content.extent(measure) }

    /// The fewest points of a line that a zoom leaves.
    private static let fewestPoints = 3

    /// Shows less or more of the horizontal axis.
    /// - Parameters:
    ///   - factor: the factor by which the width of the part shown changes.
    ///   - center: what keeps its place on the screen; nil for the middle.
    public mutating func zoom(by factor: Double, about center: Double?, _ content: PlotContent) {
        guard let extent = content.extent(measure), let shown = shown(content) else { return }
        let (start, end) = (measure.place(of: shown.lowerBound), measure.place(of: shown.upperBound))
        let middle = center.map { measure.place(of: $0) } ?? (start + end) / 2
        let about = (start...end).contains(middle) ? middle : (start + end) / 2
        let wanted = (about + (start - about) * factor, about + (end - about) * factor)
        guard let window = kept(wanted, in: extent) else {
            window = nil
            return
        }
        let isTooNarrow = content.series.allSatisfy { $0.count(in: window) < Self.fewestPoints }
        if factor < 1, isTooNarrow { return }
        self.window = window
    }

    private mutating func pan(by share: Double, _ content: PlotContent) {
        guard let window, let extent = content.extent(measure) else { return }
        let (start, end) = (measure.place(of: window.lowerBound), measure.place(of: window.upperBound))
        shift(by: (end - start) * share, extent)
    }

    /// Moves the part shown, but not beyond the ends.
    private mutating func shift(by distance: Double, _ extent: ClosedRange<Double>) {
        guard let window else { return }
        let (start, end) = (measure.place(of: window.lowerBound), measure.place(of: window.upperBound))
        let (first, last) = (measure.place(of: extent.lowerBound), measure.place(of: extent.upperBound))
        let distance = min(max(distance, first - start), last - end)
        self.window = range(start + distance, end + distance)
    }

    /// A window, moved to within the ends; nil if it contains everything.
    private func kept(_ places: (Double, Double), in extent: ClosedRange<Double>) -> ClosedRange<Double>? {
        let (first, last) = (measure.place(of: extent.lowerBound), measure.place(of: extent.upperBound))
        guard places.1 - places.0 < last - first else { return nil }
        let distance = max(0, first - places.0) - max(0, places.1 - last)
        return range(places.0 + distance, places.1 + distance)
    }

    private func range(_ start: Double, _ end: Double) -> ClosedRange<Double>? {
        let (lower, upper) = (measure.value(at: start), measure.value(at: end))
        return lower < upper ? lower...upper : nil
    }

    // MARK: The cursor

    /// How many steps it takes to cross the part shown.
    private static let steps = 100.0

    /// Puts the cursor on the point that is nearest to a place.
    public mutating func setCursor(near x: Double, _ content: PlotContent) {
        guard let range = window ?? content.cursorRange(measure) else { return }
        cursor = content.nearestX(to: x, in: range) ?? cursor
    }

    /// Moves left and right by a hundredth of the part shown, up and down by a point, with Home and End to the ends.
    mutating func move(_ movement: Movement, _ content: PlotContent) {
        guard let range = content.cursorRange(measure), let shown = shown(content) else { return }
        let start = min(max(cursor ?? content.cursorStart ?? range.upperBound, range.lowerBound), range.upperBound)
        var next = content.nearestX(to: start, in: range) ?? start
        if movement.isToAnEnd {
            next = movement.columns < 0 ? range.lowerBound : range.upperBound
        } else if movement.columns != 0 {
            let width = measure.place(of: shown.upperBound) - measure.place(of: shown.lowerBound)
            let wanted = measure.value(
                at: measure.place(of: next) + width / Self.steps * Double(movement.columns))
            let isAfter = movement.columns > 0
            let least = content.neighborX(of: next, isAfter: isAfter) ?? next
            let nearest = content.nearestX(to: min(max(wanted, range.lowerBound), range.upperBound), in: range) ?? next
            next = isAfter ? max(least, nearest) : min(least, nearest)
        } else {
            for _ in 0..<abs(movement.rows) {
                next = content.neighborX(of: next, isAfter: movement.rows < 0) ?? next
            }
        }
        cursor = min(max(next, range.lowerBound), range.upperBound)
        follow(content)
    }

    /// Moves the part shown so that it contains the cursor.
    private mutating func follow(_ content: PlotContent) {
        guard let window, let cursor, !window.contains(cursor), let extent = content.extent(measure) else { return }
        let beyond =
            cursor < window.lowerBound
            ? measure.place(of: cursor) - measure.place(of: window.lowerBound)
            : measure.place(of: cursor) - measure.place(of: window.upperBound)
        shift(by: beyond, extent)
    }
}
