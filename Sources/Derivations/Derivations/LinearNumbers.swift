/// The numbers of a linear layer and of the gradient that comes back to it.
public struct LinearNumbers: Equatable, Sendable {
    /// (samples × inputs)
    public var x: [[Double]]
    /// (inputs × outputs)
    public var w: [[Double]]
    /// One number per output.
    public var b: [Double]
    /// ∂L/∂Y, (samples × outputs)
    public var dY: [[Double]]

    /// Numbers with matching shapes.
    public init(x: [[Double]], w: [[Double]], b: [Double], dY: [[Double]]) {
        self.x = x
        self.w = w
        self.b = b
        self.dY = dY
    }

    /// Inputs, with simple weights, biases and gradients for three outputs, as many as the slides have.
    public init(x: [[Double]]) {
        let inputs = x.first?.count ?? 0
        func table(_ rows: Int, _ numbers: [Double]) -> [[Double]] {
            (0..<rows).map { row in (0..<3).map { numbers[(3 * row + $0) % numbers.count] } }
        }
        self.init(
            x: x, w: table(inputs, [0.5, -1, 2, 1.5, -0.5, 1, 3]), b: [0.5, -0.25, 1],
            dY: table(x.count, [1, -0.5, 0.25, 2, -1]))
    }

    /// The value of every symbol.
    var values: [MathSymbol: Double] {
        var values: [MathSymbol: Double] = [:]
        func set(_ cells: [[Double]], _ symbol: (Int, Int) -> MathSymbol) {
            for (row, cells) in cells.enumerated() {
                for (column, cell) in cells.enumerated() { values[symbol(row, column)] = cell }
            }
        }
        set(x) { MathSymbol("x", .number($0), .number($1)) }
        set(w) { MathSymbol("w", .number($0), .number($1)) }
        set([b]) { MathSymbol("b", .number($1)) }
        set(dY) { MathSymbol("y", .number($0), .number($1)).gradient() }
        return values
    }
}
