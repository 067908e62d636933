import Testing

@testable import TerminalDrawing

@Suite struct LineEditorTests {
    /// The text with `|` at the cursor.
    private func state(_ editor: LineEditor) -> String {
        var characters = Array(editor.text)
        characters.insert("|", at: editor.cursor)
        return String(characters)
    }

    private func editor(_ marked: String) -> LineEditor {
        var editor = LineEditor()
        let parts = marked.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        editor.setText(parts.joined())
        for _ in 0..<(parts.count > 1 ? parts[1].count : 0) { _ = editor.handle(.left) }
        return editor
    }

    @Test(
        "Keys edit the line",
        arguments: [
            ("ab|c", .character("x"), "abx|c"), ("ab|c", .left, "a|bc"), ("|abc", .left, "|abc"),
            ("ab|c", .right, "abc|"), ("abc|", .right, "abc|"), ("ab|c", .home, "|abc"), ("ab|c", .end, "abc|"),
            ("ab|c", .control("a"), "|abc"), ("ab|c", .control("e"), "abc|"), ("ab|c", .control("b"), "a|bc"),
            ("a|bc", .control("f"), "ab|c"), ("ab|c", .backspace, "a|c"), ("|abc", .backspace, "|abc"),
            ("ab|c", .delete, "ab|"), ("abc|", .delete, "abc|"), ("a|bc", .control("d"), "a|c"),
            ("ab|c", .control("h"), "a|c"), ("ab|c", .control("u"), "|c"), ("a|bc", .control("k"), "a|"),
            ("print dW2[1,0]|", .control("w"), "print |"), ("print  |", .control("w"), "|"),
            ("|x", .control("w"), "|x"), ("print dW2[1|", .alt("b"), "print dW2[|1"),
            ("print dW2[|1", .alt("b"), "print |dW2[1"), ("|print x", .alt("f"), "print| x"),
            ("print| x", .alt("f"), "print x|"), ("pri|nt x", .alt("d"), "pri| x"), ("x|", .alt("d"), "x|"),
            ("é漢|", .backspace, "é|"), ("e|", .character("\u{301}"), "e\u{301}|"),
        ] as [(String, Key, String)])
    func editing(before: String, key: Key, after: String) {
        var editor = editor(before)
        #expect(editor.handle(key) == .edited)
        #expect(state(editor) == after)
    }

    @Test func whatWasTakenAwayCanBePutBack() {
        var editor = editor("print dW2|")
        _ = editor.handle(.control("w"))
        _ = editor.handle(.home)
        _ = editor.handle(.control("y"))
        #expect(state(editor) == "dW2|print ")
    }

    @Test(arguments: [Key.tab, .pageUp, .function(1), .control("l"), .alt("x")])
    func keysWithoutMeaningAreLeftToOthers(key: Key) {
        var editor = editor("ab|c")
        #expect(editor.handle(key) == .ignored)
        #expect(state(editor) == "ab|c")
    }

    @Test func enterHandsTheLineOverAndKeepsIt() {
        var editor = editor("step 3|")
        #expect(editor.handle(.enter) == .accepted("step 3"))
        #expect(state(editor) == "|")
        #expect(editor.history == ["step 3"])
        for line in ["step 3", "  ", "next"] {
            editor.setText(line)
            #expect(editor.handle(.enter) == .accepted(line))
        }
        #expect(editor.history == ["step 3", "next"])
    }

    @Test func escapeAndControlDOnAnEmptyLineCancel() {
        var editor = editor("step|")
        #expect(editor.handle(.escape) == .cancelled)
        #expect(state(editor) == "|")
        #expect(editor.history.isEmpty)
        #expect(editor.handle(.control("d")) == .cancelled)
    }

    @Test func historyIsWalkedAndTheDraftKept() {
        var editor = LineEditor(history: ["print one", "step", "print two"])
        editor.setText("print")
        let walk: [(Key, String)] = [
            (.up, "print two|"), (.up, "print one|"), (.up, "print one|"), (.down, "print two|"), (.down, "print|"),
            (.down, "print|"), (.control("p"), "print two|"), (.control("n"), "print|"), (.control("u"), "|"),
            (.up, "print two|"), (.up, "step|"), (.up, "print one|"), (.up, "print one|"), (.down, "step|"),
        ]
        for (key, expected) in walk {
            #expect(editor.handle(key) == .edited)
            #expect(state(editor) == expected)
        }
    }

    @Test func anOldLineCanBeChangedAndGivenAgain() {
        var editor = LineEditor(history: ["step 3"])
        _ = editor.handle(.up)
        _ = editor.handle(.backspace)
        #expect(editor.handle(.enter) == .accepted("step "))
        #expect(editor.history == ["step 3", "step "])
        _ = editor.handle(.up)
        #expect(editor.text == "step ")
    }

    @Test func theHistoryHasALimit() {
        var editor = LineEditor(history: ["1", "2", "3"], historyLimit: 2)
        editor.setText("4")
        _ = editor.handle(.enter)
        #expect(editor.history == ["3", "4"])
    }

    @Test func completionReplacesWhatWasTyped() {
        var editor = editor("print dW|[0]")
        editor.replace(6..<8, with: "dW12")
        #expect(state(editor) == "print dW12|[0]")
        editor.replace(5..<100, with: "漢")
        #expect(state(editor) == "print漢|")
        editor.moveCursor(to: 2)
        #expect(state(editor) == "pr|int漢")
        editor.moveCursor(to: 99)
        #expect(state(editor) == "print漢|")
    }

    @Test(
        "A long line scrolls so that the cursor is seen",
        arguments: [
            ("abc|", 10, "abc", 3), ("abcdefgh|", 5, "efgh", 4), ("|abcdefgh", 5, "abcde", 0),
            ("abcdefg|h", 5, "defgh", 4), ("abcd|efgh", 5, "abcde", 4), ("abcde|", 5, "bcde", 4), ("|", 5, "", 0),
            ("漢字漢字|", 5, "漢字", 4), ("漢字漢|字", 4, "漢字", 2), ("abc|", 0, "", 0),
        ])
    func scrolling(marked: String, columns: Int, text: String, cursor: Int) {
        let view = editor(marked).view(columns: columns)
        #expect(view.text == text)
        #expect(view.cursorColumn == cursor)
    }
}
