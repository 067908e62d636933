/// Compares every gradient of an iteration with central differences of its loss, (L(x + h) − L(x − h)) / 2h.
///
/// The gradients are the engine's own, in its own precision, including changes by hand. The differences are computed in
/// double precision from the matrices at the end of the backward pass: one cell is changed, and the forward operations run
/// from the first one that reads it to the loss. Dropout keeps the masks of the iteration, and the penalty on weights is
/// part of the loss. All of this happens on copies.
///
/// A check is a value that works in slices, so that its owner stays responsive.
public struct GradientCheck: Equatable, Sendable {
    /// The largest error that passes, relative to the largest of gradient, difference and the matrix's floor.
    public let tolerance: Double
    /// The comparisons so far, one per matrix in the order of the data flow.
    public internal(set) var matrices: [MatrixGradientCheck]
    /// The matrices that differ from what their operation makes of its present operands, because something was changed by hand
    /// after it ran. The gradients of earlier matrices then belong to other numbers.
    public let changedAfterwards: [MatrixName]

    let chain: ForwardChain
    var memory: DifferenceMemory
    /// The loss that rounding errors are relative to.
    let scale: Double
    private let work: IterationWork
    /// The next matrix, and the number of the next cell in it.
    private var next = (matrix: 0, cell: 0)

    /// The default tolerance: 1e-6, or 1e-3 in single precision.
    public static func defaultTolerance(for precision: Precision) -> Double {
        precision == .float64 ? 1e-6 : 1e-3
    }

    /// A check of the iteration that is under way, or otherwise of the next one. It has not begun yet.
    /// - Parameters:
    ///   - tolerance: nil for the default.
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

    /// The least number that errors are relative to, so that rounding noise does not count. It is 1e-4 of the loss without the
    /// penalty (of a loss of 1 in every term, if that is larger). In single precision the gradients themselves are rounded in
    /// proportion to the largest terms of their sums, and more where functions saturate, so there it is 1e-3 of the loss, or a
    /// tenth of the matrix's largest gradient.
    /// - penalty: the largest contribution of the penalty.
    static func floor(
        of gradient: @autoclosure () -> Matrix<Double>, penalty: Double, _ precision: Precision, scale: Double
    ) -> Double {
        guard precision == .float32 else { return 1e-4 * scale }
        let largest = gradient().elements.reduce(penalty) { $1.isFinite ? max($0, abs($1)) : $0 }
        return max(1e-3 * scale, largest / 10)
    }

    /// Whether two checks compare the same numbers and have got equally far.
    public static func == (a: GradientCheck, b: GradientCheck) -> Bool {
        a.tolerance == b.tolerance && a.scale == b.scale && a.matrices == b.matrices && a.next == b.next
            && a.changedAfterwards == b.changedAfterwards && a.chain == b.chain
    }
}

// MARK: Results

extension GradientCheck {
    /// How many gradients will be compared.
    public var cellCount: Int { matrices.reduce(0) { $0 + $1.cellsToCheck } }
    /// How many have been compared.
    public var checkedCount: Int { matrices.reduce(0) { $0 + $1.checked } }
    /// How many were wrong or not finite.
    public var failedCount: Int { matrices.reduce(0) { $0 + $1.failed } }
    /// How many have no derivative to compare with, at a kink.
    public var kinkCount: Int { matrices.reduce(0) { $0 + $1.atKinks } }
    /// Whether all have been compared.
    public var isFinished: Bool { checkedCount == cellCount }
    /// Whether all have been compared, and none was wrong.
    public var passed: Bool { isFinished && failedCount == 0 }
}

/// The result for the gradient of a matrix.
public struct MatrixGradientCheck: Equatable, Sendable {
    /// The gradient: `dW1`.
    public let name: MatrixName
    /// Its shape.
    public var shape: MatrixShape { gradient.shape }
    /// The least number that errors are relative to.
    public let floor: Double
    /// How many cells will be compared.
    public let cellsToCheck: Int
    /// How many have been.
    public internal(set) var checked = 0
    /// How many of them were wrong or not finite.
    public internal(set) var failed = 0
    /// How many of the failed ones were not finite.
    public internal(set) var notFinite = 0
    /// How many were at a kink, where there is no derivative and the gradient is that of one side.
    public internal(set) var atKinks = 0
    /// The first few kinks.
    public internal(set) var kinks: [KinkCrossing] = []
    /// The cell with the largest error, not counting those at kinks; nil before the first.
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

    /// The index of the n-th cell to check. If only some cells are checked, they are spread over rows and columns: one from each
    /// of as many sections of equal length, at positions that follow the golden ratio.
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

/// A comparison of a gradient's cell with its central difference.
public struct GradientComparison: Equatable, Sendable {
    /// The row, from 0.
    public let row: Int
    /// The column, from 0.
    public let column: Int
    /// The engine's gradient.
    public let analytic: Double
    /// The central difference.
    public let numeric: Double
    /// The difference of the two, relative to the larger one or to the matrix's floor; NaN if one of them is not finite.
    public let relativeError: Double

    /// Whether its error is larger than another's; NaN is larger than any number.
    public func isWorse(than other: GradientComparison) -> Bool {
        if relativeError.isNaN { return !other.relativeError.isNaN }
        return relativeError > other.relativeError
    }
}

// MARK: Running

extension GradientCheck {
    /// Compares some more gradients.
    /// - budget: roughly how many operations' time it may take; at least one gradient is compared.
    public mutating func advance(budget: Int) {
        var rest = Double(max(budget, 1))
        let chain = chain
        // Moved out of the check while it is used, so that it has one owner and is not copied.
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
