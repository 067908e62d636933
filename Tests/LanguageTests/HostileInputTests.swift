import CommandLanguage
import Workbench
import TestSupport
import Testing

/// Input that was made to break a parser. Everything here also has to be quick: a step that took time quadratic in
/// these lengths would not end.
@Suite struct HostileInputTests {
    private func firstError(_ text: String) -> String {
        let source = SourceText(name: "t", text: text)
        guard let diagnostic = Script.parse(source).diagnostics.first else { return "none" }
        let rendered = diagnostic.rendered(in: source)
        #expect(rendered.utf8.count < 2_000)
        return diagnostic.message
    }

    private func repeated(_ text: String, _ count: Int = 100_000) -> String { String(repeating: text, count: count) }

    @Test func deepNestingIsAnError() {
        let tooDeep = "this is nested more than 200 levels deep"
        #expect(firstError("print " + repeated("(") + "1" + repeated(")")) == tooDeep)
        #expect(firstError("print " + repeated("sum(") + "1" + repeated(")")) == tooDeep)
        #expect(firstError("print " + repeated("a[") + "1" + repeated("]")) == tooDeep)
        #expect(firstError("print " + repeated("([") + "1" + repeated("])")) == tooDeep)
        #expect(firstError("print " + repeated("-") + "1") == tooDeep)
        #expect(firstError("print " + repeated("not ") + "1") == tooDeep)
        #expect(firstError("print " + repeated("1**") + "1") == tooDeep)
        #expect(firstError("expect a ~= " + repeated("(") + "1" + repeated(")")) == tooDeep)
        #expect(firstError("let x" + repeated("[(") + "1" + repeated(")]")) == tooDeep)
        #expect(firstError("break if " + repeated("(") + "1" + repeated(")")) == tooDeep)
        #expect(firstError("why W1[" + repeated("(") + "1" + repeated(")") + ", 0]") == tooDeep)
        #expect(firstError("print " + repeated("(")) == "this '(' is never closed: a ')' is missing")
    }

    @Test func longChainsOfOperationsAreAnError() {
        let tooLong = "more than 500 operations in a row: use 'let' for a part of them"
        #expect(firstError("print 1" + repeated("+1")) == tooLong)
        #expect(firstError("print A" + repeated(".T")) == tooLong)
        #expect(firstError("print A" + repeated("[0]")) == tooLong)
        #expect(firstError("print a" + repeated(" and a")) == tooLong)
    }

    @Test func theDeepestAllowedExpressionsParseAndPrint() throws {
        let nested = "print " + repeated("-(", 50) + repeated("1 or 1 and 1==1+1*(", 79) + "1" + repeated(")", 129)
        let command = try #require(try CommandParser.parse(nested))
        #expect(try CommandParser.parse(command.description) == command)
        let chain = "print 1" + repeated(" + 1", 498)
        #expect(try CommandParser.parse(chain)?.description == chain)
    }

    @Test func longWordsAndLinesAreReadAndCutInMessages() {
        let word = repeated("x", 1_000_000)
        #expect(firstError(word).hasPrefix("unknown command 'xxxx"))
        #expect(firstError("step " + word).hasSuffix("xxx...' is not a whole number"))
        #expect(firstError("print " + repeated("1", 1_000_000)).hasSuffix("1...' is too large for a number"))
        #expect(firstError("network " + repeated("2-", 300_000)).hasPrefix("a layer size is missing"))
        #expect(firstError("print " + word) == "none")
        #expect(firstError("break " + word) == "none")
        #expect(firstError("goto " + word).hasPrefix("unexpected 'xxxx"))
        #expect(firstError("explain " + word + "[1]").hasPrefix("a cell has a row and a column"))
        #expect(firstError("delete " + repeated("1 ")) == "none")
        #expect(firstError(repeated("#", 1_000_000)) == "none")
        #expect(firstError(repeated(" ", 1_000_000) + "\u{301}" + repeated("\u{301}", 1_000_000)).contains("unknown"))
        #expect(firstError("print [" + repeated("1,", 200_000) + "1]") == "none")
        #expect(firstError("print [" + repeated("[1,2],", 50_000) + "[1]]").hasPrefix("this row has 1 cell"))
    }

    @Test(arguments: [
        "print [\n", "(\n", "say \"\n", "say \"\\\"\n", "say \" [ ( \n\"", "print [\"\n", "print \"[\n]\"(\n",
        "step [\n  1\n",
        "[1]\nprint (1,\n", "]\n", "\"\n\n", "print 1\"2\n",
    ])
    func textsFullOfOpenBracketsAndQuotesTakeLinearTime(line: String) {
        let source = SourceText(name: "t", text: repeated(line, 20_001))
        let script = Script.parse(source)
        #expect(!script.diagnostics.isEmpty || !script.commands.isEmpty)
    }

    @Test func charactersThatATerminalWouldObeyAreNotShown() {
        let rendered = renderedErrors(in: "print \u{0}\u{1B}[31mW1\u{7F}\u{9B}")
        #expect(
            rendered == """
                t:1:7: error: expected a value, not '\\u{0}'
                  print ??[31mW1??
                        ^
                """)
    }

    @Test func textsOfAnyCharactersAreReadWithoutHarm() {
        let characters: [Character] = [
            "\u{0}", "\u{FFFD}", "\u{FEFF}", "\r", "\n", "\"", "\\", "[", "]", "(", ")", "#", "=", "~", "-", ".", "1",
            "e", "a", "T", " ", "\t", ",", ":", "\u{301}", "é", "日", "👩‍👩‍👧‍👦", "\u{2028}", "\u{1F1E9}", "{", "u", "*",
        ]
        let commands = CommandTable.backstep.entries.map(\.name)
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<3_000 {
            var text = commands.randomElement(using: &generator)! + " "
            for _ in 0..<Int.random(in: 0..<30, using: &generator) {
                text.append(characters.randomElement(using: &generator)!)
            }
            let source = SourceText(name: "t", text: text)
            for diagnostic in Script.parse(source).diagnostics {
                #expect(diagnostic.range.upper <= text.utf8.count)
                #expect(!diagnostic.rendered(in: source).isEmpty)
            }
        }
    }
}
