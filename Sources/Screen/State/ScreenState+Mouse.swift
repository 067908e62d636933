import TerminalDrawing
import Workbench

extension ScreenState {
    /// Handles a mouse event: the mouse selects, scrolls, sets breakpoints and moves the time cursor.
    ///
    /// - Parameters:
    ///   - size: the screen's.
    ///   - theme: the one it was drawn in, since the form of a picture depends on whether there are colours.
    ///   - glyphs: those it was drawn with.
    /// - Returns: what the loop is to do; nil if only the screen changed.
    public mutating func handle(
        _ event: MouseEvent, workbench: WorkbenchState, size: Size, theme: Theme = .dark, glyphs: GlyphSet = .unicode
    ) -> ScreenRequest? {
        guard prompt == nil else { return nil }
        let model = ScreenModel(workbench: workbench, screen: self, size: size, theme: theme, glyphs: glyphs)
        if page != nil {
            switch event.action {
            case .scrollUp: page?.scroll(by: WheelDirection.up.rows, model)
            case .scrollDown: page?.scroll(by: WheelDirection.down.rows, model)
            default: break
            }
            return nil
        }
        if event.action == .press { lessonEnd = nil }
        if let menu = courseMenu { return handle(event, in: menu, model) }
        guard model.isLargeEnough, let target = model.target(at: event.point) else { return nil }
        switch event.action {
        case .press, .doublePress:
            focus = target.focus
            return target.press(&self)
        // The wheel scrolls what it is over, without moving the keys there.
        case .scrollUp: turnWheel(.up, target, model)
        case .scrollDown: turnWheel(.down, target, model)
        case .release, .secondaryPress: break
        }
        return nil
    }

    private mutating func turnWheel(_ direction: WheelDirection, _ target: MouseTarget, _ model: ScreenModel) {
        if let turn = target.turnWheel { return turn(direction, &self) }
        let movement = Movement(rows: direction.rows, columns: 0)
        model.body(of: target.focus.pane).move(movement, atPlace: target.focus.place, &self)
    }

    private mutating func handle(_ event: MouseEvent, in menu: CourseMenu, _ model: ScreenModel) -> ScreenRequest? {
        guard model.isLargeEnough, model.courseMenuArea.contains(event.point) else {
            if event.action == .press { courseMenu = nil }
            return nil
        }
        switch event.action {
        case .press, .doublePress:
            guard let index = model.courseEntry(of: menu, at: event.point) else { return nil }
            let isSecond = index == menu.selected || event.action == .doublePress
            courseMenu = isSecond ? nil : CourseMenu(menu.entries, selected: index, missedCount: menu.missedCount)
            return isSecond ? .startLesson(index) : nil
        case .scrollUp, .scrollDown: return handleInMenu(event.action == .scrollUp ? .up : .down).request
        case .release, .secondaryPress: return nil
        }
    }
}

extension ScreenModel {
    /// What there is at a place on the screen; nil outside the panes.
    fileprivate func target(at point: Point) -> MouseTarget? {
        guard let slot = layout.slots.first(where: { $0.area.contains(point) }) else { return nil }
        let inside = slot.area.interior
        return body(of: slot.pane).target(at: inside.contains(point) ? point : nil, in: inside)
    }
}
