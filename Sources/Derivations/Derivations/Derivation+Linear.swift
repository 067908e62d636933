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
                + "every sample the same bias.",
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
            .sum((1...outputs).map { g(sample, $0) * w(input, $0) })
        }
        return chains(
            "By the inputs", Self.shown(samples, inputs), x,
            local: { sample, input, row, column in row == sample ? w(input, column) : 0 },
            reason: { sample, input in "\(x(sample, input).line()) is in row \(sample) of Y only, times w" },
            result: row)
            + [
                DerivationPart(
                    "", .derivative(loss, by: matrixX),
                    [
                        (cells(samples, inputs, row), "collect the cells"),
                        (.matrixProduct(gradientY, .transpose(matrixW)), "rows of ∂L/∂Y times rows of W"),
                    ])
            ]
    }

    /// ∂L/∂W = Xᵀ·∂L/∂Y
    fileprivate var weightParts: [DerivationPart] {
        func row(_ input: Int, _ output: Int) -> MathExpression {
            .sum((1...samples).map { x($0, input) * g($0, output) })
        }
        return chains(
            "By the weights", Self.shown(inputs, outputs), w,
            local: { input, output, row, column in column == output ? x(row, input) : 0 },
            reason: { input, output in "\(w(input, output).line()) is in column \(output) of Y only, times x" },
            result: row)
            + [
                DerivationPart(
                    "", .derivative(loss, by: matrixW),
                    [
                        (cells(inputs, outputs, row), "collect the cells"),
                        (.matrixProduct(.transpose(matrixX), gradientY), "columns of X times columns of ∂L/∂Y"),
                    ])
            ]
    }

    /// ∂L/∂b = 1ᵀ·∂L/∂Y, the sums of the columns.
    fileprivate var biasParts: [DerivationPart] {
        func column(_ output: Int) -> MathExpression { .sum((1...samples).map { g($0, output) }) }
        return chains(
            "By the biases", Self.shown(1, outputs), { _, output in b(output) },
            local: { _, output, _, column in column == output ? 1 : 0 },
            reason: { _, output in "\(b(output).line()) is in column \(output) of Y only, as it is" },
            result: { _, output in column(output) })
            + [
                DerivationPart(
                    "", .derivative(loss, by: rowB),
                    [
                        (.row((1...outputs).map(column)), "collect the cells"),
                        (.matrixProduct(.transpose(ones), gradientY), "sums of columns"),
                    ])
            ]
    }

    /// For each cell: ∂L/∂cell by the chain rule over all of Y, then with the local derivatives put in and without zeros.
    /// - local: ∂y(row, column)/∂cell
    private func chains(
        _ heading: String, _ cells: [(row: Int, column: Int)], _ cell: (Int, Int) -> MathExpression,
        local: (Int, Int, _ row: Int, _ column: Int) -> MathExpression, reason: (Int, Int) -> String,
        result: (Int, Int) -> MathExpression
    ) -> [DerivationPart] {
        cells.enumerated().map { place, position in
            let (i, j) = position
            let variable = cell(i, j)
            return DerivationPart(
                place == 0 ? heading : "", .derivative(loss, by: variable),
                [
                    (
                        overOutputs { g($0, $1) * .derivative(y($0, $1), by: variable) },
                        place == 0 ? "chain rule: through every cell of Y" : "chain rule"
                    ), (overOutputs { g($0, $1) * local(i, j, $0, $1) }, reason(i, j)),
                    (result(i, j), "without the zeros"),
                ])
        }
    }
}
