import PlainText
import Testing

/// Text in lines of limited width.
@Suite struct ColumnsTests {
    @Test func partsAreBrokenIntoLinesBehindALead() {
        let parts = ["a", " + bb", " + ccc", " + dddddddd"]
        #expect(parts.lines(behind: "y = ", columns: 12) == ["y = a + bb", "    + ccc", "    + dddddddd"])
        #expect(parts.lines(behind: "y = ", indent: 1, columns: 12) == ["y = a + bb", " + ccc", " + dddddddd"])
        #expect([String]().lines(behind: "  of ", columns: 12) == ["  of "])
    }

    @Test func wordsKeepTheSpaceBeforeThem() {
        #expect("  one two".spacedWords == [" one", " two"])
        #expect("one two three".spacedWords.lines(behind: "", indent: 2, columns: 8) == ["one two", "  three"])
    }
}
