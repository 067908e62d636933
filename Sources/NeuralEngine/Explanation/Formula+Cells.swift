extension Formula {
    /// The matrix form of a formula that works cell by cell: `W1 − lr·vW1` for `W1′[i,j] − lr·vW1[i,j]`.
    /// - Precondition: the formula has no sum over an index.
    init(cellByCell expression: CellExpression) {
        let mark: Character = "\u{1}"
        let text = expression.replacingOperands(by: .symbol(String(mark), 0)).spelled(.letters) { number in
            number == number.rounded() ? String(Int(number)) : number.description
        }.joined()
        let symbols = text.split(separator: mark, omittingEmptySubsequences: false).map(String.init)
        var parts: [Equation.Part] = []
        for (index, symbol) in symbols.enumerated() {
            if index > 0 {
                let operand = expression.operands[index - 1]
                guard let name = operand.matrix else { preconditionFailure("\(operand.label) is no matrix") }
                parts.append(.matrix(name, transposed: false, previous: operand.role == .overwritten))
            }
            if !symbol.isEmpty { parts.append(.symbol(symbol)) }
        }
        self.init(parts)
    }
}

extension CellExpression {
    /// The formula with each cell replaced by another expression.
    fileprivate func replacingOperands(by other: CellExpression) -> CellExpression {
        if case .operand = self { return other }
        return replacingChildren { $0.replacingOperands(by: other) }
    }
}
