/// A matrix with its name.
public struct NamedMatrix: Equatable, Sendable {
    /// Its name.
    public var name: MatrixName
    /// Its cells.
    public var matrix: Matrix<Double>

    /// A matrix with its name.
    public init(_ name: MatrixName, _ matrix: Matrix<Double>) {
        self.name = name
        self.matrix = matrix
    }
}

// What has to be saved of a run, in a file for example, so that another engine can continue it with the same bits.
extension Engine {
    /// The parameters and their moments: everything that the operations of an iteration cannot recompute. They stay the same
    /// from the start of an iteration to its update, unless they are set by hand.
    ///
    /// Moments that the optimizer has used, but does not use at present, are included.
    public var keptMatrices: [NamedMatrix] {
        keptNames(withUnused: double?.hasUnusedMoments ?? single!.hasUnusedMoments).map { name in
            NamedMatrix(name, double?.matrix(name) ?? single!.matrix(name))
        }
    }

    /// All matrices that `begin` accepts, with their shapes: parameters, and moments that the optimizer may use. Those that
    /// it uses with its present settings are required.
    public var beginningMatrices: [(name: MatrixName, shape: MatrixShape, isNeeded: Bool)] {
        let needed = Set(keptNames(withUnused: false))
        return keptNames(withUnused: true).map { name in
            (name, network.shape(of: name.subject, batchRows: 0)!, needed.contains(name))
        }
    }

    private func keptNames(withUnused: Bool) -> [MatrixName] {
        let moments = withUnused ? optimizer.moments : optimizer.activeMoments
        return network.parameters
            + moments.flatMap { moment in network.parameters.map { MatrixName($0.subject, moment) } }
    }

    /// Begins a run at an iteration, with the matrices that another engine had there. What operations compute does not
    /// exist until they run.
    ///
    /// - Parameters:
    ///   - updateCount: updates since the optimizer's moments were zero.
    ///   - matrices: at least those that `beginningMatrices` marks as needed, and no others than it lists.
    /// - Precondition: every matrix has the shape listed there.
    public mutating func begin(atIteration iteration: Int, updateCount: Int, matrices: [NamedMatrix]) {
        precondition(iteration >= 0 && updateCount >= 0, "a run begins with iteration 0 or a later one")
        let names = Set(matrices.map(\.name))
        var hasUnused = false
        for (name, shape, isNeeded) in beginningMatrices {
            precondition(!isNeeded || names.contains(name), "\(name) is missing")
            guard let new = matrices.first(where: { $0.name == name })?.matrix else { continue }
            precondition(new.shape == shape, "\(name) cannot become \(new.shape)")
            if !isNeeded { hasUnused = true }
            double?.setMatrix(name, to: new)
            single?.setMatrix(name, to: new)
        }
        double?.begin(atIteration: iteration, updateCount: updateCount, hasUnusedMoments: hasUnused)
        single?.begin(atIteration: iteration, updateCount: updateCount, hasUnusedMoments: hasUnused)
    }
}
