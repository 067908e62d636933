import NeuralEngine

/// The names of the derivations.
public enum DerivationName: String, CaseIterable, Sendable {
    case sigmoid, tanh, relu
    case logSumExp = "log-sum-exp"
    case softmax
    case crossEntropy = "cross-entropy"
    case linear, momentum

    /// A short description.
    public var meaning: String {
        switch self {
        case .sigmoid: "s' = s (1 - s)"
        case .tanh: "tanh' = 1 - tanh^2"
        case .relu: "0 or 1, and the kink between"
        case .logSumExp: "why its largest term is taken out"
        case .softmax: "p (1 - p) and -p q"
        case .crossEntropy: "the loss of logits, and P - Y"
        case .linear: "dX = dY W^T and dW = X^T dY, cell by cell"
        case .momentum: "the velocity as a sum of past gradients"
        }
    }
}

/// The numbers for a derivation; those that are nil have defaults.
public struct DerivationNumbers: Equatable, Sendable {
    /// A number (1×1), a row (1×n) or a matrix: what the derivation calls x, X or g.
    public var cells: [[Double]]?
    /// The right class of each row, from 0, or a single one for all rows; 1 if it is nil.
    public var classes: [Int]?
    /// The layer's numbers, if they are not the defaults; `cells` takes precedence over its `x`.
    public var layer: LinearNumbers?
    /// The learning rate.
    public var rate = 0.1
    /// The momentum.
    public var momentum = 0.9

    /// The defaults.
    public init() {}
}

extension Derivation {
    /// The derivation with a name, for some numbers.
    /// - Throws: ``DerivationError`` if the numbers have the wrong shape, are too large or are not finite.
    public init(_ name: DerivationName, _ numbers: DerivationNumbers = DerivationNumbers()) throws(DerivationError) {
        switch name {
        case .sigmoid: self = .sigmoid(at: try numbers.number(name))
        case .tanh: self = .tanh(at: try numbers.number(name))
        case .relu: self = .relu(at: try numbers.number(name))
        case .logSumExp: self = .logSumExp(of: try numbers.row(name, 2...DerivationNumbers.mostClasses))
        case .softmax: self = .softmax(of: try numbers.row(name, 2...DerivationNumbers.mostClasses))
        case .crossEntropy:
            let rows = try numbers.logits()
            self = .crossEntropy(of: rows, classes: try numbers.classes(of: rows))
        case .linear: self = .linear(try numbers.linear())
        case .momentum:
            try numbers.check(rate: numbers.rate, momentum: numbers.momentum)
            self = .momentum(
                weight: 1, gradients: try numbers.row(name, 1...DerivationNumbers.mostSteps), rate: numbers.rate,
                momentum: numbers.momentum)
        }
    }
}

extension DerivationNumbers {
    /// The most numbers in a row of logits.
    public static let mostClasses = 16
    /// The most rows of logits or of inputs.
    public static let mostRows = 16
    /// The most steps of momentum.
    public static let mostSteps = 6
    /// The most products in X·W.
    public static let mostProducts = 1024
    /// The largest magnitude of a number.
    public static let largest = 1e4

    /// The slides' example p for y = [0, 1, 0, 0]. Its logarithms are logits with these probabilities.
    static let slidesProbabilities = [0.1, 0.3, 0.5, 0.1]

    fileprivate func number(_ name: DerivationName) throws(DerivationError) -> Double {
        let cells = try checked(cells ?? [[0.5]])
        guard cells.count == 1, cells[0].count == 1 else {
            throw .shape(name, needed: .number, rows: cells.count, columns: cells[0].count)
        }
        return cells[0][0]
    }

    fileprivate func row(_ name: DerivationName, _ lengths: ClosedRange<Int>) throws(DerivationError) -> [Double] {
        let standard: [Double] = name == .momentum ? [1, 0.5, -0.25] : [1, 2, 3]
        let cells = try checked(cells ?? [standard])
        guard cells.count == 1, lengths.contains(cells[0].count) else {
            throw .shape(name, needed: .row(lengths), rows: cells.count, columns: cells[0].count)
        }
        return cells[0]
    }

    fileprivate func logits() throws(DerivationError) -> [[Double]] {
        let cells = try checked(cells ?? [Self.slidesProbabilities.map { .log($0) }])
        guard cells.count <= Self.mostRows, (2...Self.mostClasses).contains(cells[0].count) else {
            throw .shape(.crossEntropy, needed: .logits, rows: cells.count, columns: cells[0].count)
        }
        return cells
    }

    fileprivate func classes(of rows: [[Double]]) throws(DerivationError) -> [Int] {
        let classes = classes ?? [1]
        let all = classes.count == 1 ? Array(repeating: classes[0], count: rows.count) : classes
        guard all.count == rows.count else { throw .classCount(all.count, rows: rows.count) }
        for right in all where !rows[0].indices.contains(right) {
            throw .noSuchClass(right, count: rows[0].count)
        }
        return all
    }

    fileprivate func linear() throws(DerivationError) -> LinearNumbers {
        if let layer {
            for part in [layer.x, layer.w, [layer.b], layer.dY] { _ = try checked(part) }
            return try checked(layer)
        }
        return try checked(LinearNumbers(x: try checked(cells ?? [[1, 2], [3, 4]])))
    }

    private func checked(_ layer: LinearNumbers) throws(DerivationError) -> LinearNumbers {
        let (samples, inputs, outputs) = (layer.x.count, layer.w.count, layer.b.count)
        guard layer.x[0].count == inputs, layer.w[0].count == outputs, layer.dY.count == samples,
            layer.dY[0].count == outputs
        else {
            throw .shape(.linear, needed: .inputs, rows: samples, columns: layer.x[0].count)
        }
        guard samples <= Self.mostRows, samples * inputs * outputs <= Self.mostProducts else {
            throw .tooManyProducts(samples: samples, inputs: inputs, outputs: outputs)
        }
        return layer
    }

    /// Checks that there is at least one row and column, that rows have one length, and that numbers are in range.
    private func checked(_ cells: [[Double]]) throws(DerivationError) -> [[Double]] {
        guard let first = cells.first, !first.isEmpty else { throw .empty }
        guard cells.allSatisfy({ $0.count == first.count }) else { throw .ragged }
        for cell in cells.joined() {
            guard cell.isFinite else { throw .notFinite(cell) }
            guard cell.magnitude <= Self.largest else { throw .tooLarge(cell) }
        }
        return cells
    }

    fileprivate func check(rate: Double, momentum: Double) throws(DerivationError) {
        for number in [rate, momentum] { _ = try checked([[number]]) }
    }
}
