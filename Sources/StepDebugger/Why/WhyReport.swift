import NeuralEngine

/// Where the number in a cell came from.
public struct WhyReport: Equatable, Sendable {
    /// The cell that was asked for.
    public let cell: MatrixCell
    /// The number in it.
    public let value: Double
    /// The iteration whose operation has computed it, from 0; nil for a parameter before the first update.
    public let iteration: Int?
    /// That operation's label; nil for what no operation has computed.
    public let operation: String?
    /// What was changed by hand in the cell since that operation, oldest first.
    public let changes: [RecordedEdit]
    /// Whether the search was ended before its end; what was found by then is still there.
    public let isInterrupted: Bool
    /// The labels of an iteration's operations, for naming places.
    public let operations: [String]
    /// For a gradient, whether the numbers that all paths start with are what the loss's equation gives of its operands;
    /// where the cell is one of them, whether it is.
    public let startIsGiven: Bool
    /// The answer.
    public let answer: Answer

    /// The kinds of answers.
    public indirect enum Answer: Equatable, Sendable {
        /// The sum of products that the cell is, where it is one of the forward pass.
        case terms(TermSum)
        /// The numbers that it is computed from, where it is a gradient that the loss itself has: `dP`, `dY`, and the
        /// one that all paths start with.
        case operands(equation: String?, [Factor])
        /// The paths of the chain rule, where it is another gradient.
        case paths(GradientPaths)
        /// What became of it from update to update, where it is a parameter or what an optimizer keeps about one.
        case history(CellHistory)
        /// What made it one, where it is no finite number.
        case origin(NonFiniteOrigin)
        /// The search was ended before it had found anything.
        case nothingYet
    }
}

/// A number that enters a product, with where it stands.
public struct Factor: Equatable, Sendable {
    /// What the number is.
    public enum Quantity: Equatable, Sendable {
        /// A cell of a matrix.
        case cell(MatrixCell)
        /// f′ at a cell.
        case derivative(Activation, MatrixCell)
        /// What was added to a cell by hand.
        case change(MatrixCell)
        /// A setting by the name users give it: `l2`.
        case setting(String)
        /// The sign of a cell, −1, 0 or 1.
        case sign(MatrixCell)
        /// A cell of the data, by its row there.
        case data(MatrixCell)
        /// The share of a sample in the loss, by its row in the batch.
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

/// A product of numbers that is part of a sum.
public struct Term: Equatable, Sendable {
    /// The sample it belongs to, by its row in the batch; nil for the penalty and for sums within a sample.
    public let sample: Int?
    /// The factors, from the loss on where they are those of a path.
    public let factors: [Factor]
    /// Their product.
    public let value: Double
}

/// The sum that a cell of the forward pass is.
public struct TermSum: Equatable, Sendable {
    /// What the operation computes: `Z1 = X·W1 + b1`.
    public let equation: String?
    /// The cell whose terms these are, where the cell that was asked for is a function of that one alone.
    public let operand: Factor?
    /// The largest terms by magnitude, the largest first.
    public let terms: [Term]
    /// How many terms there are.
    public let termCount: Int
    /// The sum of those that are not among the largest.
    public let rest: Double
    /// The sum of all.
    public let sum: Double
}

/// The chain rule's products along the paths from the loss to a gradient's cell.
public struct GradientPaths: Equatable, Sendable {
    /// What paths start with: `dZ2 = (P − Y)/N`.
    public let start: String
    /// The largest paths by magnitude, the largest first, those of the penalty among them.
    public let paths: [Term]
    /// How many paths there are, those whose product is zero too.
    public let pathCount: Double
    /// The sum of those that are not among the largest.
    public let rest: Double
    /// The sum over all paths.
    public let sum: Double
    /// What the cell has beyond that sum: rounding, and changes by hand.
    public let remainder: Double
    /// Whether the remainder is no more than rounding.
    public let remainderIsRounding: Bool
    /// The share of every sample that was summed up, the largest first.
    public let shares: [SampleShare]
    /// How many samples there are.
    public let sampleCount: Int
}

/// What a sample has in a gradient: the sum over its paths.
public struct SampleShare: Equatable, Sendable {
    /// The sample's row in the batch.
    public let row: Int
    /// Its row in the data.
    public let sample: Int
    /// Its share.
    public let value: Double
    /// Where all its paths are zero, the factor nearest to the cell that makes them so; nil where it is not one alone.
    public let zeroFactor: Factor?
}

/// What became of a cell from update to update.
public struct CellHistory: Equatable, Sendable {
    /// The number at the start of the run.
    public let initial: Double
    /// How many updates there were.
    public let updateCount: Int
    /// The sum of what they added.
    public let sumOfUpdates: Double
    /// The sum of the magnitudes of what they added.
    public let distance: Double
    /// The updates that moved it most, the largest first.
    public let largest: [CellStep]
    /// What was changed from outside, oldest first.
    public let changes: [CellChange]
    /// The sum of what those changes added.
    public let sumOfChanges: Double
    /// What else was changed from outside, oldest first: other cells, and the settings that updates go by.
    public let otherChanges: [RecordedEdit]
    /// The number at the end; another than the cell's only where the search was ended early.
    public let final: Double
    /// How many iterations there are per epoch.
    public let iterationsPerEpoch: Int
}

/// What an update did to a cell.
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

/// A change of a cell that no operation made.
public struct CellChange: Equatable, Sendable {
    /// Where and what.
    public let edit: RecordedEdit
    /// The number before it.
    public let before: Double
    /// The number after it.
    public let after: Double
}

/// What first made a number that is not finite, and how that came to the cell.
public struct NonFiniteOrigin: Equatable, Sendable {
    /// How a number that is not finite came to be without one before it.
    public indirect enum Cause: Equatable, Sendable {
        /// The operation of the first hop made it of finite numbers: these are its operands, or the largest products in
        /// its sum.
        case operation([Term])
        /// It was put there by hand.
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
        /// The operation that made it; nil where none did.
        public let operation: String?
        /// The cell.
        public let cell: MatrixCell
        /// What it became.
        public let value: Double
    }

    /// An operation that made such a number before, which did not come to the cell.
    public struct Earlier: Equatable, Sendable {
        /// The cell that it was made in.
        public let hop: Hop
        /// The operands, or the largest products in its sum.
        public let terms: [Term]
    }

    /// How it came to be.
    public let cause: Cause
    /// The cells from that one to the one that was asked for, in the order of time.
    public let hops: [Hop]
    /// The epoch of the first hop.
    public let epoch: Int
    /// What the run itself had first, where that is another operation: a loss too large for its precision, say, from
    /// which nothing is computed.
    public let earlier: Earlier?
}
