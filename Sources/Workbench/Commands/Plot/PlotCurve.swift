import StepDebugger

/// What a plot of a run can show.
public enum PlotSubject: String, CaseIterable, Sendable {
    /// The loss.
    case loss
    /// The share of right answers.
    case accuracy
    /// The learning rate.
    case learningRate = "lr"
}

/// A curve of a run.
public struct PlotCurve: Equatable, Sendable {
    /// What the curve belongs to.
    public enum Role: Equatable, Sendable {
        /// The batches of the branch that the session is on, iteration by iteration.
        case training
        /// The validation samples, at the end of each epoch.
        case validation
        /// The test samples, at the end of each epoch.
        case test
        /// Another branch's batches.
        case otherBranch
        /// A run of a sweep by its number, at the end of each epoch.
        case sweepRun(Int)
    }

    /// A point of the curve.
    public struct Point: Equatable, Sendable {
        /// How many iterations were completed when the value was measured.
        public let iteration: Int
        /// The value; may be infinite or NaN.
        public let value: Double
    }

    /// `train`, `validation`, `test`, or the name of another branch.
    public let name: String
    /// What the curve belongs to.
    public let role: Role
    /// The points in their order.
    public let points: [Point]
}

extension WorkbenchState {
    /// The most other branches to show with the curves.
    private static let otherBranchLimit = 3
    /// The most runs of a sweep to show: the best ones.
    private static let sweepRunLimit = 12

    /// The curves of a subject to the end of the branch: that of training, those of the validation and the test samples where
    /// there are any, and those of the newest other branches, from where they part on.
    public func curves(of subject: PlotSubject) -> [PlotCurve] {
        guard let session else { return [] }
        let end = shownCurveEnd
        func points(_ history: TrainingHistory, isOwn: Bool) -> [PlotCurve.Point] {
            let points = end.map { end in history.points.prefix { $0.iteration < end } } ?? history.points[...]
            switch subject {
            case .loss: return points.map { PlotCurve.Point(iteration: $0.iteration, value: $0.loss) }
            case .accuracy:
                return points.compactMap { point in
                    point.accuracy.map { PlotCurve.Point(iteration: point.iteration, value: $0) }
                }
            case .learningRate:
                guard isOwn else { return [] }
                let iterations = points.map(\.iteration)
                return zip(iterations, session.learningRates(ofIterations: iterations))
                    .map { PlotCurve.Point(iteration: $0, value: $1) }
            }
        }
        let runs = sweepCurves(of: subject)
        let own = points(session.historyToEnd, isOwn: true)
        // A session that has not run has no curve to show with a sweep.
        guard runs.isEmpty || !own.isEmpty else { return runs }
        var curves = [PlotCurve(name: "train", role: .training, points: own)]
        if subject != .learningRate {
            let epochs = session.epochsToEnd.points.prefix { epoch in end.map { epoch.iteration <= $0 } ?? true }
            func curve(_ part: SamplePart, _ role: PlotCurve.Role) -> PlotCurve {
                let figure = EpochMonitor(part, isAccuracy: subject == .accuracy)
                let points = epochs.compactMap { epoch in
                    figure.value(of: epoch).map { PlotCurve.Point(iteration: epoch.iteration, value: $0) }
                }
                return PlotCurve(name: part.rawValue, role: role, points: points)
            }
            if heldOut.validation != nil { curves.append(curve(.validation, .validation)) }
            if heldOut.test != nil { curves.append(curve(.test, .test)) }
        }
        let whole = session.historyToEnd.points
        let others = session.otherBranchCurves.map { branch in
            // Only from where it parts: before that it is the same curve.
            let shared = zip(whole, branch.iterations.points).prefix { $0 == $1 }.count
            let parting = shared > 0 ? whole[shared - 1].iteration : 0
            let points = points(branch.iterations, isOwn: false).drop { $0.iteration < parting }
            return PlotCurve(
                name: branch.name, role: .otherBranch, points: points.count > 1 ? Array(points) : [])
        }
        return curves + others.filter { !$0.points.isEmpty }.prefix(Self.otherBranchLimit) + runs
    }

    /// The curves of a sweep's runs: over the samples by which the sweep compares them.
    private func sweepCurves(of subject: PlotSubject) -> [PlotCurve] {
        guard let sweep else { return [] }
        func value(_ epoch: EpochPoint) -> Double? {
            subject == .learningRate
                ? epoch.learningRate
                : EpochMonitor(sweep.monitor.part, isAccuracy: subject == .accuracy).value(of: epoch)
        }
        let shown =
            sweep.runs.count <= Self.sweepRunLimit
            ? sweep.runs.map(\.number)
            : SweepReport(sweep, sort: .best).rows.prefix(Self.sweepRunLimit).map(\.number).sorted()
        return shown.compactMap { number in
            let run = sweep.runs[number - 1]
            let points = run.epochs.points.compactMap { epoch in
                value(epoch).map { PlotCurve.Point(iteration: epoch.iteration, value: $0) }
            }
            return points.isEmpty ? nil : PlotCurve(name: run.name, role: .sweepRun(number), points: points)
        }
    }

    /// How many iterations the curves show; nil means all that are known.
    ///
    /// After `restart` the axes fit the new run, however long the former one was. Other branches are cut off at the
    /// same iteration, for comparison.
    private var shownCurveEnd: Int? {
        guard let curveEnd, let session else { return nil }
        return max(curveEnd, session.position.iteration)
    }

    /// How strongly a curve is smoothed by default: batches differ from one another, whereas all samples at once need
    /// no smoothing.
    public func usualSmoothing(of subject: PlotSubject) -> Double {
        guard let session, session.engine.training != nil, subject != .learningRate else { return 0 }
        return session.iterationsPerEpoch > 1 ? 0.9 : 0
    }
}
