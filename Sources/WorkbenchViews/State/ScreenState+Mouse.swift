import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// What the mouse can point at.
enum MouseTarget: Equatable {
    /// The gutter beside an operation, where its breakpoint is.
    case breakpoint(operation: Int)
    /// An operation in the list.
    case operation(Int)
    /// A cell of the matrix at this place among those shown.
    case cell(matrix: Int, CellPosition)
    /// A place on the horizontal axis of a plot.
    case plot(Pane, x: Double)
    /// Somewhere else in a pane.
    case pane(Pane)
}

extension ScreenState {
    /// Takes in what the mouse did: it selects, scrolls, sets breakpoints and moves the time cursor.
    ///
    /// - Parameters:
    ///   - size: the screen's.
    ///   - theme: the one it was drawn in, for the form of a picture depends on whether there are colours.
    ///   - glyphs: those it was drawn with.
    /// - Returns: what is to be done about it; nil when only the screen changed.
    public mutating func handle(
        _ event: MouseEvent, workbench: WorkbenchState, size: Size, theme: Theme = .dark, glyphs: GlyphSet = .unicode
    ) -> ScreenRequest? {
        guard prompt == nil else { return nil }
        if helpScroll != nil {
            switch event.action {
            case .scrollUp: scrollHelp(by: -3, size)
            case .scrollDown: scrollHelp(by: 3, size)
            default: break
            }
            return nil
        }
        let model = ScreenModel(
            workbench: workbench, screen: self, size: size, theme: theme, glyphs: glyphs)
        if let menu = courseMenu {
            guard model.isLargeEnough, model.courseMenuArea.contains(event.point) else {
                if event.action == .press { courseMenu = nil }
                return nil
            }
            switch event.action {
            case .press, .doublePress:
                guard let index = model.courseEntry(of: menu, at: event.point) else { return nil }
                let isSecond = index == menu.selected || event.action == .doublePress
                courseMenu = isSecond ? nil : CourseMenu(menu.entries, selected: index)
                return isSecond ? .startLesson(index) : nil
            case .scrollUp, .scrollDown:
                return handleInMenu(event.action == .scrollUp ? .up : .down, size).request
            case .release, .secondaryPress: return nil
            }
        }
        guard model.isLargeEnough, let target = model.target(at: event.point) else { return nil }
        switch event.action {
        case .press, .doublePress: return press(target, workbench)
        case .scrollUp, .scrollDown:
            if case .plot(let pane, let x) = target {
                zoomPlot(in: pane, by: event.action == .scrollUp ? 0.5 : 2, about: x, workbench)
                return nil
            }
            let former = focus
            take(focusOf: target)
            move(Movement(rows: event.action == .scrollUp ? -3 : 3, columns: 0), workbench, size)
            // The wheel scrolls what it is over, without moving the keys there.
            focus = former
            return nil
        case .release, .secondaryPress: return nil
        }
    }

    private mutating func press(_ target: MouseTarget, _ workbench: WorkbenchState) -> ScreenRequest? {
        take(focusOf: target)
        switch target {
        case .breakpoint(let index):
            guard let session = workbench.session, !workbench.isBusy else { return nil }
            return .command(breakCommand(session.engine.plan.operations[index].label, workbench))
        case .operation(let index):
            selectedOperation = index == workbench.session?.currentOperationIndex ? nil : index
        case .cell(let index, let cell):
            guard let session = workbench.session else { return nil }
            let matrices = shownMatrices(in: session)
            if matrices.indices.contains(index) { cursors[matrices[index]] = cell }
        case .plot(let pane, let x):
            // Pointing at the same place again goes there.
            if let place = point(atPlot: pane, x, workbench), !workbench.isBusy {
                return .command("goto iteration=\(Int(place))")
            }
        case .pane: break
        }
        return nil
    }

    private mutating func take(focusOf target: MouseTarget) {
        switch target {
        case .breakpoint, .operation, .pane(.operations): focus = .operations
        case .cell(let index, _): focus = .matrix(index)
        case .plot(.accuracy, _), .pane(.accuracy): focus = .accuracy
        case .plot, .pane(.curve): focus = .curve
        case .pane(.matrices): if focus.pane != .matrices { focus = .matrix(0) }
        case .pane(.derivation): focus = .derivation
        case .pane(.explanation): focus = .explanation
        case .pane(.layers): focus = .layers
        case .pane(.outcome): focus = .outcome
        case .pane(.samples): focus = .samples
        case .pane(.runs): focus = .runs
        case .pane(.narration), .pane(.log): focus = .log
        }
    }
}

extension ScreenModel {
    /// What there is at a place on the screen; nil outside the panes.
    func target(at point: Point) -> MouseTarget? {
        guard let slot = layout.slots.first(where: { $0.area.contains(point) }) else { return nil }
        let inside = slot.area.interior
        guard inside.contains(point) else { return .pane(slot.pane) }
        switch slot.pane {
        case .operations:
            let operations = shownOperations(in: inside)
            let index = operations.lowerBound + point.row - inside.row
            guard operations.contains(index) else { return .pane(.operations) }
            return point.column == inside.column ? .breakpoint(operation: index) : .operation(index)
        case .matrices: return matrixTarget(at: point, in: inside) ?? .pane(.matrices)
        case .curve, .accuracy:
            return plotPane(of: slot.pane)?.x(at: point, in: inside).map { .plot(slot.pane, x: $0) } ?? .pane(slot.pane)
        default: return .pane(slot.pane)
        }
    }
}
