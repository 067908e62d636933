import Screen

/// The paths of a cell in the network's graph, lit one after another.
extension InteractiveScreen {
    /// How long each is lit.
    private static let pathTime = Duration.milliseconds(900)

    /// How long it is until the next one is lit; nil where none follows by itself.
    var pathHold: Duration? {
        host.screen.showsPathsInTurn ? nextPath.map { max(.zero, $0 - .now) } : nil
    }

    mutating func showNextPathIfDue() {
        guard host.screen.showsPathsInTurn else {
            nextPath = nil
            return
        }
        let now = ContinuousClock.now
        guard let due = nextPath, now >= due else {
            nextPath = nextPath ?? now + Self.pathTime
            return
        }
        host.screen.showNextPath()
        nextPath = now + Self.pathTime
        needsDrawing = true
    }
}
