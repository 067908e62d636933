import NeuralEngine

// Going to any position, back or forward: from the nearest remembered place, the run is executed again.
extension DebugSession {
    /// Whether every matrix that can be read is valid. That is not the case while a run is under way.
    var isSettled: Bool { lastUnobserved == 0 || engine.iteration >= lastUnobserved + Engine.iterationsUntilRestored }

    /// The farthest position that this branch reached.
    public var end: Position { max(timeline.branch.end, position) }

    /// A session on the same branch, at the remembered place nearest to a position, to which `advance` takes it. This session
    /// stays where it is, so that a long journey can be given up.
    public func departing(for target: Position) -> DebugSession {
        var traveller = self
        traveller.depart(for: target)
        return traveller
    }

    /// Goes to a position of this branch in one go. Beyond the end it runs on; before the start it stays at the start.
    /// - Precondition: the engine has training data, unless the target is the present position or the start.
    public mutating func seek(to target: Position) {
        depart(for: target)
        while advance(toward: target, budget: .max) != .reached {}
    }

    /// Makes every matrix valid again after a run was given up.
    public mutating func settle() {
        guard !isSettled else { return }
        let position = position
        depart(for: position)
        while advance(toward: position, budget: .max) != .reached {}
    }

    mutating func depart(for target: Position) {
        keepCurves()
        let checkpoint = timeline.nearestCheckpoint(notAfter: target.iteration - Engine.iterationsUntilRestored)
        let landmark = timeline.nearestLandmark(notAfter: target.iteration)
        let canGoOn =
            position <= target
            && (isSettled || target.iteration >= lastUnobserved + Engine.iterationsUntilRestored)
        let remembered = max(checkpoint?.iteration ?? timeline.start.iteration, landmark?.engine.iteration ?? 0)
        if canGoOn, engine.iteration >= remembered { return }
        underWay = nil
        if let landmark, landmark.engine.iteration == remembered {
            let threads = engine.threads
            engine = landmark.engine
            engine.threads = threads
            lastUnobserved = 0
            rewindCurves(to: remembered, tally: landmark.tally)
            curves.restoreNewest(landmark.latest)
            // A landmark includes the changes made at its position.
            editsMade = timeline.branch.edits.firstIndexSorted { $0.position > Position(iteration: remembered) }
        } else if let checkpoint {
            engine.restore(checkpoint.engine)
            lastUnobserved = checkpoint.iteration
            rewindCurves(to: checkpoint.iteration, tally: checkpoint.tally)
            editsMade = timeline.branch.edits.firstIndexSorted { $0.position >= Position(iteration: remembered) }
        } else {
            restoreStart()
        }
    }

    /// Goes to the start, with the changes made there.
    mutating func seekStart() {
        keepCurves()
        restoreStart()
    }

    /// The start of the branch that the session is on, with the changes made there.
    mutating func restoreStart() {
        engine.restoreStart(timeline.start)
        underWay = nil
        lastUnobserved = 0
        curves = timeline.startCurves
        latestTest = nil
        editsMade = 0
        makeRecordedEdits()
    }
}
