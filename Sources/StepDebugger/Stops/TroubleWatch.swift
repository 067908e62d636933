import NeuralEngine

/// Watches for one kind of trouble, operation by operation. It reports when the trouble begins, and again only if it has
/// ceased in between.
public struct TroubleWatch: Equatable, Sendable {
    /// The trouble to watch for.
    public let trouble: Trouble
    /// The matrices that have it at present.
    private(set) var affectedMatrices: Set<MatrixName> = []

    /// A watch that knows the trouble in everything that operations have written so far. It ignores changes by hand that no
    /// operation has used yet, so that the first operation that uses them is news.
    public init(_ trouble: Trouble, in session: DebugSession) {
        self.trouble = trouble
        let changedHere = session.matricesChangedHere
        look(at: session) { !$0.isParameter || $0.quantity == .gradient ? !changedHere.contains($0) : false }
    }

    /// Examines everything that exists at present.
    private mutating func look(at session: DebugSession, where isExamined: (MatrixName) -> Bool) {
        affectedMatrices = []
        for (index, operation) in session.engine.plan.operations.enumerated() {
            let hasRun = session.engine.iteration > session.start.iteration || index < session.engine.operationsRun
            // Parameters exist from the start.
            guard hasRun || operation.pass == .update else { continue }
            for name in trouble.matrices(writtenBy: operation, session.engine) where isExamined(name) {
                if session.finding(of: trouble, in: name) != nil { affectedMatrices.insert(name) }
            }
        }
    }

    /// Whether there is trouble at present.
    public var isOn: Bool { !affectedMatrices.isEmpty }

    /// Whether it affects parameters or moments, so that it cannot cease before the update.
    public var isOnInParameters: Bool { affectedMatrices.contains { $0.isParameter && $0.quantity != .gradient } }

    /// Notes that the trouble has ceased.
    public mutating func cease() { affectedMatrices = [] }

    /// Examines what the current operation has just written.
    /// - Returns: the trouble, if it begins here.
    public mutating func judge(_ session: DebugSession) -> TroubleFinding? {
        guard let operation = session.currentOperation else { return nil }
        return update(after: operation, session)
    }

    /// Examines everything again after a change made by hand.
    /// - Returns: the trouble, if it begins here.
    public mutating func judgeAll(_ session: DebugSession) -> TroubleFinding? {
        let before = affectedMatrices
        look(at: session) { _ in true }
        let changed = session.matricesChangedHere.filter(affectedMatrices.contains)
        let news = trouble == .nonFinite && !before.isEmpty ? [] : affectedMatrices.subtracting(before)
        let first = news.min { a, b in
            (changed.contains(a) ? 0 : 1, a.description) < (changed.contains(b) ? 0 : 1, b.description)
        }
        return first.flatMap { session.finding(of: trouble, in: $0) }
    }

    /// - Returns: the trouble in a matrix that did not have it before. A number that is not finite spreads to other matrices,
    ///   and only the first is news.
    private mutating func update(after operation: Operation, _ session: DebugSession) -> TroubleFinding? {
        let wasSound = affectedMatrices.isEmpty
        var news: TroubleFinding?
        for name in trouble.matrices(writtenBy: operation, session.engine) {
            guard let finding = session.finding(of: trouble, in: name) else {
                affectedMatrices.remove(name)
                continue
            }
            let isNew = affectedMatrices.insert(name).inserted
            let counts = trouble == .nonFinite ? wasSound : isNew
            if counts, news == nil { news = finding }
        }
        return news
    }
}

extension Trouble {
    /// The matrices that can have it after an operation.
    fileprivate func matrices(writtenBy operation: Operation, _ engine: Engine) -> [MatrixName] {
        switch self {
        case .nonFinite: return operation.writes.filter { $0 != MatrixName.inputs.gradient }
        case .deadUnits, .saturated: return examinedLayer(after: operation, engine).map { [.activation($0)] } ?? []
        case .vanishing:
            guard operation.writes.contains(MatrixName.weights(1).gradient) else { return [] }
            return (1...engine.network.layerCount).map { MatrixName.weights($0).gradient }
        case .exploding: return operation.writes.filter(\.isGradientOfWeights)
        case .diverging: return operation.writes.filter { $0 == .loss }
        }
    }
}

// MARK: - The judgements

extension DebugSession {
    /// The matrices that were changed by hand at the session's position.
    fileprivate var matricesChangedHere: Set<MatrixName> {
        var names: Set<MatrixName> = []
        for edit in allEdits.reversed() {
            guard edit.position == position else { break }
            switch edit.edit {
            case .matrix(let name, _), .cell(let name, _, _, _): names.insert(engine.plan.canonical(name))
            default: break
            }
        }
        return names
    }

    /// The trouble in a matrix; nil if it has none.
    func finding(of trouble: Trouble, in name: MatrixName) -> TroubleFinding? {
        switch trouble {
        case .nonFinite: nonFinite(in: name)
        case .deadUnits(let share): deadUnits(in: name, share: share)
        case .vanishing(let ratio): vanishing(name, ratio: ratio)
        case .exploding(let ratio): exploding(name, ratio: ratio)
        case .saturated(let share, let slope): saturated(name, share: share, slope: slope)
        case .diverging(let factor): diverging(factor: factor)
        }
    }

    private func nonFinite(in name: MatrixName) -> TroubleFinding? {
        guard let first = engine.firstNonFiniteCell(of: name), let matrix = engine.matrix(name) else { return nil }
        return .nonFinite(
            name, row: first / matrix.columns, column: first % matrix.columns, value: matrix.elements[first],
            count: matrix.elements.count { !$0.isFinite })
    }

    private func deadUnits(in name: MatrixName, share: Double) -> TroubleFinding? {
        guard let outputs = engine.cells(of: name), outputs.rows > 0 else { return nil }
        let dead = outputs.zeroColumnCount
        guard dead > 0, Double(dead) >= share * Double(outputs.columns) else { return nil }
        return .deadUnits(name, dead: dead, units: outputs.columns)
    }

    private func vanishing(_ name: MatrixName, ratio: Double) -> TroubleFinding? {
        let sizes = (1...engine.network.layerCount).map { layer in
            (name: MatrixName.weights(layer).gradient, size: rootMeanSquare(of: MatrixName.weights(layer).gradient))
        }
        guard let largest = sizes.max(by: { $0.size < $1.size }), largest.size > 0, largest.size.isFinite,
            let own = sizes.first(where: { $0.name == name }), own.size < ratio * largest.size
        else { return nil }
        return .vanishing(name, size: own.size, largest: largest.name, largestSize: largest.size)
    }

    private func exploding(_ name: MatrixName, ratio: Double) -> TroubleFinding? {
        let size = rootMeanSquare(of: name)
        let weightsSize = rootMeanSquare(of: MatrixName(name.subject))
        // Compared with weights that are all zero any gradient is large, but nothing is wrong yet.
        guard weightsSize > 0, !(size <= ratio * weightsSize) else { return nil }
        return .exploding(name, size: size, weightsSize: weightsSize)
    }

    private func saturated(_ name: MatrixName, share: Double, slope: Double) -> TroubleFinding? {
        guard let outputs = engine.cells(of: name), outputs.rows > 0, case .activation(let layer) = name.subject,
            let flat = outputs.flatCellCount(after: engine.network.activations[layer - 1], slope: slope),
            flat > 0, Double(flat) >= share * Double(outputs.shape.count)
        else { return nil }
        return .saturated(name, flat: flat, cells: outputs.shape.count)
    }

    private func diverging(factor: Double) -> TroubleFinding? {
        guard let loss = engine.loss else { return nil }
        let first = history.first.flatMap { $0.iteration == start.iteration ? $0.loss : nil }
        if loss.isFinite {
            guard let first, first > 0, loss > factor * first else { return nil }
        }
        return .diverging(loss: loss, first: first)
    }

    private func rootMeanSquare(of name: MatrixName) -> Double {
        guard let matrix = engine.matrix(name), !matrix.elements.isEmpty else { return 0 }
        // Scaled, so that large cells do not overflow and small ones do not vanish when squared.
        let scale = matrix.elements.reduce(0) { $0.magnitude.isNaN || $1.isNaN ? .nan : max($0, $1.magnitude) }
        guard scale > 0, scale.isFinite else { return scale }
        let sum = matrix.elements.reduce(0) { $0 + ($1 / scale) * ($1 / scale) }
        return scale * (sum / Double(matrix.elements.count)).squareRoot()
    }
}
