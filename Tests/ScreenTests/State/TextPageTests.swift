import TerminalDrawing
import Testing
import Workbench

@testable import Screen

/// The page that shows whole what panes cut, and the page of terms.
@Suite struct TextPageTests {
    /// A lesson whose words and output are longer than any pane.
    private static let long =
        ScreenFixture.xor + "\nsay \"" + (1...120).map { "word\($0)" }.joined(separator: " ")
        + " softmax.\"\npause\nnext"

    private func seen(_ fixture: inout ScreenFixture, _ columns: Int, _ rows: Int) -> String {
        var lines: [String] = []
        for _ in 0..<60 {
            lines += fixture.lines(columns, rows)
            fixture.press(.pageDown, columns, rows)
        }
        return lines.joined(separator: " ")
    }

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 40, rows: 12)])
    func everyWordThatALessonSaidCanBeRead(size: Size) {
        var fixture = ScreenFixture(playing: Self.long)
        fixture.run("layout lesson")
        fixture.press(.character("t"), size.columns, size.rows)
        let text = seen(&fixture, size.columns, size.rows)
        for number in 1...120 { #expect(text.contains("word\(number) "), "\(number)") }
        fixture.press(.escape, size.columns, size.rows)
        #expect(!fixture.screen.showsPage)
    }

    @Test func wordsThatAreCutNameTheKey() {
        let fixture = ScreenFixture(playing: Self.long)
        #expect(fixture.lines(80, 24).contains { $0.contains("… t: all") })
    }

    @Test func aTableThatIsWiderThanThePageScrollsSideways() {
        var fixture = ScreenFixture()
        fixture.run("let wide = [[\((1...40).map { "\($0).25" }.joined(separator: ", "))]]")
        fixture.press(.character("t"), 80, 24)
        let left = seen(&fixture, 80, 24)
        #expect(left.contains("> let wide = [[1.25,") && !left.contains("39.25, 40.25]]"), "\(left)")
        for _ in 0..<60 { fixture.press(.right, 80, 24) }
        let right = seen(&fixture, 80, 24)
        #expect(right.contains("39.25, 40.25]]") && !right.contains("> let"))
        for _ in 0..<60 { fixture.press(.left, 80, 24) }
        fixture.press(.home, 80, 24)
        #expect(fixture.lines(80, 24).contains { $0.contains("explain") || $0.contains("Set-up") })
    }

    @Test func theTermsOfTheLessonsWordsComeFirst() throws {
        var fixture = ScreenFixture(playing: Self.long)
        fixture.press(.character("T"), 80, 24)
        let lines = fixture.lines(80, 24)
        let first = try #require(lines.firstIndex { $0.contains("softmax") })
        let all = try #require(lines.firstIndex { $0.contains("All terms") })
        #expect(first < all)
    }

    @Test func typingFindsATermAndBackspaceTakesALetterBack() {
        var fixture = ScreenFixture()
        fixture.press(.character("T"))
        for character in "hadam" { fixture.press(.character(character)) }
        #expect(fixture.lines(80, 24).contains { $0.contains("elementwise product") })
        #expect(!fixture.lines(80, 24).contains { $0.contains("  accuracy") })
        fixture.press(.character("q"))
        #expect(fixture.lines(80, 24).contains { $0.contains("No term has 'hadamq'") })
        for _ in 0..<6 { fixture.press(.backspace) }
        #expect(fixture.lines(80, 24).contains { $0.contains("  accuracy") })
        fixture.press(.escape)
        #expect(!fixture.screen.showsPage)
    }

    /// What a question asks for stays hidden here too.
    @Test func aHiddenCellIsNotOnThePage() {
        var fixture = ScreenFixture(playing: ScreenFixture.xor + "\nnext\nask dW1[0,1]\nanswer 0")
        fixture.press(.character("t"))
        #expect(fixture.lines(120, 36).contains { $0.contains("is what the lesson asks for") })
    }
}
