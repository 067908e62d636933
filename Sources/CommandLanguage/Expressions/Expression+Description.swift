extension Expression: CustomStringConvertible {
    /// The expression in the language, with as few parentheses as possible; parsing it gives the expression back.
    public var description: String { description(atLeast: .or) }

    /// The expression, in parentheses if it binds less tightly than `precedence`.
    package func description(atLeast precedence: Precedence) -> String {
        self.precedence < precedence ? "(\(text))" : text
    }

    private var precedence: Precedence {
        switch node {
        case .number, .name, .matrix, .call: .primary
        case .transpose, .subscripted: .postfix
        case .unary(.not, _): .not
        case .unary: .sign
        case .binary(let operation, _, _): operation.precedence
        }
    }

    private var text: String {
        switch node {
        case .number(_, let spelling): spelling
        case .name(let name): name
        case .matrix(let rows):
            "["
                + rows.map { row in "[" + row.map(\.cellDescription).joined(separator: ", ") + "]" }
                .joined(separator: ", ") + "]"
        case .unary(.not, let operand): "not " + operand.description(atLeast: .not)
        case .unary(let operation, let operand): operation.rawValue + operand.description(atLeast: .sign)
        case .binary(let operation, let left, let right): binaryText(operation, left, right)
        case .transpose(let operand): operand.postfixOperandDescription + ".T"
        case .subscripted(let operand, let subscripts):
            operand.postfixOperandDescription + "[" + subscripts.map(\.description).joined(separator: ", ") + "]"
        case .call(let function, let arguments, let axis):
            function.value.rawValue + "("
                + (arguments.map(\.description) + (axis.map { ["axis=\($0)"] } ?? [])).joined(separator: ", ") + ")"
        }
    }

    private func binaryText(_ operation: BinaryOperator, _ left: Expression, _ right: Expression) -> String {
        let leftLimit: Precedence
        let rightLimit: Precedence
        switch operation.precedence {
        case .power: (leftLimit, rightLimit) = (.postfix, .sign)
        case .comparison: (leftLimit, rightLimit) = (.sum, .sum)
        default: (leftLimit, rightLimit) = (operation.precedence, operation.precedence.tighter)
        }
        return left.description(atLeast: leftLimit) + " \(operation.rawValue) " + right.description(atLeast: rightLimit)
    }

    /// A cell that starts with a bracket would read as a row.
    private var cellDescription: String {
        let text = description
        return text.hasPrefix("[") ? "(\(text))" : text
    }

    /// `1.T` would read as a malformed number.
    private var postfixOperandDescription: String {
        if case .number = node { return "(\(text))" }
        return description(atLeast: .postfix)
    }
}

extension Subscript: CustomStringConvertible {
    /// The subscript in the language.
    public var description: String {
        switch self {
        case .index(let index): index.description
        case .slice(let lower, let upper): (lower?.description ?? "") + ":" + (upper?.description ?? "")
        }
    }
}
