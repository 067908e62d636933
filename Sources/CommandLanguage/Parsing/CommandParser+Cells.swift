/// Names of matrices, cells and branches, and numbers of stops.
extension CommandParser {
    /// The names of at most two matrices.
    package mutating func parseMatrixNames() throws(ParseError) -> [Located<String>] {
        var names: [Located<String>] = []
        while names.count < 2, hasMore() {
            let token = ExpressionToken(in: cursor, from: cursor.position)
            guard token.kind == .name else { throw ParseError(.notAMatrix(command: name), at: placeOfCell(token)) }
            cursor.take(upTo: token.range.upper)
            names.append(Located(cursor.text(token.range), at: token.range))
        }
        return names
    }

    /// A name, or a name with a row and a column: `loss`, `dW1[0, 2]`.
    package mutating func parseCellReference() throws(ParseError) -> CellReference {
        guard hasMore() else { throw missing("a cell: \(name) dW1[0, 2]") }
        let token = ExpressionToken(in: cursor, from: cursor.position)
        guard token.kind == .name else { throw ParseError(.notACell(command: name), at: placeOfCell(token)) }
        let expression = try parseExpression()
        switch expression.node {
        case .name(let matrix):
            return CellReference(name: Located(matrix, at: expression.range), indices: [], range: expression.range)
        case .subscripted(let operand, let subscripts):
            guard case .name(let matrix) = operand.node else { break }
            let indices = subscripts.compactMap { picked -> Expression? in
                if case .index(let index) = picked { index } else { nil }
            }
            guard subscripts.count == 2, indices.count == 2 else {
                throw ParseError(.cellNeedsRowAndColumn, at: expression.range)
            }
            return CellReference(
                name: Located(matrix, at: operand.range), indices: indices, range: expression.range)
        default: break
        }
        throw ParseError(.notACell(command: name), at: expression.range)
    }

    private func placeOfCell(_ token: ExpressionToken) -> SourceRange {
        SourceRange(lower: token.range.lower, upper: max(token.range.upper, token.range.lower + 1))
    }

    /// The subscripts of the name at the cursor, if it has any.
    package mutating func parseRegion(_ name: Located<String>) throws(ParseError) -> CellRegion {
        var parser = ExpressionParser(cursor: cursor)
        parser.takeToken()
        var target = CellRegion(name: name, subscripts: [], range: name.range)
        if parser.token.kind == .leftBracket {
            let operand = ExpressionParser.Branch(expression: Expression(.name(name.value), at: name.range), depth: 1)
            let subscripted = try parser.parseSubscripts(of: operand).expression
            if case .subscripted(_, let subscripts) = subscripted.node { target.subscripts = subscripts }
            target.range = subscripted.range
        }
        cursor = parser.cursor
        return target
    }

    /// Matrices or parts of them, separated by blanks, up to the end: `dW1[0, 2] X[:, 0]`.
    package mutating func parseRegions() throws(ParseError) -> [CellRegion] {
        var regions: [CellRegion] = []
        while hasMore() {
            let token = ExpressionToken(in: cursor, from: cursor.position)
            guard token.kind == .name else {
                throw ParseError(
                    .notARegion(command: name),
                    at: SourceRange(
                        lower: token.range.lower, upper: max(token.range.upper, token.range.lower + 1)))
            }
            regions.append(try parseRegion(Located(cursor.text(token.range), at: token.range)))
        }
        return regions
    }
}
