import StepDebugger

/// What a plot of a run is about.
public enum PlotSubject: String, CaseIterable, Sendable {
    /// The loss.
    case loss
    /// The share of samples that is right.
    case accuracy
    /// The learning rate.
    case learningRate = "lr"
}

/// A curve of a run.
public struct PlotCurve: Equatable, Sendable {
    /// Whose curve it is.
    public enum Role: Equatable, Sendable {
        /// The batches of the branch that the session is on, iteration by iteration.
        case training
        /// The test samples, at the end of each epoch.
        case test
        /// Another branch's batches.
        case otherBranch
    }

    /// A point of the curve.
    public struct Point: Equatable, Sendable {
        /// How many iterations were completed when the value was taken.
        public let iteration: Int
        /// The value; possibly not finite.
        public let value: Double
    }

    /// `train`, `test`, or the name of another branch.
    public let name: String
    /// Whose curve it is.
    public let role: Role
    /// The points in their order.
    public let points: [Point]
}

extension WorkbenchState {
    /// How many other branches are laid over the curves.
    private static let otherBranchLimit = 3

    /// The curves of a subject to the end of the branch: that of training, that of the test samples where there are any,
    /// and those of the newest other branches.
    public func curves(of subject: PlotSubject) -> [PlotCurve] {
        guard let session else { return [] }
        func points(_ history: TrainingHistory, isOwn: Bool) -> [PlotCurve.Point] {
            let points = history.points
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
        var curves = [PlotCurve(name: "train", role: .training, points: points(session.historyToEnd, isOwn: true))]
        if testSamples != nil, subject != .learningRate {
            let tests = session.epochsToEnd.points.compactMap { epoch in
                (subject == .loss ? epoch.testLoss : epoch.testAccuracy).map {
                    PlotCurve.Point(iteration: epoch.iteration, value: $0)
                }
            }
            curves.append(PlotCurve(name: "test", role: .test, points: tests))
        }
        let others = session.otherBranchCurves.map {
            PlotCurve(name: $0.name, role: .otherBranch, points: points($0.iterations, isOwn: false))
        }
        return curves + others.filter { !$0.points.isEmpty }.prefix(Self.otherBranchLimit)
    }

    /// How strongly a curve of a subject is smoothed where nobody has said it: batches differ from one another, all
    /// samples at once do not.
    public func usualSmoothing(of subject: PlotSubject) -> Double {
        guard let session, session.engine.training != nil, subject != .learningRate else { return 0 }
        return session.iterationsPerEpoch > 1 ? 0.9 : 0
    }
}
