import CommandLanguage
import NeuralEngine
import StepDebugger

/// `check gradients`: worked off in slices beside the session, which stays where it is.
extension WorkbenchState {
    mutating func check(
        _ subject: Located<String>, _ options: [CommandOption], _ command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        // The table of the language knows one thing to check, gradients.
        let session = try runnableSession()
        var tolerance: Double?
        var cells: Int?
        for option in options {
            if option.name.value == "tolerance" { tolerance = option.number } else { cells = option.integer }
        }
        let check = GradientCheck(of: session.engine, tolerance: tolerance, cellsPerMatrix: cells)
        run = RunInProgress(command, from: session.position, .gradientCheck(check))
        return []
    }

    /// Takes the check under way forward by about as much work as `budget` operations are.
    mutating func advanceGradientCheck(budget: Int) -> [Effect] {
        guard case .gradientCheck(var check)? = takeWork(), let run else { return [] }
        check.advance(budget: budget)
        guard !check.isFinished else { return [finish(check, of: run, isInterrupted: false)] }
        self.run!.work = .gradientCheck(check)
        return []
    }

    /// Ends the check under way with what it has found so far.
    mutating func finish(_ check: GradientCheck, of run: RunInProgress, isInterrupted: Bool) -> Effect {
        self.run = nil
        let operations = session?.engine.plan.operations ?? []
        let report = GradientCheckReport(
            check, isInterrupted: isInterrupted,
            changed: check.changedAfterwards.map { name in
                ChangedResult(matrix: name, operation: operations.first { $0.writes.contains(name) }?.label ?? "")
            })
        return self.report(run.command, report)
    }
}

/// What `check gradients` found.
public struct GradientCheckReport: Equatable, Sendable {
    /// Whether every gradient was checked and none was wrong.
    public let passed: Bool
    /// The largest relative error that passes.
    public let tolerance: Double
    /// Whether the user ended it before its end.
    public let isInterrupted: Bool
    /// How many gradients were checked.
    public let checkedCount: Int
    /// How many were to be checked.
    public let cellCount: Int
    /// How many there are.
    public let totalCount: Int
    /// How many were wrong, or not finite.
    public let failedCount: Int
    /// How many were at a kink.
    public let kinkCount: Int
    /// A matrix each, the largest error first.
    public let matrices: [MatrixGradientCheck]
    /// What is not the result of its operation any more.
    public let changed: [ChangedResult]

    init(_ check: GradientCheck, isInterrupted: Bool, changed: [ChangedResult]) {
        passed = check.passed
        tolerance = check.tolerance
        self.isInterrupted = isInterrupted
        checkedCount = check.checkedCount
        cellCount = check.cellCount
        totalCount = check.matrices.reduce(0) { $0 + $1.shape.count }
        failedCount = check.failedCount
        kinkCount = check.kinkCount
        // Equals stay in the order of the data flow: sorting does not promise that by itself.
        matrices = check.matrices.enumerated().sorted { a, b in
            if Self.isWorse(a.element, b.element) { return true }
            return !Self.isWorse(b.element, a.element) && a.offset < b.offset
        }.map(\.element)
        self.changed = changed
    }

    private static func isWorse(_ a: MatrixGradientCheck, _ b: MatrixGradientCheck) -> Bool {
        guard let a = a.worst else { return false }
        return b.worst.map { a.isWorse(than: $0) } ?? true
    }
}

/// A matrix that is not what its operation makes of its operands as they stand.
public struct ChangedResult: Equatable, Sendable {
    /// The matrix.
    public let matrix: MatrixName
    /// The operation that wrote it.
    public let operation: String
}
