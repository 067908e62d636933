/// A matrix with its name.
public struct NamedMatrix: Equatable, Sendable {
    /// What it is called.
    public var name: MatrixName
    /// Its cells.
    public var matrix: Matrix<Double>

    /// A matrix with its name.
    public init(_ name: MatrixName, _ matrix: Matrix<Double>) {
        self.name = name
        self.matrix = matrix
    }
}

// What has to be kept of a run, in a file say, so that another engine goes on with it to the same bits.
extension Engine {
    /// The parameters, and what the optimizer keeps about them: everything that the operations of an iteration cannot
    /// compute again. They are the same from an iteration's start to its update, unless they are set.
    ///
    /// Moments that the optimizer has used and does not use at the moment are among them.
    public var keptMatrices: [NamedMatrix] {
        keptNames(withUnused: double?.hasUnusedMoments ?? single!.hasUnusedMoments).map { name in
            NamedMatrix(name, double?.matrix(name) ?? single!.matrix(name))
        }
    }

    /// The names of all matrices that `begin` takes, with their shapes: parameters, and moments that the optimizer may
    /// use. Those that it uses with its present settings are needed.
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

    /// Begins a run at an iteration, with what another engine had kept there. Nothing that operations compute is there
    /// before they run.
    ///
    /// - Parameters:
    ///   - updateCount: updates since the optimizer's moments were zero.
    ///   - matrices: those that `beginningMatrices` calls needed, and perhaps others of it.
    /// - Precondition: every matrix has the shape given there.
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
