/// Every gradient of an iteration against central differences of its loss, (L(x + h) − L(x − h)) / 2h.
///
/// The gradients are the engine's own, in its own precision, with whatever was done to them by hand. The differences
/// are computed in double precision from the matrices as they stand at the end of the backward pass: one cell is
/// changed, and the forward operations run from the first one that reads it to the loss. Dropout keeps the masks that
/// the iteration has drawn, and the penalty on weights is part of the loss. It all happens on copies.
///
/// A check is a value that is worked off in slices, so that its owner stays responsive.
public struct GradientCheck: Equatable, Sendable {
    /// How far a gradient may be from the difference, relative to the larger of both and the matrix's floor.
    public let tolerance: Double
    /// The comparisons so far, a matrix each in the order of the data flow.
    public internal(set) var matrices: [MatrixGradientCheck]
    /// The matrices that are not what their operation makes of its operands as these now stand: something was changed
    /// by hand after it had run, and the gradients of what comes before belong to other numbers.
    public let changedAfterwards: [MatrixName]

    let chain: ForwardChain
    var memory: DifferenceMemory
    /// The loss that rounding errors are relative to.
    let scale: Double
    private let work: IterationWork
    /// The matrix and the number of the cell in it that come next.
    private var next = (matrix: 0, cell: 0)

    /// The tolerance where none is asked for: 1e-6, and 1e-3 in single precision.
    public static func defaultTolerance(for precision: Precision) -> Double {
        precision == .float64 ? 1e-6 : 1e-3
    }

    /// A check of the iteration that is under way or else of the next one, nothing of it done yet.
    /// - Parameters:
    ///   - tolerance: nil for the standard one.
    ///   - cellsPerMatrix: how many cells of each matrix to check, spread over it; nil for all.
    /// - Precondition: the engine has training data.
    public init(of engine: Engine, tolerance: Double? = nil, cellsPerMatrix: Int? = nil) {
        var engine = engine
        while engine.plan.operations[engine.operationsRun].pass != .update { engine.runNextOperation() }
        let network = engine.network
        var memory = DifferenceMemory()
        let chain = ForwardChain(of: engine, iteration: engine.iteration, in: &memory)
        let scale = memory.withViews(chain.scale)
        self.tolerance = tolerance ?? Self.defaultTolerance(for: network.precision)
        changedAfterwards = chain.changedAfterwards(of: engine, &memory)
        let gradients = engine.plan.matrices.compactMap { name -> MatrixGradientCheck? in
            guard name.quantity == .gradient, let place = chain.place(of: name) else { return nil }
            let gradient = engine.matrix(name)!
            var penalty = 0.0
            if case .weights = place {
                penalty = network.regularization.largestGradient(of: engine.matrix(MatrixName(name.subject))!)
            }
            return MatrixGradientCheck(
                of: place, name: name, gradient: gradient, cellsAtMost: cellsPerMatrix,
                floor: Self.floor(of: gradient, penalty: penalty, network.precision, scale: scale))
        }
        matrices = gradients.sorted { $0.place < $1.place }
        self.chain = chain
        self.scale = scale
        self.memory = memory
        work = IterationWork(network, rows: chain.rows, operations: engine.plan.operations.count)
    }

    /// What small gradients are measured against, so that the noise of rounding does not count: 1e-4 of the loss
    /// without a penalty (of a loss of one in every term, if that is more). In single precision the gradients themselves are rounded, in
    /// proportion to the largest parts of their sums, and where functions saturate by more than those: 1e-3 of the
    /// loss, or a tenth of the matrix's largest one.
    /// - penalty: the most that a penalty has in it.
    static func floor(
        of gradient: @autoclosure () -> Matrix<Double>, penalty: Double, _ precision: Precision, scale: Double
    ) -> Double {
        guard precision == .float32 else { return 1e-4 * scale }
        let largest = gradient().elements.reduce(penalty) { $1.isFinite ? max($0, abs($1)) : $0 }
        return max(1e-3 * scale, largest / 10)
    }

    /// Whether two checks compare the same numbers and have come as far.
    public static func == (a: GradientCheck, b: GradientCheck) -> Bool {
        a.tolerance == b.tolerance && a.scale == b.scale && a.matrices == b.matrices && a.next == b.next
            && a.changedAfterwards == b.changedAfterwards && a.chain == b.chain
    }
}

// MARK: What was found

extension GradientCheck {
    /// How many gradients are to be compared.
    public var cellCount: Int { matrices.reduce(0) { $0 + $1.cellsToCheck } }
    /// How many have been.
    public var checkedCount: Int { matrices.reduce(0) { $0 + $1.checked } }
    /// How many were found wrong, or not finite.
    public var failedCount: Int { matrices.reduce(0) { $0 + $1.failed } }
    /// How many have no derivative to compare with, at a kink.
    public var kinkCount: Int { matrices.reduce(0) { $0 + $1.atKinks } }
    /// Whether all have been compared.
    public var isFinished: Bool { checkedCount == cellCount }
    /// Whether all have been compared, and none was wrong.
    public var passed: Bool { isFinished && failedCount == 0 }
}

/// What was found out about the gradient of a matrix.
public struct MatrixGradientCheck: Equatable, Sendable {
    /// The gradient: `dW1`.
    public let name: MatrixName
    /// Its shape.
    public var shape: MatrixShape { gradient.shape }
    /// What errors are relative to where both the gradient and the difference are smaller.
    public let floor: Double
    /// How many cells are to be compared.
    public let cellsToCheck: Int
    /// How many have been.
    public internal(set) var checked = 0
    /// How many of them were wrong, or not finite.
    public internal(set) var failed = 0
    /// How many of the failed were numbers that are not finite.
    public internal(set) var notFinite = 0
    /// How many were at a kink: there is no derivative there, and the gradient is that of one of its sides.
    public internal(set) var atKinks = 0
    /// Kinks that were met, the first few.
    public internal(set) var kinks: [KinkCrossing] = []
    /// The cell with the largest error, those at kinks apart; nil before the first.
    public internal(set) var worst: GradientComparison?

    let place: ForwardChain.Place
    let gradient: Matrix<Double>

    init(
        of place: ForwardChain.Place, name: MatrixName, gradient: Matrix<Double>, cellsAtMost limit: Int?,
        floor: Double
    ) {
        self.floor = floor
        self.place = place
        self.name = name
        self.gradient = gradient
        cellsToCheck = min(gradient.elements.count, limit ?? .max)
    }

    /// The index of the so-manyth cell to check. A part of all cells is spread over rows and columns: one of each of
    /// as many stretches of equal length, at places in them that follow the golden ratio.
    func index(ofCell number: Int) -> Int {
        let count = gradient.elements.count
        guard cellsToCheck < count else { return number }
        func start(_ number: Int) -> Int { Int((Double(count) * Double(number) / Double(cellsToCheck)).rounded(.down)) }
        let (lower, upper) = (start(number), max(start(number) + 1, start(number + 1)))
        let share = (Double(number) * 0.618_033_988_749_894_9).truncatingRemainder(dividingBy: 1)
        return min(lower + Int(share * Double(upper - lower)), count - 1)
    }

    mutating func record(_ comparison: GradientComparison, _ outcome: GradientJudge.Outcome) {
        checked += 1
        switch outcome {
        case .agrees: break
        case .differs: failed += 1
        case .notFinite:
            failed += 1
            notFinite += 1
        case .atKink(let crossing):
            atKinks += 1
            if kinks.count < Self.keptKinks, !kinks.contains(crossing) { kinks.append(crossing) }
            return
        }
        if worst.map({ comparison.isWorse(than: $0) }) ?? true { worst = comparison }
    }

    private static let keptKinks = 8
}

/// A gradient's cell beside its central difference.
public struct GradientComparison: Equatable, Sendable {
    /// The row, from 0.
    public let row: Int
    /// The column, from 0.
    public let column: Int
    /// What the engine has.
    public let analytic: Double
    /// The central difference.
    public let numeric: Double
    /// How far they are apart, relative to the larger or to the matrix's floor; NaN where one of them is not finite.
    public let relativeError: Double

    /// Whether the error is the larger one; NaN is larger than any.
    public func isWorse(than other: GradientComparison) -> Bool {
        if relativeError.isNaN { return !other.relativeError.isNaN }
        return relativeError > other.relativeError
    }
}

// MARK: Working it off

extension GradientCheck {
    /// Compares some more gradients.
    /// - budget: about how many operations' time it may take; at least one gradient is compared.
    public mutating func advance(budget: Int) {
        var rest = Double(max(budget, 1))
        let chain = chain
        // Out of the check while it is lent, so that there is one owner, and no copy.
        var memory = DifferenceMemory()
        swap(&memory, &self.memory)
        memory.withViews { views in
            while rest > 0, next.matrix < matrices.count {
                let matrix = matrices[next.matrix]
                let index = matrix.index(ofCell: next.cell)
                let columns = matrix.shape.columns
                let cell = matrix.place.cell(row: index / columns, column: index % columns)
                let difference = CentralDifference(chain: chain, cell: cell, views: views)
                let analytic = matrix.gradient.elements[index]
                let verdict = GradientJudge(
                    analytic: analytic, difference: difference, tolerance: tolerance, floor: matrix.floor,
                    scale: scale
                ).verdict
                matrices[next.matrix].record(
                    GradientComparison(
                        row: index / columns, column: index % columns, analytic: analytic, numeric: verdict.numeric,
                        relativeError: verdict.relativeError),
                    verdict.outcome)
                next.cell += 1
                if next.cell == matrix.cellsToCheck { next = (next.matrix + 1, 0) }
                rest -= Double(verdict.evaluations) * work.operations(forChangeOf: matrix.place, in: chain)
            }
        }
        swap(&memory, &self.memory)
    }
}
