import NeuralEngine

/// Finds the history of a cell of a parameter or a moment, from the start of the run to the session's position, by running
/// all of it again.
struct CellHistorySearch: Equatable, Sendable {
    private let cell: MatrixCell
    private let session: DebugSession
    private let end: Position
    private let initial: Double
    private var replay: Replay
    /// The number at the replay's position.
    private var current: Double
    private var updates = CompensatedSum()
    private var distance = CompensatedSum()
    private var updateCount = 0
    private var largest: [CellStep] = []
    private var changes: [CellChange] = []
    private var sumOfChanges = CompensatedSum()
    private var otherChanges: [RecordedEdit] = []
    private(set) var isFinished = false

    /// - cell: of a parameter or a moment.
    init(of cell: MatrixCell, in session: DebugSession) {
        self.cell = cell
        self.session = session
        end = session.position
        replay = Replay(of: session)
        initial = Self.value(of: cell, in: replay.engine)
        current = initial
    }

    /// How many iterations have been run again, and how many there are.
    var progress: (done: Int, total: Int) { (replay.position.iteration, end.iteration) }

    /// The history so far.
    var history: CellHistory {
        CellHistory(
            initial: initial, updateCount: updateCount, sumOfUpdates: updates.value, distance: distance.value,
            largest: largest, changes: changes, sumOfChanges: sumOfChanges.value, otherChanges: otherChanges,
            final: current,
            iterationsPerEpoch: session.iterationsPerEpoch)
    }

    /// Runs a slice of the run again.
    mutating func advance(budget: Int) {
        var rest = max(budget, 1)
        while rest > 0, !isFinished {
            takeChangesHere()
            if replay.position >= end {
                takeCellUnderWay()
                isFinished = true
            } else if replay.position.iteration < end.iteration, replay.position.isBetweenIterations,
                replay.engine.plan.contains(cell.name)
            {
                rest -= runIterations(budget: rest)
            } else {
                rest -= runPart()
            }
        }
    }

    // MARK: Running

    private mutating func runIterations(budget: Int) -> Int {
        let (optimizer, perEpoch) = (replay.engine.optimizer, session.iterationsPerEpoch)
        let perIteration = replay.engine.plan.operations.count
        // Moved out of this value while it is changed, so that it has one owner and is not copied.
        var largest = largest
        self.largest = []
        var (current, updates, distance) = (current, updates, distance)
        let names = [cell.name, MatrixName(cell.name.subject, .gradient)]
        let operations = replay.runIterations(
            upTo: end.iteration, budget: budget, watching: names, row: cell.row, column: cell.column
        ) { iteration, values in
            let step = values[0] - current
            updates += step
            distance += abs(step)
            current = values[0]
            guard Self.isAmong(largest, step) else { return }
            Self.insert(
                CellStep(
                    iteration: iteration, epoch: iteration / perEpoch, step: step, value: values[0],
                    gradient: values[1],
                    learningRate: optimizer.schedule.learningRate(
                        baseRate: optimizer.learningRate, iteration: iteration, iterationsPerEpoch: perEpoch)),
                into: &largest)
        }
        (self.current, self.updates, self.distance, self.largest) = (current, updates, distance, largest)
        updateCount += operations / perIteration
        return operations > 0 ? operations : runPart()
    }

    /// Runs to the next change, the end of the iteration or the end of the run, whichever comes first.
    private mutating func runPart() -> Int {
        let iteration = replay.position.iteration
        replay.runToNextEdit(or: min(end, Position(iteration: iteration + 1)))
        if replay.position.iteration > iteration { takeUpdate(of: iteration, in: replay.engine) }
        return replay.engine.plan.operations.count
    }

    private mutating func takeUpdate(of iteration: Int, in engine: Engine) {
        let value = Self.value(of: cell, in: engine)
        let gradient = Self.value(
            of: MatrixCell(MatrixName(cell.name.subject, .gradient), cell.row, cell.column), in: engine)
        let step = value - current
        updates += step
        distance += abs(step)
        updateCount += 1
        current = value
        guard Self.isAmong(largest, step) else { return }
        Self.insert(
            CellStep(
                iteration: iteration, epoch: iteration / engine.iterationsPerEpoch, step: step, value: value,
                gradient: gradient, learningRate: engine.learningRate(ofIteration: iteration)), into: &largest)
    }

    private mutating func takeChangesHere() {
        while let edit = replay.editHere {
            replay.applyEdit()
            let value = Self.value(of: cell, in: replay.engine)
            guard !value.hasSameBits(as: current) || edit.edit.isOfOneCell(cell, in: replay.engine.plan) else {
                // Changes at the start belong to the set-up.
                if edit.position > session.start { otherChanges.append(edit) }
                continue
            }
            changes.append(CellChange(edit: edit, before: current, after: value))
            sumOfChanges += value - current
            current = value
        }
    }

    /// Takes the value from an update that is under way, if that has already written the cell.
    private mutating func takeCellUnderWay() {
        guard let underWay = session.underWay, session.isBeingWritten(cell.name),
            let shown = session.matrix(cell.name)?[cell.row, cell.column], !shown.hasSameBits(as: current)
        else { return }
        takeUpdate(of: end.iteration, in: underWay.finished)
    }

    /// The number in a cell; 0 if the optimizer did not have such a moment then.
    private static func value(of cell: MatrixCell, in engine: Engine) -> Double {
        engine.matrix(cell.name)?[cell.row, cell.column] ?? 0
    }

    // MARK: The largest steps

    private static func isAmong(_ largest: [CellStep], _ step: Double) -> Bool {
        largest.count < LargestTerms.shownCount || !(abs(step) <= abs(largest[largest.count - 1].step))
    }

    private static func insert(_ step: CellStep, into largest: inout [CellStep]) {
        // The earlier of two equal steps comes first.
        func size(_ step: CellStep) -> Double { LargestTerms.size(step.step) }
        let place = largest.firstIndex { size($0) < size(step) } ?? largest.count
        largest.insert(step, at: place)
        if largest.count > LargestTerms.shownCount { largest.removeLast() }
    }
}

extension Position {
    /// Whether no part of the next iteration has run.
    var isBetweenIterations: Bool { operation == 0 && cell == 0 }
}
