import NeuralEngine

/// The search for the place where two branches diverge, in slices.
///
/// Up to the first change that only one of them has they are one run. So the search begins there and runs both side by side,
/// operation by operation, until a cell differs.
public struct BranchComparison: Equatable, Sendable {
    /// The result; nil while the search is under way.
    public private(set) var result: BranchComparisonResult?

    private let names: (String, String)
    private let curves: [BranchComparisonResult.CurvePoint]
    private let searchStart: Position
    private let searchEnd: Position
    private var a: DebugSession
    private var b: DebugSession

    /// A search on two branches of a session.
    public init(of session: DebugSession, _ first: String, _ second: String) throws(BranchError) {
        var session = session
        session.keepCurves()
        session.timeline.reach(session.position)
        func index(_ name: String) throws(BranchError) -> Int {
            guard let index = session.index(ofBranch: name) else {
                throw .unknown(name, existing: session.timeline.branches.map(\.name))
            }
            return index
        }
        let (indexA, indexB) = (try index(first), try index(second))
        let (branchA, branchB) = (session.timeline.branches[indexA], session.timeline.branches[indexB])
        names = (first, second)
        curves = Self.curves(branchA.curves.iterations, branchB.curves.iterations)
        let shared = zip(branchA.edits, branchB.edits).prefix { $0.0 == $0.1 }.count
        let next = [branchA.edits, branchB.edits].compactMap { $0.count > shared ? $0[shared].position : nil }
        searchEnd = min(branchA.end, branchB.end)
        searchStart = min(next.min() ?? searchEnd, searchEnd)
        a = session.atStart(ofBranch: indexA).departing(for: searchStart)
        b = session.atStart(ofBranch: indexB).departing(for: searchStart)
        if next.isEmpty || indexA == indexB { finish(nil) }
    }

    /// Whether two searches have the same result.
    public static func == (x: BranchComparison, y: BranchComparison) -> Bool {
        x.names == y.names && x.result == y.result && x.a == y.a && x.b == y.b
    }

    /// Continues the search for roughly `budget` operations.
    public mutating func advance(budget: Int) {
        var rest = max(budget, 2)
        while result == nil, rest > 0 {
            if a.position < searchStart {
                _ = a.advance(toward: searchStart, budget: rest)
                return
            }
            if b.position < searchStart {
                _ = b.advance(toward: searchStart, budget: rest)
                return
            }
            if a.position == searchStart, let parting = partingOfChanges { return finish(parting) }
            guard a.position < searchEnd else { return finish(nil) }
            // Changes may be between two cells, but whole operations are compared.
            let next = a.target(of: .operations(1)) ?? searchEnd
            for _ in 0..<2 {
                while a.advance(toward: next, budget: 1) != .reached {}
                swap(&a, &b)
            }
            rest -= 2
            let operation = a.currentOperation!
            if let parting = parting(in: operation.writes, label: operation.label, iteration: a.currentIteration) {
                return finish(parting)
            }
        }
    }

    /// The first cell that differs at once because of the changes made at the start of the search.
    private var partingOfChanges: BranchComparisonResult.Parting? {
        let names = a.engine.plan.matrices.filter { b.engine.plan.contains($0) }
        return parting(in: names, label: nil, iteration: a.position.iteration)
    }

    private func parting(
        in names: [MatrixName], label: String?, iteration: Int
    ) -> BranchComparisonResult.Parting? {
        for name in names {
            guard let x = a.matrix(name), let y = b.matrix(name), x.shape == y.shape else { continue }
            for index in x.elements.indices where x.elements[index].bitPattern != y.elements[index].bitPattern {
                return BranchComparisonResult.Parting(
                    iteration: iteration, operation: label, matrix: name, row: index / x.columns,
                    column: index % x.columns, values: (x.elements[index], y.elements[index]))
            }
        }
        return nil
    }

    private mutating func finish(_ parting: BranchComparisonResult.Parting?) {
        result = BranchComparisonResult(
            names: names, parting: parting, comparedTo: searchEnd, curve: curves)
    }

    /// The losses of both branches at up to sixteen iterations spread over both runs.
    private static func curves(
        _ a: TrainingHistory, _ b: TrainingHistory
    ) -> [BranchComparisonResult.CurvePoint] {
        let (x, y) = (a.points, b.points)
        let iterations = Set((x + y).map(\.iteration)).sorted()
        guard let last = iterations.last else { return [] }
        let count = min(16, iterations.count)
        var shown: [Int] = []
        for step in 0..<count {
            let wanted = count == 1 ? last : last * step / (count - 1)
            let iteration = iterations[min(iterations.count - 1, iterations.firstIndexSorted { $0 >= wanted })]
            if shown.last != iteration { shown.append(iteration) }
        }
        func loss(_ points: [HistoryPoint], _ iteration: Int) -> Double? {
            let index = points.firstIndexSorted { $0.iteration >= iteration }
            return index < points.count && points[index].iteration == iteration ? points[index].loss : nil
        }
        return shown.map { BranchComparisonResult.CurvePoint(iteration: $0, losses: (loss(x, $0), loss(y, $0))) }
    }
}

/// How two branches differ.
public struct BranchComparisonResult: Equatable, Sendable {
    /// The branches.
    public let names: (String, String)
    /// Where they diverge; nil if they do not.
    public let parting: Parting?
    /// The position up to which both were compared.
    public let comparedTo: Position
    /// The losses of some iterations.
    public let curve: [CurvePoint]

    /// The first cell whose values differ.
    public struct Parting: Equatable, Sendable {
        /// The iteration, from 0.
        public let iteration: Int
        /// The label of the operation that wrote the cell; nil if a change by hand did.
        public let operation: String?
        /// The cell's matrix.
        public let matrix: MatrixName
        /// The cell's row, from 0.
        public let row: Int
        /// The cell's column, from 0.
        public let column: Int
        /// Its values on the two branches.
        public let values: (Double, Double)

        /// Whether two are the same to the last bit.
        public static func == (a: Parting, b: Parting) -> Bool {
            a.iteration == b.iteration && a.operation == b.operation && a.matrix == b.matrix && a.row == b.row
                && a.column == b.column && a.values.0.bitPattern == b.values.0.bitPattern
                && a.values.1.bitPattern == b.values.1.bitPattern
        }
    }

    /// The losses of an iteration; nil on a branch that did not get that far.
    public struct CurvePoint: Equatable, Sendable {
        /// The iteration, from 0.
        public let iteration: Int
        /// The losses on the two branches.
        public let losses: (Double?, Double?)

        /// Whether two are the same to the last bit.
        public static func == (a: CurvePoint, b: CurvePoint) -> Bool {
            a.iteration == b.iteration && a.losses.0?.bitPattern == b.losses.0?.bitPattern
                && a.losses.1?.bitPattern == b.losses.1?.bitPattern
        }
    }

    /// Whether two are the same.
    public static func == (a: BranchComparisonResult, b: BranchComparisonResult) -> Bool {
        a.names == b.names && a.parting == b.parting && a.comparedTo == b.comparedTo && a.curve == b.curve
    }
}
