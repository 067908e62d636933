import PlainText

/// Where an expression that starts before the cursor ends, or what is expected at the cursor within it. Only the tokens
/// matter: what is typed need not be correct, just good enough to tell values from what comes between them.
enum ExpressionScan: Equatable {
    /// The expression ended before the cursor, where the next piece of the command starts.
    case ended(at: Int)
    /// A value is expected; its name is typed from `lower` on.
    case operand(lower: Int, Nesting)
    /// A value came before: an operator is expected, or what follows the expression; it is typed from `lower` on.
    case afterOperand(lower: Int, Nesting)
    /// The value of `axis=` is expected.
    case axis(lower: Int)
    /// Nothing that has a name fits here: the cursor is in a number, or after a mistake.
    case nothing

    /// What is open around the cursor.
    enum Nesting: Equatable {
        case none
        /// Parentheses, or the rows of a matrix.
        case parentheses
        /// The subscripts of a value.
        case subscripts
        /// A call; `takesAxis` if `axis=` may come next.
        case call(takesAxis: Bool)
    }

    /// Scans the expression at `offset`; the text of `cursor` ends at the user's cursor.
    init(in cursor: SourceCursor, from offset: Int) {
        var scanner = ExpressionScanner(cursor: cursor, offset: offset)
        self = scanner.scan()
    }
}

private struct ExpressionScanner {
    let cursor: SourceCursor
    var offset: Int
    private var expectsOperand = true
    private var openings: [Opening] = []
    /// The previous token, if it was a name.
    private var lastName: SourceRange?

    private enum Opening {
        case parentheses, matrix, subscripts
        case call(Function?, commas: Int)
    }

    init(cursor: SourceCursor, offset: Int) {
        self.cursor = cursor
        self.offset = offset
    }

    private var nesting: ExpressionScan.Nesting {
        switch openings.last {
        case nil: .none
        case .parentheses, .matrix: .parentheses
        case .subscripts: .subscripts
        case .call(let function, let commas): .call(takesAxis: function?.takesAxis == true && commas == 1)
        }
    }

    mutating func scan() -> ExpressionScan {
        while true {
            let token = ExpressionToken(in: cursor, from: offset)
            if token.kind == .end { return atEnd() }
            if let result = take(token) { return result }
            offset = token.range.upper
        }
    }

    private func atEnd() -> ExpressionScan {
        if expectsOperand { return .operand(lower: cursor.end, nesting) }
        let endsInBlank = cursor.end > 0 && cursor.bytes[cursor.end - 1].isBlank
        return endsInBlank ? .afterOperand(lower: cursor.end, nesting) : .nothing
    }

    /// Handles a token; returns the result if it is the last one that matters.
    private mutating func take(_ token: ExpressionToken) -> ExpressionScan? {
        let lower = token.range.lower
        let isUnderCursor = token.range.upper == cursor.end
        let nameBefore = lastName
        lastName = nil
        switch token.kind {
        case .name:
            if isUnderCursor { return word(from: lower) }
            guard expectsOperand else { return endOrNothing(at: lower) }
            lastName = token.range
            expectsOperand = false
        case .number:
            if isUnderCursor { return .nothing }
            guard expectsOperand else { return endOrNothing(at: lower) }
            expectsOperand = false
        case .operation(.and), .operation(.or), .not:
            if isUnderCursor { return word(from: lower) }
            expectsOperand = true
        case .operation:
            expectsOperand = true
        case .approximate:
            return endOrNothing(at: lower)
        case .leftParenthesis:
            let function = nameBefore.map { Function(rawValue: cursor.text($0)) }
            openings.append(function.map { .call($0, commas: 0) } ?? .parentheses)
            expectsOperand = true
        case .leftBracket:
            openings.append(expectsOperand ? .matrix : .subscripts)
            expectsOperand = true
        case .rightParenthesis, .rightBracket:
            guard openings.popLast() != nil else { return .nothing }
            expectsOperand = false
        case .comma:
            guard let opening = openings.popLast() else { return .nothing }
            if case .call(let function, let commas) = opening {
                openings.append(.call(function, commas: commas + 1))
            } else {
                openings.append(opening)
            }
            expectsOperand = true
        case .colon:
            guard !openings.isEmpty else { return .nothing }
            expectsOperand = true
        case .equals:
            if openings.isEmpty { return .ended(at: lower) }
            guard let nameBefore, cursor.text(nameBefore) == "axis" else { return .nothing }
            let value = ExpressionToken(in: cursor, from: token.range.upper)
            if value.kind == .end { return .axis(lower: cursor.end) }
            if value.range.upper == cursor.end { return .axis(lower: value.range.lower) }
            expectsOperand = true
        case .transpose:
            expectsOperand = false
        case .dot:
            // The name so far includes the dot, as in 'test.loss' or 'W1.T'.
            guard isUnderCursor, let nameBefore, nameBefore.upper == lower else { return .nothing }
            return .operand(lower: nameBefore.lower, nesting)
        case .end, .badNumber, .hugeNumber, .foreign, .unknown:
            return .nothing
        }
        return nil
    }

    /// A word that ends at the cursor.
    private func word(from lower: Int) -> ExpressionScan {
        expectsOperand ? .operand(lower: lower, nesting) : .afterOperand(lower: lower, nesting)
    }

    /// Outside brackets, what cannot continue the expression is the next piece of the command.
    private func endOrNothing(at lower: Int) -> ExpressionScan {
        openings.isEmpty ? .ended(at: lower) : .nothing
    }
}
