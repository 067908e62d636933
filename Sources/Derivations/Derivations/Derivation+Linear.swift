extension Derivation {
    /// ∂L/∂X = ∂L/∂Y·Wᵀ, ∂L/∂W = Xᵀ·∂L/∂Y and ∂L/∂b, cell by cell; after Justin Johnson, Backpropagation for a linear
    /// layer (2017), and the slides' equations 1 to 24.
    static func linear(_ numbers: LinearNumbers) -> Derivation {
        let symbols = LinearSymbols(
            samples: numbers.x.count, inputs: numbers.w.count, outputs: numbers.b.count)
        let engine = EngineWitness.linear(x: numbers.x, w: numbers.w, b: numbers.b, dY: numbers.dY)
        let transposedW = MathExpression.transpose(symbols.matrixW)
        let transposedX = MathExpression.transpose(symbols.matrixX)
        func claim(_ variables: MathExpression, _ formula: MathExpression, _ cells: [[Double]]) -> DerivationClaim {
            DerivationClaim(
                subject: .derivative(symbols.loss, by: variables), formula: formula,
                derivative: (symbols.loss, variables),
                engine: EngineValue(name: "the engine's linear1.backward", cells: cells))
        }
        return Derivation(
            name: "linear", title: "The gradients of a linear layer, cell by cell",
            introduction:
                "L is the loss; the layer after has ∂L/∂Y from it. 1 is a column of ones, one a sample: it gives "
                + "every sample the same bias. " + indicesNote,
            given: [
                GivenNumbers(symbol: symbols.matrixX, cells: numbers.x),
                GivenNumbers(symbol: symbols.matrixW, cells: numbers.w),
                GivenNumbers(symbol: symbols.rowB, cells: [numbers.b]),
                GivenNumbers(symbol: symbols.gradientY, cells: numbers.dY),
            ], values: numbers.values,
            parts: symbols.forwardParts + symbols.inputParts + symbols.weightParts + symbols.biasParts,
            claims: [
                claim(symbols.matrixX, .matrixProduct(symbols.gradientY, transposedW), engine.dX),
                claim(symbols.matrixW, .matrixProduct(transposedX, symbols.gradientY), engine.dW),
                claim(symbols.rowB, .matrixProduct(.transpose(symbols.ones), symbols.gradientY), engine.db),
            ], curve: nil)
    }
}

extension LinearSymbols {
    /// Y = X·W + 1·b, its cells first.
    fileprivate var forwardParts: [DerivationPart] {
        let cells = Self.shown(samples, outputs).enumerated().map { place, cell in
            DerivationPart(
                place == 0 ? "Forward, cell by cell" : "", y(cell.row, cell.column),
                [(output(cell.row, cell.column), "row \(cell.row) of X times column \(cell.column) of W")])
        }
        let whole = MathExpression.matrixProduct(matrixX, matrixW) + .matrixProduct(ones, rowB)
        return cells + [
            DerivationPart(
                "", matrixY, [(self.cells(samples, outputs, output), "collect the cells"), (whole, "as matrices")])
        ]
    }

    /// ∂L/∂X = ∂L/∂Y·Wᵀ
    fileprivate var inputParts: [DerivationPart] {
        func row(_ sample: Int, _ input: Int) -> MathExpression {
            .sum((0..<outputs).map { g(sample, $0) * w(input, $0) })
        }
        let transposedW = cells(outputs, inputs) { w($1, $0) }
        return chains(
            "By the inputs", Self.shown(samples, inputs), x,
            local: { sample, input, row, column in row == sample ? w(input, column) : 0 },
            reason: { sample, input in
                "\(x(sample, input).line()) is in row \(sample) of Y only, times row \(input) of W"
            },
            result: row)
            + [
                DerivationPart(
                    "W transposed: its rows are columns now", .transpose(matrixW), [(transposedW, "written out")]),
                DerivationPart(
                    "By all inputs", .derivative(loss, by: matrixX),
                    [
                        (cells(samples, inputs, row), "collect the cells"),
                        (
                            .matrixProduct(cells(samples, outputs, g), transposedW),
                            "each cell is a row of the first times a column of the second"
                        ),
                        (.matrixProduct(gradientY, .transpose(matrixW)), "these are ∂L/∂Y and Wᵀ"),
                    ]),
            ]
    }

    /// ∂L/∂W = Xᵀ·∂L/∂Y
    fileprivate var weightParts: [DerivationPart] {
        func row(_ input: Int, _ output: Int) -> MathExpression {
            .sum((0..<samples).map { x($0, input) * g($0, output) })
        }
        let transposedX = cells(inputs, samples) { x($1, $0) }
        return chains(
            "By the weights", Self.shown(inputs, outputs), w,
            local: { input, output, row, column in column == output ? x(row, input) : 0 },
            reason: { input, output in
                "\(w(input, output).line()) is in column \(output) of Y only, times column \(input) of X"
            },
            result: row)
            + [
                DerivationPart(
                    "X transposed: its columns are rows now", .transpose(matrixX), [(transposedX, "written out")]),
                DerivationPart(
                    "By all weights", .derivative(loss, by: matrixW),
                    [
                        (cells(inputs, outputs, row), "collect the cells"),
                        (
                            .matrixProduct(transposedX, cells(samples, outputs, g)),
                            "each cell is a row of the first times a column of the second"
                        ),
                        (.matrixProduct(.transpose(matrixX), gradientY), "these are Xᵀ and ∂L/∂Y"),
                    ]),
            ]
    }

    /// ∂L/∂b = 1ᵀ·∂L/∂Y, the sums of the columns.
    fileprivate var biasParts: [DerivationPart] {
        func column(_ output: Int) -> MathExpression { .sum((0..<samples).map { g($0, output) }) }
        return chains(
            "By the biases", Self.shown(1, outputs), { _, output in b(output) },
            local: { _, output, _, column in column == output ? 1 : 0 },
            reason: { _, output in "\(b(output).line()) is in column \(output) of Y only, as it is" },
            result: { _, output in column(output) })
            + [
                DerivationPart(
                    "By all biases", .derivative(loss, by: rowB),
                    [
                        (.row((0..<outputs).map(column)), "collect the cells"),
                        (.matrixProduct(.transpose(ones), gradientY), "sums of columns"),
                    ])
            ]
    }

    /// For each cell: ∂Y/∂cell as a matrix, and ∂L/∂cell as the dot product of ∂L/∂Y with it. The first cell has the chain rule
    /// and the matrices written out as well.
    /// - local: ∂y(row, column)/∂cell
    private func chains(
        _ heading: String, _ cells: [(row: Int, column: Int)], _ cell: (Int, Int) -> MathExpression,
        local: (Int, Int, _ row: Int, _ column: Int) -> MathExpression, reason: (Int, Int) -> String,
        result: (Int, Int) -> MathExpression
    ) -> [DerivationPart] {
        cells.enumerated().flatMap { place, position in
            let (i, j) = position
            let variable = cell(i, j)
            let slopes = self.cells(samples, outputs) { local(i, j, $0, $1) }
            let slope = MathExpression.derivative(matrixY, by: variable)
            let short = [
                (MathExpression.dotProduct(gradientY, slope), "the dot product of ∂L/∂Y with it"),
                (result(i, j), "without the zeros"),
            ]
            let long = [
                (chainRule(by: variable), "chain rule: through every cell of Y"),
                (.dotProduct(gradientY, slope), "a dot product: cell times cell, all added"),
                (.dotProduct(self.cells(samples, outputs, g), slopes), "written out"),
                (result(i, j), "without the zeros"),
            ]
            return [
                DerivationPart(place == 0 ? heading : "", slope, [(slopes, reason(i, j))]),
                DerivationPart("", .derivative(loss, by: variable), place == 0 ? long : short),
            ]
        }
    }
}
