import TerminalDrawing
import Testing

/// The history of a line editor: walking through it and searching in it.
@Suite struct LineEditorHistoryTests {
    private static let history = [
        "data xor", "network 2-4-2", "print W1", "step", "print W1", "print dW1[0, 2]", "step 3",
    ]

    /// The text with a `|` where the cursor is.
    private func state(_ editor: LineEditor) -> String {
        let text = Array(editor.text)
        return String(text[..<editor.cursor]) + "|" + String(text[editor.cursor...])
    }

    private func editor(_ draft: String = "") -> LineEditor {
        var editor = LineEditor(history: Self.history)
        editor.setText(draft)
        return editor
    }

    private func press(_ keys: [Key], in editor: inout LineEditor) {
        for key in keys { #expect(editor.handle(key) == .edited) }
    }

    @Test func onlyLinesThatBeginAsTypedAreBroughtBack() {
        var editor = editor("pr")
        press([.up], in: &editor)
        #expect(state(editor) == "print dW1[0, 2]|")
        press([.up], in: &editor)
        #expect(state(editor) == "print W1|")
        // The same line once more is left out.
        press([.up], in: &editor)
        #expect(state(editor) == "print W1|")
        press([.down, .down], in: &editor)
        #expect(state(editor) == "pr|")
    }

    @Test func withoutSuchALineNothingChanges() {
        var editor = editor("xyz")
        press([.up, .up, .down], in: &editor)
        #expect(state(editor) == "xyz|")
    }

    @Test func aChangedLineCountsAsBeingTyped() {
        var editor = editor()
        press([.up, .backspace, .backspace, .up], in: &editor)
        #expect(state(editor) == "step 3|")
        press([.up], in: &editor)
        #expect(state(editor) == "step|")
        press([.down, .down], in: &editor)
        #expect(state(editor) == "step|")
    }

    @Test func aSearchNarrowsDownWithEachLetter() {
        var editor = editor("draft")
        press([.control("r")], in: &editor)
        #expect(state(editor) == "draft|")
        for (letter, expected) in [("W", "print d|W1[0, 2]"), ("1", "print d|W1[0, 2]")] {
            press([.character(Character(letter))], in: &editor)
            #expect(state(editor) == expected)
        }
        #expect(editor.search?.query == "W1")
        press([.control("r")], in: &editor)
        #expect(state(editor) == "print |W1")
        #expect(editor.search?.hasFailed == false)
        press([.control("r")], in: &editor)
        #expect(editor.search?.hasFailed == true)
        #expect(state(editor) == "print |W1")
        press([.control("s")], in: &editor)
        #expect(state(editor) == "print d|W1[0, 2]")
        press([.backspace, .backspace, .character("x")], in: &editor)
        #expect(state(editor) == "data |xor")
    }

    @Test func enterGivesTheLineThatWasFound() {
        var editor = editor()
        press([.control("r"), .character("n"), .character("e"), .character("t")], in: &editor)
        #expect(editor.handle(.enter) == .accepted("network 2-4-2"))
        #expect(editor.search == nil)
        #expect(editor.text.isEmpty)
    }

    @Test(arguments: [(Key.escape, "|data xor"), (.right, "d|ata xor"), (.end, "data xor|"), (.control("k"), "|")])
    func otherKeysKeepTheLineForEditing(key: Key, expected: String) {
        var editor = editor()
        press([.control("r"), .character("d"), .character("a"), .character("t")], in: &editor)
        #expect(editor.handle(key) == .edited)
        #expect(state(editor) == expected)
        #expect(editor.search == nil)
    }

    @Test func controlGBringsTheDraftBack() {
        var editor = editor("draft")
        press([.left, .left, .control("r"), .character("s"), .control("g")], in: &editor)
        #expect(state(editor) == "dra|ft")
        #expect(editor.search == nil)
    }

    @Test func anEmptySearchTakesTheLastOneUp() {
        var editor = editor()
        press(
            [.control("r"), .character("d"), .character("a"), .control("g"), .control("r"), .control("r")], in: &editor)
        #expect(editor.search?.query == "da")
        #expect(state(editor) == "|data xor")
    }

    @Test func anEmptyHistoryHasNothing() {
        var editor = LineEditor()
        press([.up, .down, .control("r"), .character("x"), .control("r"), .control("s")], in: &editor)
        #expect(editor.search?.hasFailed == true)
        press([.escape], in: &editor)
        #expect(state(editor) == "|")
    }

    @Test func aLongLineTakesNoLongerToShow() {
        var editor = LineEditor()
        editor.setText(String(repeating: "漢a", count: 50_000))
        for _ in 0..<2000 { #expect(editor.view(columns: 80).cursorColumn == 79) }
        #expect(editor.view(columns: 80).text.count == 53)
    }
}
