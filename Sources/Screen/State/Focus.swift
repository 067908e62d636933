/// Where keys go: a pane, and a place within it if Tab stops at several.
struct Focus: Hashable, Sendable {
    let pane: Pane
    /// Which of the places in the pane that Tab stops at.
    let place: Int

    init(_ pane: Pane, place: Int = 0) {
        self.pane = pane
        self.place = place
    }
}

extension ScreenModel {
    /// The places that Tab stops at, in order: those of the panes in the layout, or of all panes if one fills the screen.
    private var places: [Focus] {
        Pane.all.flatMap { pane -> [Focus] in
            let body = body(of: pane)
            guard layout.isSingle ? body.isAvailable : layout.area(of: pane) != nil else { return [] }
            return (0..<body.placeCount).map { Focus(pane, place: $0) }
        }
    }

    /// The focus, moved to another pane if its own is not on the screen.
    var focusInView: Focus {
        let places = places
        guard let first = places.first, !places.contains(where: { $0.pane == screen.focus.pane }) else {
            return screen.focus
        }
        return first
    }

    /// The focus after `step` places forward, or backward if negative.
    func focus(movedBy step: Int) -> Focus {
        let places = places
        guard let first = places.first else { return screen.focus }
        guard let current = places.firstIndex(of: screen.focus) else { return first }
        return places[(current + step + places.count) % places.count]
    }
}
