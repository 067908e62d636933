import NeuralEngine

// Asking where a number comes from.
extension DebugSession {
    /// Where the number in a cell comes from; nil if there is no such cell, or if no operation has computed it yet.
    ///
    /// Takes time in proportion to the longest sum in the formula. The session is neither changed nor copied, so a screen can
    /// ask after every key.
    /// - comparesGradient: whether to compare a gradient with a central difference, which takes a forward pass from the
    ///   gradient's matrix on.
    public func explanation(
        of name: MatrixName, row: Int, column: Int, comparesGradient: Bool = true
    ) -> CellExplanation? {
        let engine = engineShowing(name, row, column)
        guard let value = engine.value(of: name, row: row, column: column), row < shownRows(of: name) else {
            return nil
        }
        let current = engine.formula(of: name, row: row, column: column)
        let operation = current?.operation ?? engine.plan.writer(of: name)
        let iteration = current?.iteration ?? engine.iteration - 1
        guard current != nil || engine.iteration > start.iteration && operation != nil else { return nil }

        // The optimizer and the penalty may have been changed since the operation ran.
        let place = Position(iteration: iteration, operation: operation ?? 0)
        let rules = current?.operation == nil && current != nil ? nil : rules(at: place)
        let isUpdated = name.isParameter && name.quantity != .gradient
        if isUpdated, let rules, rules.optimizer.kind != engine.optimizer.kind {
            return CellExplanation(
                name: name, row: row, column: column, value: value, formula: nil,
                operation: operation.map { engine.plan.operations[$0] },
                verdict: .optimizerReplaced(rules.optimizer.kind), gradient: nil, changedByHand: nil)
        }
        var ruled = engine
        if let rules {
            if isUpdated { ruled.optimizer = rules.optimizer }
            ruled.regularization = rules.regularization
        }
        let formula = ruled.formula(of: name, row: row, column: column)
        guard formula != nil || isUpdated else { return nil }
        return CellExplanation(
            name: name, row: row, column: column, value: value, formula: formula,
            operation: formula?.operation.map { engine.plan.operations[$0] },
            verdict: formula.map { verdict(on: $0, value, place) } ?? .unexplained,
            gradient: comparesGradient ? ruled.checkedGradient(of: name, row: row, column: column) : nil,
            changedByHand: matrixSetByHand(within: iteration))
    }

    // MARK: Which engine

    /// The engine with a cell as it is shown: the one after the operation under way, if that has already written the cell.
    private func engineShowing(_ name: MatrixName, _ row: Int, _ column: Int) -> Engine {
        guard let underWay, isRevealed(name, row, column) else { return engine }
        return underWay.finished
    }

    /// Whether the operation under way has already written a cell.
    func isRevealed(_ name: MatrixName, _ row: Int, _ column: Int) -> Bool {
        guard let underWay, let columns = engine.plan.shape(of: name)?.columns else { return false }
        return row * columns + column < engine.revealedCells(of: name, underWay.cells)
    }

    /// How many rows of a matrix are shown.
    private func shownRows(of name: MatrixName) -> Int {
        let engine = isBeingWritten(name) ? underWay?.finished ?? engine : engine
        return engine.shape(of: name)?.rows ?? 0
    }

    // MARK: What was changed

    /// The matrix that was last set by hand within an iteration.
    private func matrixSetByHand(within iteration: Int) -> MatrixName? {
        for recorded in allEdits.reversed() where recorded.position.iteration == iteration {
            guard recorded.position.operation > 0 else { continue }
            switch recorded.edit {
            case .matrix(let name, _), .cell(let name, _, _, _): return name
            default: continue
            }
        }
        return nil
    }

    /// The optimizer and the penalty that an operation had when it ran.
    private func rules(at place: Position) -> (optimizer: OptimizerSettings, regularization: Regularization) {
        var (optimizer, regularization) = (timeline.start.optimizer, timeline.start.regularization)
        for recorded in allEdits where !recorded.position.isBehind(place) {
            switch recorded.edit {
            case .learningRate(let rate): optimizer.learningRate = rate
            case .schedule(let schedule): optimizer.schedule = schedule
            case .optimizer(let settings): optimizer = settings
            case .regularization(let penalty): regularization = penalty
            case .matrix, .cell, .fault: break
            }
        }
        return (optimizer, regularization)
    }

    private func verdict(on formula: CellFormula, _ value: Double, _ place: Position) -> CellExplanation.Verdict {
        if formula.givesTheCell { return .given }
        let (row, column) = (formula.cell.row.number, formula.cell.column.number)
        let hasRun = formula.operation != nil
        let later = allEdits.filter { !hasRun || $0.position.isBehind(place) }
        func sets(_ recorded: RecordedEdit) -> MatrixName? {
            switch recorded.edit {
            case .matrix(let name, _), .cell(let name, _, _, _): engine.plan.canonical(name)
            default: nil
            }
        }
        let own = later.last { recorded in
            guard sets(recorded) == formula.cell.matrix else { return false }
            switch recorded.edit {
            case .matrix(_, let matrix):
                return row < matrix.rows && column < matrix.columns && isStored(matrix[row, column], as: value)
            case .cell(_, row, column, let number): return isStored(number, as: value)
            default: return false
            }
        }
        if let own { return .setByHand(at: own.position) }
        guard hasRun || formula.iteration != nil else { return .takenOver }
        let read = Set(formula.expression.operands.filter { !$0.isOverwritten }.compactMap(\.matrix))
        let changed = later.filter { sets($0).map(read.contains) ?? false }
        guard let last = changed.last else { return .unexplained }
        let names = changed.compactMap(sets).reduce(into: [MatrixName]()) { names, name in
            if !names.contains(name) { names.append(name) }
        }
        return .operandsChanged(names, at: last.position)
    }

    /// Whether a number that was set is the one in the cell, in the network's precision.
    private func isStored(_ number: Double, as value: Double) -> Bool {
        let held = engine.network.precision == .float32 ? Double(Float(number)) : number
        return held == value || (held.isNaN && value.isNaN)
    }
}

extension Position {
    /// Whether a change was made after the operation at a position had run. A change made while it was under way still
    /// affected all of its cells.
    fileprivate func isBehind(_ operation: Position) -> Bool {
        (iteration, self.operation) > (operation.iteration, operation.operation)
    }
}
