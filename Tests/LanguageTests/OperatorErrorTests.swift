import Testing

/// What users read about mistakes in operators, brackets and numbers.
@Suite struct OperatorErrorTests {
    @Test(arguments: [
        Mistake(
            "print",
            "     ^",
            "'print' needs an expression"),
        Mistake(
            "print a b",
            "        ^",
            "unexpected 'b' after 'print a'"),
        Mistake(
            #"print "a""#,
            #"      ^"#,
            "expected a value, not '\"'"),
        Mistake(
            "print a = b",
            "        ^",
            "'=' is not in the language", didYouMean: "=="),
        Mistake(
            "print 1 +",
            "         ^",
            "expected a value here"),
        Mistake(
            "print * 2",
            "      ^",
            "expected a value, not '*'"),
        Mistake(
            "print ()",
            "       ^",
            "expected a value, not ')'"),
        Mistake(
            "print (1 + 2",
            "      ^",
            "this '(' is never closed: a ')' is missing"),
        Mistake(
            "print (1 + 2]",
            "            ^",
            "expected an operator or ')', not ']'"),
        Mistake(
            "print 1 + 2)",
            "           ^",
            "this ')' closes nothing"),
        Mistake(
            "print W1]",
            "        ^",
            "this ']' closes nothing"),
        Mistake(
            "print sum(W1",
            "         ^",
            "this '(' is never closed: a ')' is missing"),
        Mistake(
            "print a < b < c",
            "            ^",
            "comparisons do not chain: write 'a < b and b < c'"),
        Mistake(
            "print a == b != c",
            "             ^~",
            "comparisons do not chain: write 'a < b and b < c'"),
        Mistake(
            "print 2 == not 3",
            "           ^~~",
            "'not' binds looser than what stands before it: put 'not ...' in parentheses"),
        Mistake(
            "print a ~= b",
            "        ^~",
            "'~=' stands only between the two sides of 'expect A ~= B'"),
        Mistake(
            "print [a ~= b]",
            "         ^~",
            "'~=' stands only between the two sides of 'expect A ~= B'"),
        Mistake(
            "print 1e",
            "      ^~",
            "'1e' is not a number"),
        Mistake(
            "print 1.2.3",
            "      ^~~~~",
            "'1.2.3' is not a number"),
        Mistake(
            "print 0x10",
            "      ^~~~",
            "'0x10' is not a number"),
        Mistake(
            "print 1_000",
            "      ^~~~~",
            "'1_000' is not a number"),
        Mistake(
            "print 2W1",
            "      ^~~",
            "'2W1' is not a number"),
        Mistake(
            "print 1e999",
            "      ^~~~~",
            "'1e999' is too large for a number"),
        Mistake(
            "print a && b",
            "        ^~",
            "'&&' is not in the language", didYouMean: "and"),
        Mistake(
            "print !a",
            "      ^",
            "'!' is not in the language", didYouMean: "not"),
        Mistake(
            "print a ^ 2",
            "        ^",
            "'^' is not in the language", didYouMean: "**"),
        Mistake(
            "print a % 2",
            "        ^",
            "'%' is not in the language"),
        Mistake(
            "print a; b",
            "       ^",
            "';' is not in the language", didYouMean: ","),
        Mistake(
            "print a => b",
            "        ^~",
            "'=>' is not in the language", didYouMean: ">="),
        Mistake(
            "print W1'",
            "        ^",
            "''' is not in the language", didYouMean: ".T"),
        Mistake(
            "print A1ᵀ·dZ2",
            "        ^",
            "'ᵀ' is not in the language", didYouMean: ".T"),
        Mistake(
            "print a − b",
            "        ^",
            "'−' is not in the language", didYouMean: "-"),
        Mistake(
            "print a ≤ b",
            "        ^",
            "'≤' is not in the language", didYouMean: "<="),
        Mistake(
            "print “a”",
            "      ^",
            "'“' is not in the language", didYouMean: "\""),
        Mistake(
            "print a $ b",
            "        ^",
            "unexpected '$' after 'print a'"),
    ])
    func anErrorSaysWhatIsWrongWhereAndWhatToDo(mistake: Mistake) {
        #expect(renderedErrors(in: mistake.text) == mistake.rendered)
    }
}
