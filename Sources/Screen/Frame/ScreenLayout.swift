import TerminalDrawing
import Workbench

/// Where the panes are: a function of the size and of what the user asked for, never of values, so that nothing moves
/// while stepping.
struct ScreenLayout: Equatable {
    /// On anything smaller only a message is shown.
    static let smallest = Size(columns: 40, rows: 12)
    /// The smallest size with room for more than one pane.
    private static let severalPanes = Size(columns: 72, rows: 20)
    /// The smallest size with room for the lesson's words beside the log rather than in it.
    private static let separateNarration = Size(columns: 100, rows: 30)
    /// The rows from which the network has a row above the panes.
    private static let pipelineRow = 24
    /// The width from which the outcome has a column of its own, beside the matrices.
    private static let outcomeColumn = 176

    /// Large enough for every pane of every layout.
    static let everythingFits = Size(columns: 200, rows: 60)

    /// A pane and the area of its box. Panes below one another share the line between them.
    struct Slot: Equatable {
        let pane: Pane
        let area: Rect
    }

    /// What a layout depends on besides the size.
    struct Input: Equatable {
        var layout = LayoutName.step
        /// The pane with the focus.
        var focused = Pane.operations
        /// Whether that pane fills the screen.
        var isZoomed = false
        /// The panes to make room for, if the layout has a place for them.
        var panes = Set(Pane.all)
        /// The most rows that each pane can use, frame included.
        var rows: [Pane: Int] = [:]
        /// Whether the derivation shown has curves, which the lesson layout puts below it.
        var derivationHasCurves = false
        /// Whether there is a curve of training to see, which the lesson layout has below the matrices.
        var hasTrained = false

        func includes(_ pane: Pane) -> Bool { panes.contains(pane) }
    }

    /// The title line.
    let header: Rect
    /// The network as a pipeline, if there is room for it.
    let pipeline: Rect?
    /// The panes that are shown, column by column from the left.
    let slots: [Slot]
    /// The prompt, or the keys.
    let status: Rect
    /// Whether the log shows the lesson's words above its lines, because they have no pane of their own.
    let pinsNarration: Bool
    /// Whether only the pane with the focus is shown.
    let isSingle: Bool

    /// The area of a pane's box; nil if it is not shown.
    func area(of pane: Pane) -> Rect? { slots.first { $0.pane == pane }?.area }

    /// - Parameter size: at least `smallest`.
    init(size: Size, _ input: Input = Input()) {
        let columns = size.columns
        header = Rect(column: 0, row: 0, columns: columns, rows: 1)
        status = Rect(column: 0, row: size.rows - 1, columns: columns, rows: 1)
        let isLarge = columns >= Self.severalPanes.columns && size.rows >= Self.severalPanes.rows
        // While training, nobody needs the pipeline.
        let hasPipeline = isLarge && size.rows >= Self.pipelineRow && input.layout != .train
        // One row has what flows at the moment, two have both directions.
        let pipelineRows = hasPipeline ? size.rows >= 28 ? 2 : 1 : 0
        pipeline = hasPipeline ? Rect(column: 0, row: 1, columns: columns, rows: pipelineRows) : nil
        let top = 1 + pipelineRows
        let body = Rect(column: 0, row: top, columns: columns, rows: size.rows - 1 - top)
        let isRoomy = columns >= Self.separateNarration.columns && size.rows >= Self.separateNarration.rows
        isSingle = input.isZoomed || !isLarge
        pinsNarration = isSingle || (!isRoomy && input.layout != .lesson)

        guard !isSingle else {
            slots = Self.single(input, in: body, hasStrip: !isLarge)
            return
        }
        let (upper, lower) = body.splitRows(bottom: Self.logRows(input, size.rows, isRoomy: isRoomy))
        var slots = Self.slots(input, in: upper)
        if input.layout != .lesson {
            if isRoomy, input.includes(.narration) {
                let (left, right) = lower.splitColumns(left: columns * 3 / 5)
                slots += [Slot(pane: .narration, area: left), Slot(pane: .log, area: right)]
            } else {
                slots.append(Slot(pane: .log, area: lower))
            }
        }
        self.slots = slots
    }

    /// The rows of the log and of the lesson's words, below the other panes.
    private static func logRows(_ input: Input, _ rows: Int, isRoomy: Bool) -> Int {
        switch input.layout {
        case .lesson: 0
        // While training, the curves matter: a line or two of the log are enough, and a few of a lesson's words.
        case .train: (rows >= 50 ? 7 : rows >= 30 ? 5 : 3) + (input.includes(.narration) && rows < 50 ? 3 : 0)
        case .step, .data: isRoomy ? max(8, rows / 6) : rows >= 28 ? 8 : 7
        }
    }

    /// One pane and, on a small screen, the lesson's words below it.
    private static func single(_ input: Input, in body: Rect, hasStrip: Bool) -> [Slot] {
        guard hasStrip, input.includes(.narration), input.focused != .log, input.focused != .narration else {
            return [Slot(pane: input.focused, area: body)]
        }
        let (upper, lower) = body.splitRows(bottom: body.rows / 3 + 1)
        return [Slot(pane: input.focused, area: upper), Slot(pane: .log, area: lower)]
    }

    // MARK: The layouts

    private static func slots(_ input: Input, in area: Rect) -> [Slot] {
        switch input.layout {
        case .step: step(input, in: area)
        case .train: train(input, in: area)
        case .data: data(input, in: area)
        case .lesson: lesson(input, in: area)
        }
    }

    private static func step(_ input: Input, in area: Rect) -> [Slot] {
        let left = min(48, max(30, area.columns * 3 / 8))
        var (first, rest) = area.splitColumns(left: left)
        var slots: [Slot] = []
        slots += stack([.operations, .curve], in: first, rowsOfLast: [max(6, area.rows * 2 / 5)])
        if input.includes(.derivation) { return slots + [Slot(pane: .derivation, area: rest)] }
        if area.columns >= outcomeColumn, input.includes(.outcome) {
            let columns = min(60, area.columns * 3 / 10)
            (rest, first) = rest.splitColumns(right: columns)
            slots +=
                input.includes(.graph)
                ? graph(input, in: rest)
                : stack([.matrices, .explanation], in: rest, rowsOfLast: [explanationRows(area.rows)])
            return slots
                + stack([.outcome, .layers], in: first, rowsOfLast: [layerRows(input, most: area.rows / 3)])
        }
        if input.includes(.graph) { return slots + graph(input, in: rest) }
        let layers = area.rows >= 22 ? layerRows(input, most: area.rows / 4) : 0
        let panes: [Pane] = [.matrices, .explanation] + (layers > 0 ? [.layers] : [])
        return slots + stack(panes, in: rest, rowsOfLast: [explanationRows(area.rows)] + (layers > 0 ? [layers] : []))
    }

    /// The matrices, the graph of the network and a cell's explanation, below one another. Without room for all, the
    /// matrices have the graph's place while they have the focus: when a lesson asks for a cell, or the viewer is opened.
    private static func graph(_ input: Input, in area: Rect) -> [Slot] {
        let explanation = explanationRows(area.rows)
        let rows = min(input.rows[.graph] ?? .max, area.rows / 2)
        let isWhole = input.rows[.graph].map { $0 <= rows } ?? true
        if isWhole, area.rows - rows - explanation + 2 >= smallestMatrices {
            return stack([.matrices, .graph, .explanation], in: area, rowsOfLast: [rows, explanation])
        }
        let pane: Pane = input.focused == .matrices ? .matrices : .graph
        return stack([pane, .explanation], in: area, rowsOfLast: [explanation])
    }

    /// The rows that the matrices need beside another picture.
    private static let smallestMatrices = 9

    private static func train(_ input: Input, in area: Rect) -> [Slot] {
        let (upper, lower) = area.splitRows(bottom: area.rows * 11 / 20)
        var slots: [Slot] = []
        if input.includes(.accuracy) {
            let (left, right) = upper.splitColumns(left: area.columns * 11 / 20)
            slots = [Slot(pane: .curve, area: left), Slot(pane: .accuracy, area: right)]
        } else {
            slots = [Slot(pane: .curve, area: upper)]
        }
        let isWide = area.columns >= samplesColumn
        let hasSamples = isWide && input.includes(.samples)
        let (left, rest) = lower.splitColumns(
            left: min(area.columns * (hasSamples ? 36 : input.includes(.runs) ? 55 : 40) / 100, isWide ? 90 : 44))
        slots.append(Slot(pane: input.includes(.runs) ? .runs : .layers, area: left))
        let picture: Pane = input.includes(.graph) ? .graph : .outcome
        guard hasSamples else { return slots + [Slot(pane: picture, area: rest)] }
        let (middle, right) = rest.splitColumns(left: rest.columns * 11 / 20)
        return slots + [Slot(pane: picture, area: middle), Slot(pane: .samples, area: right)]
    }

    /// The width from which the layout for training has a column for the samples.
    private static let samplesColumn = 100

    private static func data(_ input: Input, in area: Rect) -> [Slot] {
        let (left, right) = area.splitColumns(left: area.columns / 2)
        return [
            Slot(pane: .matrices, area: left), Slot(pane: input.includes(.graph) ? .graph : .outcome, area: right),
        ]
    }

    private static func lesson(_ input: Input, in area: Rect) -> [Slot] {
        let (left, right) = area.splitColumns(left: area.columns * 2 / 5)
        let words = stack([.narration, .log], in: left, rowsOfLast: [max(6, area.rows / 3)])
        let curveRows = max(8, area.rows * 2 / 5)
        guard input.includes(.derivation) else {
            let explanation = explanationRows(area.rows)
            if input.includes(.graph) { return words + graph(input, in: right) }
            guard input.hasTrained else {
                return words + stack([.matrices, .explanation], in: right, rowsOfLast: [explanation])
            }
            let (upper, lower) = right.splitRows(bottom: curveRows)
            let (curve, outcome) = lower.splitColumns(left: lower.columns / 2)
            return words + stack([.matrices, .explanation], in: upper, rowsOfLast: [explanation])
                + (input.includes(.outcome)
                    ? [Slot(pane: .curve, area: curve), Slot(pane: .outcome, area: outcome)]
                    : [Slot(pane: .curve, area: lower)])
        }
        return words
            + (input.derivationHasCurves
                ? stack([.derivation, .curve], in: right, rowsOfLast: [curveRows])
                : [Slot(pane: .derivation, area: right)])
    }

    /// The rows of the box with a cell's explanation: two lines, or more if there is room.
    private static func explanationRows(_ rows: Int) -> Int { rows >= 40 ? 10 : rows >= 32 ? 6 : 4 }

    /// The rows of the box with a line for each layer.
    private static func layerRows(_ input: Input, most: Int) -> Int {
        min(input.rows[.layers] ?? .max, max(4, most))
    }

    /// Panes below one another, sharing the lines between them. The first one gets what the others leave.
    /// - rowsOfLast: the rows of all but the first, with both of their lines.
    private static func stack(_ panes: [Pane], in area: Rect, rowsOfLast: [Int]) -> [Slot] {
        let taken = rowsOfLast.reduce(0) { $0 + $1 - 1 }
        var slots: [Slot] = []
        var row = area.row
        for (index, pane) in panes.enumerated() {
            let rows = index == 0 ? area.rows - taken : rowsOfLast[index - 1]
            slots.append(
                Slot(pane: pane, area: Rect(column: area.column, row: row, columns: area.columns, rows: rows)))
            row += rows - 1
        }
        return slots
    }
}

/// The panes of a layout, and its first focus.
extension LayoutName {
    /// Whether a pane has a place in this layout, on a large enough screen and while no other pane takes that place.
    func shows(_ pane: Pane) -> Bool {
        let all = Set(Pane.all)
        return ([all] + Pane.all.map { all.subtracting([$0]) }).contains { panes in
            let input = ScreenLayout.Input(layout: self, panes: panes)
            return ScreenLayout(size: ScreenLayout.everythingFits, input).area(of: pane) != nil
        }
    }

    /// Where the focus is at first.
    var home: Focus {
        switch self {
        case .step: Focus(.operations)
        case .train: Focus(.curve)
        case .data, .lesson: Focus(.matrices)
        }
    }
}
