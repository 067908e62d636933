import NeuralEngine

/// Where the number in a cell came from.
public struct WhyReport: Equatable, Sendable {
    /// The cell.
    public let cell: MatrixCell
    /// Its number.
    public let value: Double
    /// The iteration whose operation computed it, from 0; nil for a parameter before the first update.
    public let iteration: Int?
    /// That operation's label; nil if no operation has computed it.
    public let operation: String?
    /// The changes made by hand to the cell since that operation, oldest first.
    public let changes: [RecordedEdit]
    /// Whether the search was stopped early; the report has what was found by then.
    public let isInterrupted: Bool
    /// The labels of an iteration's operations, for naming positions.
    public let operations: [String]
    /// For a gradient, whether the numbers that all paths start with are what the loss's equation gives for its operands. If
    /// the cell is one of these numbers, only that one counts.
    public let startIsGiven: Bool
    /// The answer.
    public let answer: Answer

    /// The kinds of answers.
    public indirect enum Answer: Equatable, Sendable {
        /// For a cell of the forward pass: the terms that it is the sum of.
        case terms(TermSum)
        /// For a gradient of the loss itself (`dP`, `dY`, and the one that all paths start with): the numbers that it is
        /// computed from.
        case operands(OperandList)
        /// For any other gradient: the paths of the chain rule.
        case paths(GradientPaths)
        /// For a parameter or a moment: its history from update to update.
        case history(CellHistory)
        /// For a number that is not finite: its origin.
        case origin(NonFiniteOrigin)
        /// The search was stopped before it found anything.
        case nothingYet
    }
}

/// A factor of a product, with its place.
public struct Factor: Equatable, Sendable {
    /// What the number is.
    public enum Quantity: Equatable, Sendable {
        /// A cell of a matrix.
        case cell(MatrixCell)
        /// f′ at a cell.
        case derivative(Activation, MatrixCell)
        /// The difference made to a cell by hand.
        case change(MatrixCell)
        /// A setting, by its name for users: `l2`.
        case setting(String)
        /// The sign of a cell, −1, 0 or 1.
        case sign(MatrixCell)
        /// A cell of the data, by its row there.
        case data(MatrixCell)
        /// The contribution of a sample to the loss, by its row in the batch.
        case loss(sample: Int)
        /// The penalty for a layer's weights.
        case penalty(layer: Int)
    }
    /// What the number is.
    public let quantity: Quantity
    /// The number.
    public let value: Double

    init(_ quantity: Quantity, _ value: Double) {
        self.quantity = quantity
        self.value = value
    }
}

/// A term of a sum: a product of factors.
public struct Term: Equatable, Sendable {
    /// The sample that it belongs to, by its row in the batch; nil for the penalty and for sums within a sample.
    public let sample: Int?
    /// The factors; those of a path are ordered from the loss on.
    public let factors: [Factor]
    /// Their product.
    public let value: Double
}

/// A cell of the forward pass as a sum of terms.
public struct TermSum: Equatable, Sendable {
    /// The operation's equation: `Z1 = X·W1 + b1`.
    public let equation: String?
    /// If the cell is a function of a single other cell, that other cell, whose terms these are.
    public let operand: Factor?
    /// The largest terms by magnitude, largest first.
    public let terms: [Term]
    /// How many terms there are.
    public let termCount: Int
    /// The sum of the other terms.
    public let rest: Double
    /// The sum of all terms.
    public let sum: Double
}

/// The numbers that a cell is computed from, where it is neither a sum of terms nor reached by paths.
public struct OperandList: Equatable, Sendable {
    /// The operation's equation: `dZ2 = (P − Y)/N`; nil if no operation computes the cell.
    public let equation: String?
    /// The numbers.
    public let factors: [Factor]
}

/// The chain rule's products along the paths from the loss to a gradient's cell.
public struct GradientPaths: Equatable, Sendable {
    /// The equation of what paths start with: `dZ2 = (P − Y)/N`.
    public let start: String
    /// The largest paths by magnitude, largest first, including those of the penalty.
    public let paths: [Term]
    /// How many paths there are, including those whose product is zero.
    public let pathCount: Double
    /// The sum of those that are not among the largest.
    public let rest: Double
    /// The sum over all paths.
    public let sum: Double
    /// The difference between the cell and that sum: rounding and changes by hand.
    public let remainder: Double
    /// Whether the remainder is no more than rounding.
    public let remainderIsRounding: Bool
    /// The contributions of the samples that were added up, largest first.
    public let shares: [SampleShare]
    /// How many samples there are.
    public let sampleCount: Int
}

/// The contribution of a sample to a gradient: the sum over its paths.
public struct SampleShare: Equatable, Sendable {
    /// The sample's row in the batch.
    public let row: Int
    /// Its row in the data.
    public let sample: Int
    /// Its contribution.
    public let value: Double
    /// If all its paths are zero, the single factor that makes them zero, the one nearest to the cell; nil if there is none.
    public let zeroFactor: Factor?
}

/// The history of a cell from update to update.
public struct CellHistory: Equatable, Sendable {
    /// The number at the start of the run.
    public let initial: Double
    /// How many updates there were.
    public let updateCount: Int
    /// The sum of what they added.
    public let sumOfUpdates: Double
    /// The sum of the magnitudes of what they added.
    public let distance: Double
    /// The updates that changed it most, largest first.
    public let largest: [CellStep]
    /// The changes made to it by hand, oldest first.
    public let changes: [CellChange]
    /// The sum of what those changes added.
    public let sumOfChanges: Double
    /// Other changes made by hand, oldest first: of other cells, and of the settings that updates depend on.
    public let otherChanges: [RecordedEdit]
    /// The number at the end. It differs from the cell's only if the search was stopped early.
    public let final: Double
    /// How many iterations make an epoch.
    public let iterationsPerEpoch: Int
}

/// The effect of an update on a cell.
public struct CellStep: Equatable, Sendable {
    /// The iteration, from 0.
    public let iteration: Int
    /// Its epoch, from 0.
    public let epoch: Int
    /// What the update added.
    public let step: Double
    /// The number after it.
    public let value: Double
    /// The parameter's gradient in that iteration.
    public let gradient: Double
    /// The learning rate in that iteration.
    public let learningRate: Double
}

/// A change made to a cell by hand.
public struct CellChange: Equatable, Sendable {
    /// The change and its position.
    public let edit: RecordedEdit
    /// The number before it.
    public let before: Double
    /// The number after it.
    public let after: Double
}

/// Where a number that is not finite first appeared, and how it reached the cell.
public struct NonFiniteOrigin: Equatable, Sendable {
    /// How a number that is not finite can appear.
    public indirect enum Cause: Equatable, Sendable {
        /// The operation of the first hop computed it from finite numbers: these operands, or the largest products of its sum.
        case operation([Term])
        /// It was set by hand.
        case change(RecordedEdit)
        /// It was there at the start of the run.
        case start
        /// It is in the data, in this row.
        case data(row: Int)
    }

    /// A cell that is not finite.
    public struct Hop: Equatable, Sendable {
        /// The iteration, from 0; nil for the start of the run.
        public let iteration: Int?
        /// The operation that wrote it; nil if none did.
        public let operation: String?
        /// The cell.
        public let cell: MatrixCell
        /// Its number.
        public let value: Double
    }

    /// An earlier number that is not finite, which did not reach the cell.
    public struct Earlier: Equatable, Sendable {
        /// The cell in which it appeared.
        public let hop: Hop
        /// The operands, or the largest products of its sum.
        public let terms: [Term]
    }

    /// How it appeared.
    public let cause: Cause
    /// The cells from there to the one that was asked about, in the order of time.
    public let hops: [Hop]
    /// The epoch of the first hop.
    public let epoch: Int
    /// The first such number in the run, if it is a different one: for example a loss that overflowed, from which nothing else
    /// is computed.
    public let earlier: Earlier?
}
