import CommandLanguage
import Workbench
import Testing

@Suite struct ExpressionTests {
    /// Every operation of `expression` in parentheses, so that the grouping shows.
    private func grouped(_ expression: Expression) -> String {
        switch expression.node {
        case .number(_, let spelling): return spelling
        case .name(let name): return name
        case .matrix(let rows):
            return "[" + rows.map { "[" + $0.map(grouped).joined(separator: " ") + "]" }.joined() + "]"
        case .unary(let operation, let operand): return "(\(operation.rawValue) \(grouped(operand)))"
        case .binary(let operation, let left, let right):
            return "(\(grouped(left)) \(operation.rawValue) \(grouped(right)))"
        case .transpose(let operand): return "\(grouped(operand)).T"
        case .subscripted(let operand, let subscripts):
            return "\(grouped(operand))[\(subscripts.map(\.description).joined(separator: "|"))]"
        case .call(let function, let arguments, let axis):
            return "\(function.value.rawValue)(\(grouped(arguments[0]))\(axis.map { "; \($0)" } ?? ""))"
        }
    }

    @Test(arguments: [
        // Powers bind tighter than a sign on their left, looser than one on their right, and group from the right.
        ("-a ** 2", "(- (a ** 2))"), ("a ** -b", "(a ** (- b))"), ("a ** b ** c", "(a ** (b ** c))"),
        ("-a ** -b ** c", "(- (a ** (- (b ** c))))"), ("(-a) ** 2", "((- a) ** 2)"),
        ("a ** b.T", "(a ** b.T)"), ("a ** b[0]", "(a ** b[0])"), ("2 ** 3 * 4", "((2 ** 3) * 4)"),
        // Products, the matrix product among them, from the left.
        ("a * b @ c / d", "(((a * b) @ c) / d)"), ("a @ b * c", "((a @ b) * c)"), ("-a @ b", "((- a) @ b)"),
        ("a * -b", "(a * (- b))"),
        // Sums from the left.
        ("a - b - c", "((a - b) - c)"), ("a - b * c + d", "((a - (b * c)) + d)"), ("a--b", "(a - (- b))"),
        ("1-1", "(1 - 1)"), ("- + - a", "(- (+ (- a)))"), ("a - (b - c)", "(a - (b - c))"),
        // Comparisons, then not, and, or.
        ("a + 1 < b * 2", "((a + 1) < (b * 2))"), ("a == -b", "(a == (- b))"),
        ("not a == b", "(not (a == b))"), ("not not a", "(not (not a))"), ("not a and b", "((not a) and b)"),
        ("a or b and not c", "(a or (b and (not c)))"), ("a and b or c and d", "((a and b) or (c and d))"),
        ("a < b and b < c", "((a < b) and (b < c))"), ("a or b or c", "((a or b) or c)"),
        ("(a < b) == (b < c)", "((a < b) == (b < c))"), ("a != b", "(a != b)"), ("a>=b", "(a >= b)"),
        ("a<=b", "(a <= b)"), ("a>b", "(a > b)"),
        // What follows a value.
        ("W1.T", "W1.T"), ("W1.T.T", "W1.T.T"), ("(a + b).T", "(a + b).T"), ("a + b.T", "(a + b.T)"),
        ("test.loss", "test.loss"), ("test.loss.T", "test.loss.T"), ("a.Tx", "a.Tx"), ("W1 .T", "W1.T"),
        ("W1[0,2]", "W1[0|2]"), ("W1[-1]", "W1[-1]"), ("W1[0:2, :]", "W1[0:2|:]"), ("W1[1:]", "W1[1:]"),
        ("W1[:-1, 0].T", "W1[:-1|0].T"), ("W1[a + 1, argmax(b)]", "W1[a + 1|argmax(b)]"), ("a[0][1]", "a[0][1]"),
        ("-W1[0]", "(- W1[0])"),
        // Calls.
        ("sum(W1)", "sum(W1)"), ("sum(W1, axis=0)", "sum(W1; 0)"), ("mean(W1,axis=-1)", "mean(W1; 1)"),
        ("sum(W1, axis=-2,)", "sum(W1; 0)"), ("sum(axis=1, W1)", "sum(W1; 1)"),
        ("max(abs(W1 - b))", "max(abs((W1 - b)))"),
        ("previous(W1)[0, 2]", "previous(W1)[0|2]"), ("exp(a) ** 2", "(exp(a) ** 2)"),
        // Matrices.
        ("[[1,2],[3,4]]", "[[1 2][3 4]]"), ("[1, 2]", "[[1 2]]"), ("[5]", "[[5]]"), ("[[1, 2],]", "[[1 2]]"),
        ("[[1, -2,], [a + 1, W1[0, 0]]]", "[[1 (- 2)][(a + 1) W1[0|0]]]"), ("[([1])]", "[[[[1]]]]"),
        ("[[1, 2]] @ W1", "([[1 2]] @ W1)"), ("[1, 2].T", "[[1 2]].T"), ("[sum([1, 2])]", "[[sum([[1 2]])]]"),
        // Numbers and names.
        (".5", ".5"), ("1.", "1."), ("1e-3", "1e-3"), ("2E+7", "2E+7"), ("σ", "σ"), ("_a1", "_a1"), ("T", "T"),
        ("android", "android"), ("notes", "notes"), ("a# a comment", "a"),
    ])
    func operatorsGroupAsInNumPy(text: String, grouping: String) throws {
        let parsed = try #require(expression(text))
        #expect(grouped(parsed) == grouping)
        #expect(expression(parsed.description) == parsed, "\(parsed.description)")
    }

    @Test(arguments: [
        ("((a))", "a"), ("(a * b) + c", "a * b + c"), ("a * (b + c)", "a * (b + c)"), ("(-a) ** 2", "(-a) ** 2"),
        ("-(a ** 2)", "-a ** 2"), ("(1).T", "(1).T"), ("a - (b - c)", "a - (b - c)"), ("[ 1,2 ]", "[[1, 2]]"),
        ("[([1])]", "[[([[1]])]]"), ("(not a) == b", "(not a) == b"), ("(a ** b) ** c", "(a ** b) ** c"),
        ("W1[ : , 0:2 ]", "W1[:, 0:2]"), ("sum( W1 , axis = 1 )", "sum(W1, axis=1)"),
    ])
    func descriptionsHaveNoNeedlessParentheses(text: String, description: String) {
        #expect(expression(text)?.description == description)
    }

    @Test func rangesCoverExactlyWhatWasWritten() throws {
        let source = SourceText(name: "t", text: "print -(a + b[0, 1]).T * sum(c)")
        guard let product = (try CommandParser.parse(source)?.body as? PrintCommand)?.expression,
            case .binary(.multiply, let left, let right) = product.node,
            case .unary(.minus, let transposed) = left.node,
            case .transpose(let sum) = transposed.node
        else {
            Issue.record("not the expected tree")
            return
        }
        #expect(source[product.range] == "-(a + b[0, 1]).T * sum(c)")
        #expect(source[left.range] == "-(a + b[0, 1]).T")
        #expect(source[right.range] == "sum(c)")
        #expect(source[sum.range] == "(a + b[0, 1])")
    }

    @Test(arguments: [
        ("0.0204", [[0.00005]]), ("3", [[0.5]]), ("1e-3", [[0.0005]]), ("-0.25", [[0.005]]), ("1.50e2", [[0.5]]),
        ("2E+3", [[500]]), ("1.", [[0.5]]), (".5", [[0.05]]), ("(0.1)", [[0.05]]), ("--0.1", [[0.05]]),
        ("[[0.1, 0.22], [-3, +4.0]]", [[0.05, 0.005], [0.5, 0.05]]), ("[1, 2.5]", [[0.5, 0.05]]),
        ("1e-99999999999999999999", [[0]]),
    ])
    func toleranceIsHalfAUnitOfTheLastWrittenDigit(text: String, tolerance: [[Double]]) {
        #expect(expression(text)?.writtenDigitsTolerance == tolerance)
    }

    @Test(arguments: ["W1", "0.1 + 0.2", "[0.1, a]", "not 1", "sum([1, 2])", "[1, 2].T", "[[1, 2]][0]"])
    func toleranceNeedsALiteral(text: String) throws {
        #expect(try #require(expression(text)).writtenDigitsTolerance == nil)
    }
}
