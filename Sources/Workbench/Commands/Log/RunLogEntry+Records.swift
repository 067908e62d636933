import RunLogs
import StepDebugger

/// The records that are due: those points of a session's curves that a log does not have yet.
extension RunLogEntry {
    /// Takes the records that are due, in the order in which they arose; they count as written.
    ///
    /// They are made from what the curves keep for good. So a log has the same records however the run was sliced,
    /// stepped through or taken back.
    /// - name: the name of the session's first branch in logs; nil means the branch's own.
    mutating func takeDueRecords(of session: DebugSession, number: Int, named given: String? = nil) -> [RunRecord] {
        let place = progress.branches.firstIndex { $0.session == number && $0.branch == session.branchName }
        let completed = session.position.iteration
        if let place, progress.branches[place].nextIteration >= completed { return [] }
        var branch =
            place.map { progress.branches[$0] }
            ?? LoggedBranch(
                session: number, branch: session.branchName, run: name(ofBranch: session, given: given),
                beginning: beginning(of: session, number))
        let iterations = request.records == .all ? session.history.kept(from: branch.nextIteration) : []
        let epochs = session.epochs.kept(from: branch.nextEpoch)
        branch.nextIteration = max(branch.nextIteration, completed)
        branch.nextEpoch = max(branch.nextEpoch, completed / session.iterationsPerEpoch)
        if let place {
            progress.branches[place] = branch
        } else if !iterations.isEmpty || !epochs.isEmpty {
            progress.branches.append(branch)
        }
        guard !iterations.isEmpty || !epochs.isEmpty else { return [] }
        let records = Self.records(iterations, epochs, of: session, run: branch.run)
        progress.recordCount += records.count
        return records
    }

    /// The iteration with which a new branch starts in the log: where it left another branch, if the log has that one
    /// up to there.
    private func beginning(of session: DebugSession, _ number: Int) -> (iteration: Int, epoch: Int) {
        guard let origin = session.branches.first(where: \.isCurrent)?.origin,
            let parent = progress.branches.first(where: { $0.session == number && $0.branch == origin.name }),
            parent.nextIteration >= origin.position.iteration
        else { return (0, 0) }
        return (origin.position.iteration, origin.position.iteration / session.iterationsPerEpoch)
    }

    /// The name in the log of the branch that a session is on: its own, with a number if that is taken.
    private func name(ofBranch session: DebugSession, given: String?) -> String {
        let isFirst = session.branchName == session.branches.first?.name
        var name = given.map { isFirst ? $0 : "\($0)/\(session.branchName)" } ?? session.branchName
        if let given = request.runName {
            name = name == session.branches.first?.name ? given : "\(given)/\(name)"
        }
        let taken = Set(takenNames + progress.branches.map(\.run))
        guard taken.contains(name) else { return name }
        var number = 2
        while taken.contains("\(name)-\(number)") { number += 1 }
        return "\(name)-\(number)"
    }

    private static func records(
        _ iterations: ArraySlice<HistoryPoint>, _ epochs: ArraySlice<EpochPoint>, of session: DebugSession, run: String
    ) -> [RunRecord] {
        let rates = session.learningRates(ofIterations: iterations.map(\.iteration))
        var records: [RunRecord] = []
        records.reserveCapacity(iterations.count + epochs.count)
        var epochs = epochs
        for (point, rate) in zip(iterations, rates) {
            while let epoch = epochs.first, epoch.iteration <= point.iteration {
                records.append(RunRecord(epoch, run: run))
                epochs.removeFirst()
            }
            records.append(RunRecord(point, learningRate: rate, run: run))
        }
        return records + epochs.map { RunRecord($0, run: run) }
    }
}

extension RunLogEntry.LoggedBranch {
    fileprivate init(session: Int, branch: String, run: String, beginning: (iteration: Int, epoch: Int)) {
        self.init(
            session: session, branch: branch, run: run, nextIteration: beginning.iteration, nextEpoch: beginning.epoch)
    }
}

extension RunRecord {
    fileprivate init(_ point: HistoryPoint, learningRate: Double, run: String) {
        var values = [Value("loss", point.loss)]
        if let accuracy = point.accuracy { values.append(Value("accuracy", accuracy)) }
        values.append(Value("lr", learningRate))
        self.init(run: run, iteration: point.iteration, values: values)
    }

    fileprivate init(_ point: EpochPoint, run: String) {
        self.init(
            run: run, iteration: point.iteration, epoch: point.epoch,
            values: [Value("lr", point.learningRate)] + point.figures.map { Value($0.name, $0.value) })
    }
}
