import NeuralEngine
import StepDebugger
import Testing

/// What is stale after changes by hand, against running the iterations again with the changes in place.
@Suite struct StaleMatricesTests {
    private static func engine(_ seed: UInt64) -> Engine {
        var optimizer = OptimizerSettings(seed % 2 == 0 ? .sgd : .adam)
        optimizer.learningRate = 0.05
        // tanh and sigmoid have no flat pieces, so that whatever could change does.
        var network = NetworkSpecification(
            layerSizes: [3, 4, 3, 2], activations: [.tanh, .sigmoid, .identity],
            loss: seed % 4 < 2 ? .crossEntropy : .meanSquaredError, seed: seed)
        if seed % 3 == 2 { network.dropout = [0.25, 0] }
        return Engine(
            network: network, optimizer: optimizer, batch: BatchSettings(size: .rows(3), shuffle: true, seed: seed),
            training: SampleSessions.samples())
    }

    /// After any change, the stale matrices are those that running their iterations again would change, and no others.
    @Test(arguments: UInt64(0)..<12)
    func staleIsWhatRunningAgainWouldChange(seed: UInt64) throws {
        var random = SplitMix64(seed: seed, stream: 5)
        var session = DebugSession(engine: Self.engine(seed))
        var staleSeen = 0
        for step in 0..<80 {
            switch random.integer(below: 5) {
            case 0: session.run(to: .operations(1 + random.integer(below: 16)))
            case 1: session.run(to: .cells(1 + random.integer(below: 12)))
            case 2 where step > 20:
                session.seek(to: RandomWalkTests.position(upTo: session.end, of: session, &random))
            default:
                if let edit = Self.edit(of: session, &random) { try? session.apply(edit) }
            }
            let expected = Self.changedByRunningAgain(session)
            let stale = Set(session.staleMatrices.names).subtracting(Self.underWay(session))
            // Behind a cell that dropout has left out nothing changes.
            let hasDropout = session.engine.network.dropout.contains { $0 > 0 }
            #expect(hasDropout ? stale.isSuperset(of: expected) : stale == expected, "\(Self.spelled(session))")
            staleSeen += expected.count
        }
        #expect(staleSeen > 100)
    }

    /// What is shown in part has cells of two iterations.
    private static func underWay(_ session: DebugSession) -> [MatrixName] {
        session.position.cell > 0 ? session.nextOperation.writes : []
    }

    /// The position and the last changes, briefly.
    private static func spelled(_ session: DebugSession) -> String {
        func place(_ position: Position) -> String { "\(position.iteration):\(position.operation):\(position.cell)" }
        let edits = session.edits.suffix(8).map { recorded in
            switch recorded.edit {
            case .matrix(let name, _): "\(name) at \(place(recorded.position))"
            case .cell(let name, let row, let column, _):
                "\(name)[\(row),\(column)] at \(place(recorded.position))"
            default: "other at \(place(recorded.position))"
            }
        }
        return "at \(place(session.position)) after \(edits.joined(separator: ", "))"
    }

    private static func edit(of session: DebugSession, _ random: inout SplitMix64) -> SessionEdit? {
        if random.integer(below: 6) == 0 { return .regularization(Regularization(l2: 0.1 + random.uniform())) }
        // A negative second moment would lead to NaN, which differs from itself.
        let names = session.engine.plan.matrices.filter { $0 != .loss && $0.quantity != .secondMoment }
        let name = names[random.integer(below: names.count)]
        guard let matrix = session.matrix(name), matrix.rows > 0 else { return nil }
        if random.integer(below: 5) == 0 {
            let elements = matrix.elements.map { _ in random.normal() }
            return .matrix(name, Matrix(rows: matrix.rows, columns: matrix.columns, elements: elements))
        }
        let (row, column) = (random.integer(below: matrix.rows), random.integer(below: matrix.columns))
        // Where an operation works cell by cell, the one cell that it would change could be the one set by hand.
        let isTaken = session.edits.contains { recorded in
            guard case .cell(let other, row, column, _) = recorded.edit else { return false }
            return other != name && recorded.position.iteration >= session.position.iteration - 1
        }
        guard !isTaken else { return nil }
        return .cell(name, row: row, column: column, value: random.normal())
    }

    /// What differs from the session if the iterations that computed it are run again with the changes in place from their
    /// start. A change of a result belongs to the iteration that computed it.
    private static func changedByRunningAgain(_ session: DebugSession) -> Set<MatrixName> {
        let operations = session.engine.plan.operations
        let current = session.position
        let run = current.operation + (current.cell > 0 ? 1 : 0)
        var changed: Set<MatrixName> = []
        for iteration in [current.iteration - 1, current.iteration] where iteration >= session.start.iteration {
            var again = session
            again.seek(to: Position(iteration: iteration))
            var engine = again.engine
            let end = iteration == current.iteration ? run : operations.count
            func hold(after index: Int?) {
                for recorded in session.allEdits where recorded.position >= Position(iteration: iteration) {
                    let (position, edit) = (recorded.position, recorded.edit)
                    guard let name = edit.matrixName.map(engine.plan.canonical) else {
                        if case .regularization(let penalty) = edit, index == nil { engine.regularization = penalty }
                        continue
                    }
                    let isState = name.isKeptBetweenIterations
                    let writer = operations.firstIndex { $0.writes.contains(name) }!
                    let wasWritten = position.operation > writer
                    let own = wasWritten ? position.iteration : position.iteration - 1
                    guard isState ? index == nil : own == iteration && index == writer else { continue }
                    switch edit {
                    case .matrix(_, let matrix):
                        engine.setMatrix(name, to: matrix)
                    case .cell(_, let row, let column, let value):
                        var matrix = engine.matrix(name)!
                        matrix[row, column] = value
                        engine.setMatrix(name, to: matrix)
                    default: break
                    }
                }
            }
            hold(after: nil)
            for index in 0..<end {
                let operation = operations[index]
                engine.runNextOperation()
                hold(after: index)
                guard iteration == current.iteration || index >= run else { continue }
                for name in operation.writes where !name.isKeptBetweenIterations {
                    let isUnderWay = iteration == current.iteration && index == current.operation
                    let shown = isUnderWay ? nil : session.matrix(name)
                    if let shown, shown != engine.matrix(name) { changed.insert(name) }
                }
            }
        }
        return changed
    }
}

extension SessionEdit {
    fileprivate var matrixName: MatrixName? {
        switch self {
        case .matrix(let name, _), .cell(let name, _, _, _): name
        default: nil
        }
    }
}
