import CommandLanguage
import NeuralEngine
import StepDebugger

/// What commands have in common in a check: they are carried out where they set something up, and looked at where they
/// would run something.
extension ScenarioChecker {
    // MARK: Set-up

    // MARK: Running

    mutating func run() throws(CommandError) {
        _ = try state.runnableSession()
        knowledge.hasRun = true
    }

    /// Going back changes nothing that is known here; what is done there then begins branches, which get names.
    mutating func travel() throws(CommandError) {
        try run()
        knowledge.hasUnknownBranches = true
    }

    // MARK: Stops

    /// Looks at what is asked for only once something has run, so that it need not be there yet.
    mutating func lookingAhead<Result>(_ body: (inout ScenarioChecker) -> Result) -> Result {
        let hadRun = knowledge.hasRun
        knowledge.hasRun = true
        defer { knowledge.hasRun = hadRun }
        return body(&self)
    }

    // MARK: Looking
}
