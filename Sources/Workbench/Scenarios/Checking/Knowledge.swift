import CommandLanguage

extension ScenarioChecker {
    /// What is known at some point of a scenario besides the set-up, and what is not.
    struct Knowledge: Equatable {
        /// Whether something has run since the session was set up, so that matrices have unknown values.
        var hasRun = false
        /// Whether `exit` was given: nothing after it is carried out.
        var hasExited = false
        /// What the answers that are due have to be.
        private var dueAnswers: [DueAnswer] = []
        /// The files that the scenario wrote: what is read from them is not known.
        var written: Set<String> = []
        /// The problems with the present set-up that were already reported.
        var saidOfTheSetUp: Set<String> = []

        /// Whether the network or its data are unknown.
        var isSetUpUnknown: Bool { isDataUnknown || isNetworkUnknown }
        var isDataUnknown = false
        var isNetworkUnknown = false
        /// Whether there may be unknown branches, stops or displays.
        var hasUnknownBranches = false
        var hasUnknownStops = false
        var hasUnknownDisplays = false
        /// Whether there may be variables of any name.
        var hasUnknownVariables = false
        /// Variables that exist but whose shapes are unknown.
        var unknownVariables: Set<String> = []

        /// The session has been set up again and is at its start.
        mutating func startOver() {
            hasRun = false
            hasUnknownBranches = false
            saidOfTheSetUp = []
        }

        /// What an answer has to be.
        enum DueAnswer: Equatable {
            case value
            /// One of these.
            case choices([String])
            /// Of an exercise's names.
            case exercise(Exercise)
            case unknown
        }

        /// Something is asked that these answers are due to.
        mutating func asks(_ answer: DueAnswer) { dueAnswers = [answer] }

        /// An exercise asks for as many answers as it has questions.
        mutating func asksExercise(_ exercise: Exercise) {
            dueAnswers = Array(repeating: .exercise(exercise), count: exercise.questions.count)
        }

        /// What the next answer has to be.
        mutating func takeAnswer() throws(CommandError) -> DueAnswer {
            guard let answer = dueAnswers.first else { throw CommandError(.nothingAsked) }
            // How many are due is not known either.
            if answer != .unknown { dueAnswers.removeFirst() }
            return answer
        }

        /// A command that is wrong did not do what it was to do.
        mutating func lose(_ unknown: Influence.Unknown, variable: String = "") {
            if unknown.contains(.data) { isDataUnknown = true }
            if unknown.contains(.network) { isNetworkUnknown = true }
            if unknown.contains(.branches) { hasUnknownBranches = true }
            if unknown.contains(.stops) { hasUnknownStops = true }
            if unknown.contains(.displays) { hasUnknownDisplays = true }
            if unknown.contains(.run) { hasRun = true }
            if unknown.contains(.question) { dueAnswers = [.unknown] }
            if unknown == .everything {
                hasUnknownVariables = true
            } else if unknown.contains(.variables), !variable.isEmpty {
                unknownVariables.insert(variable)
            }
        }

        /// Whether something may not be a problem after all, given what is unknown.
        func excuses(_ problem: CommandProblem) -> Bool {
            switch problem {
            case .noNetworkToRun, .nothingToSave, .unknownOperation, .nothingToCatch, .nothingChanges,
                .weightsWithoutNetwork, .weights, .noBoundary, .noConfusion, .noGraph, .noHiddenLayers, .badSweepValue,
                .iterationOutsideEpoch, .sweepDoesNotFit, .dataDoesNotFit, .evaluation(.noNetwork),
                .evaluation(.unknownMatrix), .evaluation(.noDropout), .evaluation(.noClasses):
                isSetUpUnknown
            case .noDataToRun, .evaluation(.noSamples): isDataUnknown || isNetworkUnknown
            case .unknownBranch, .branchTaken: hasUnknownBranches
            case .unknownStop, .nothingWouldStopIt: hasUnknownStops || isSetUpUnknown
            case .unknownDisplay: hasUnknownDisplays
            case .unknownVariable, .evaluation(.unknownName), .evaluation(.previousOfAVariable): hasUnknownVariables
            // They exist once something has run, which does not happen here.
            case .noEpochYet, .runHasNotRun: true
            case .evaluation(let problem): hasRun && problem.passesWithTime
            default: false
            }
        }
    }
}
