/// What the user has done with a pane, kept from frame to frame.
protocol PaneState: Equatable, Sendable {
    /// The state at the start.
    init()
}

/// The state of a pane that keeps nothing.
struct NoPaneState: PaneState {}

/// The states of all panes.
struct PaneStates: Equatable, Sendable {
    /// Only those that differ from the state at the start.
    private var states: [Pane: any PaneState] = [:]

    subscript<Body: PaneBody>(_ body: Body.Type) -> Body.State {
        get { states[body.pane] as? Body.State ?? Body.State() }
        set { states[body.pane] = newValue == Body.State() ? nil : newValue }
    }

    static func == (first: PaneStates, second: PaneStates) -> Bool {
        first.states.count == second.states.count
            && first.states.allSatisfy { pane, state in second.states[pane].map(state.equals) ?? false }
    }
}

extension PaneState {
    fileprivate func equals(_ other: any PaneState) -> Bool { self == other as? Self }
}

extension ScreenState {
    /// What the user has done with a pane.
    subscript<Body: PaneBody>(_ body: Body.Type) -> Body.State {
        get { paneStates[body] }
        set { paneStates[body] = newValue }
    }
}
