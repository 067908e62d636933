import NeuralEngine

extension DebugSession {
    /// Changes the run by hand. All such changes go through here, so that they can be made again at their positions; a change
    /// at the start belongs to the start. A change in the past begins a branch, and the old future stays on the old branch.
    ///
    /// An operation under way is computed again from the changed matrices.
    public mutating func apply(_ edit: SessionEdit) throws(EditError) {
        let before = engine
        try make(edit)
        let changesNothing = !edit.changes(before, into: engine)
        beginBranchInThePast()
        let position = position
        timeline.branch.edits.append(RecordedEdit(position: position, edit: edit, changesNothing: changesNothing))
        editsMade += 1
        timeline.forgetLandmarks(from: position)
        timeline.thin(around: engine.iteration)
    }

    /// Makes the changes again that were recorded at this position.
    mutating func makeRecordedEdits() {
        let edits = timeline.branch.edits
        while editsMade < edits.count, edits[editsMade].position <= position {
            // It was possible then, so it is possible now.
            try? make(edits[editsMade].edit)
            editsMade += 1
        }
    }

    /// Changes the run without recording it.
    mutating func make(_ edit: SessionEdit) throws(EditError) {
        switch edit {
        case .matrix(let name, let value):
            let current = try settableMatrix(name)
            guard value.shape == current.shape else {
                throw .wrongShape(name, expected: current.shape, actual: value.shape)
            }
            engine.setMatrix(name, to: value)
        case .cell(let name, let row, let column, let value):
            var matrix = try settableMatrix(name)
            guard (0..<matrix.rows).contains(row), (0..<matrix.columns).contains(column) else {
                throw .cellOutOfRange(name, row: row, column: column, shape: matrix.shape)
            }
            matrix[row, column] = value
            engine.setMatrix(name, to: matrix)
        case .learningRate(let learningRate):
            var settings = engine.optimizer
            settings.learningRate = learningRate
            try change(settings)
        case .schedule(let schedule):
            var settings = engine.optimizer
            settings.schedule = schedule
            try change(settings)
        case .regularization(let regularization):
            try regularization.check()
            engine.regularization = regularization
        case .optimizer(let settings):
            try change(settings)
        case .fault(let fault):
            try change(fault)
        }
        if underWay != nil {
            var finished = engine
            finished.runNextOperation()
            underWay?.finished = finished
        }
    }

    private func settableMatrix(_ name: MatrixName) throws(EditError) -> Matrix<Double> {
        guard let matrix = engine.matrix(name) else { throw .unknownMatrix(name) }
        guard name.subject != .loss, name != .targets.gradient, name != .probabilities.gradient else {
            throw .notSettable(name)
        }
        guard !isBeingWritten(name) else { throw .beingWritten(name, operation: nextOperation.label) }
        return matrix
    }

    private mutating func change(_ fault: Fault?) throws(EditError) {
        guard let fault else { return engine.repair() }
        do throws(FaultProblem) {
            try engine.plant(fault)
        } catch {
            throw .fault(error)
        }
    }

    private mutating func change(_ settings: OptimizerSettings) throws(EditError) {
        guard underWay == nil || nextOperation.pass != .update else { throw .updateUnderWay }
        try settings.check()
        engine.optimizer = settings
    }
}

extension SessionEdit {
    /// Whether a matrix or the penalty that it sets differs between the engines before and after it; true for other changes.
    fileprivate func changes(_ before: Engine, into after: Engine) -> Bool {
        switch self {
        case .matrix(let name, _), .cell(let name, _, _, _): before.matrix(name) != after.matrix(name)
        case .regularization: before.regularization != after.regularization
        case .learningRate, .schedule, .optimizer, .fault: true
        }
    }
}

extension OptimizerSettings {
    fileprivate func check() throws(EditError) {
        for parameter in OptimizerParameter.allCases {
            guard case .number(let value) = self[parameter], !parameter.range.contains(value) else { continue }
            throw .invalidSetting(name: parameter.name, value: value, allowed: parameter.range.description)
        }
        try schedule.check()
    }
}

extension Regularization {
    fileprivate func check() throws(EditError) {
        for (name, value) in [("l1", l1), ("l2", l2)] where !(value >= 0 && value.isFinite) {
            throw .invalidSetting(name: name, value: value, allowed: "a number from 0 up")
        }
    }
}

extension LearningRateSchedule {
    fileprivate func check() throws(EditError) {
        for (parameter, value) in form.numbers where !parameter.range.contains(value) {
            throw .invalidSetting(name: parameter.name, value: value, allowed: parameter.range.description)
        }
    }
}
