/// A framed part of the screen, identified by the type that implements it.
///
/// To add a pane, write its type in a file of its own in `Panes`, add a line to `all`, and give it a place in a layout in
/// `ScreenLayout`.
struct Pane: Hashable, @unchecked Sendable {
    // A metatype is safe to share. The struct says so itself because `SendableMetatype` needs Swift 6.2.
    /// The type that implements the pane.
    let body: any PaneBody.Type

    /// Every pane, in the order that Tab visits them.
    static let all: [Pane] = [
        .operations,
        .matrices,
        .derivation,
        .explanation,
        .layers,
        .outcome,
        .graph,
        .samples,
        .runs,
        .curve,
        .accuracy,
        .narration,
        .log,
    ]

    init(_ body: any PaneBody.Type) {
        self.body = body
    }

    static func == (first: Pane, second: Pane) -> Bool { first.body == second.body }

    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(body)) }
}

extension Pane: CustomStringConvertible {
    var description: String { String(describing: body) }
}
