import TerminalDrawing
import Testing

@testable import Screen

/// What the open prompt looks like.
@Suite struct PromptScreenTests {
    private func rows(_ fixture: ScreenFixture, _ columns: Int, _ rows: Int, last: Int, glyphs: GlyphSet = .unicode)
        -> [String]
    {
        Array(fixture.lines(columns, rows, glyphs: glyphs).suffix(last))
    }

    private func cursor(_ fixture: ScreenFixture, _ columns: Int, _ rows: Int) -> Point? {
        ScreenModel(workbench: fixture.workbench, screen: fixture.screen, size: Size(columns: columns, rows: rows))
            .textCursor
    }

    // MARK: Hints

    @Test func oneLineTellsHowTheCommandIsWritten() {
        let fixture = ScreenFixture.prompt("step")
        #expect(rows(fixture, 80, 24, last: 2) == ["   step [N]  runs one operation, or N", " : step"])
        #expect(rows(fixture, 40, 12, last: 2) == ["   step [N]  runs one operation, or N", " : step"])
        #expect(cursor(fixture, 80, 24) == Point(column: 7, row: 23))
    }

    @Test func insideAnOptionItIsTheOptions() {
        let fixture = ScreenFixture.prompt("data xor noise=")
        #expect(
            rows(fixture, 80, 24, last: 2) == [
                "   noise=NUMBER  standard deviation of what is added to inputs, or to numbers …",
                " : data xor noise=",
            ])
        #expect(
            rows(fixture, 40, 12, last: 2) == [
                "   noise=NUMBER  standard deviation of…", " : data xor noise=",
            ])
    }

    @Test func beforeThereIsACommandThereIsNoHint() {
        let closed = ScreenFixture().lines(80, 24)
        #expect(rows(ScreenFixture.prompt("ste"), 80, 24, last: 2) == [closed[22], " : ste"])
    }

    // MARK: Menu

    @Test func candidatesStandInABoxAboveTheirPlace() {
        var fixture = ScreenFixture.prompt("optimizer a")
        fixture.press(.tab)
        #expect(
            rows(fixture, 80, 24, last: 6).map { String($0.dropFirst(10).prefix(56)) } == [
                "╭──────────────────────────────────────────────────────╮",
                "│▶ adam     averages of gradients and of their squares │",
                "│  adamw    adam with the weights' decay apart         │",
                "│  adagrad  over the root of the sum of squares        │",
                "╰──────────────────────────────────────────────────────╯",
                "er ada",
            ])
        let grid = fixture.grid(80, 24)
        #expect(grid[column: 11, row: 19].style == Theme.dark.current)
        #expect(grid[column: 64, row: 19].style == Theme.dark.current)
        #expect(grid[column: 13, row: 20].style == Theme.dark.accent)
    }

    @Test func theMarkTellsTheChosenOneWithoutColoursToo() {
        var fixture = ScreenFixture.prompt("optimizer a")
        fixture.press(.tab, .down)
        let lines = rows(fixture, 80, 24, last: 6, glyphs: .ascii).map { String($0.dropFirst(10).prefix(21)) }
        #expect(
            lines == [
                "+--------------------", "|  adam     averages ", "|> adamw    adam with", "|  adagrad  over the ",
                "+--------------------", "er ada",
            ])
        let grid = fixture.grid(80, 24, glyphs: .ascii, theme: .monochrome)
        #expect(grid[column: 20, row: 20].style.reverse)
        #expect(!grid[column: 20, row: 19].style.reverse)
    }

    @Test func aLongListScrollsAndTellsHowLongItIs() {
        var fixture = ScreenFixture.prompt("print ")
        fixture.press(.tab)
        let lines = fixture.lines(80, 24)
        let top = lines.firstIndex { $0.contains("1/") && $0.contains("╮") }
        #expect(top == 13)
        #expect(lines[14].contains("▶ X "))
        #expect(lines[14].contains("4×2  inputs, a sample a row"))
        for _ in 0..<20 { fixture.press(.down) }
        let scrolled = fixture.lines(80, 24)
        #expect(scrolled[13].contains(" 21/"))
        #expect(scrolled.filter { $0.contains("▶ ") }.count >= 1)
        #expect(scrolled[18].contains("▶ "))
        fixture.press(.backTab)
        for _ in 0..<20 { fixture.press(.up) }
        // Before the first comes the last.
        #expect(fixture.lines(80, 24)[21].contains("▶ not"))
    }

    @Test func aSmallScreenHasRoomForFewer() {
        var fixture = ScreenFixture.prompt("print ")
        fixture.press(.tab)
        let lines = fixture.lines(40, 12)
        #expect(lines[4].contains("1/"))
        #expect(lines[5].contains("▶ X "))
        #expect(lines[10].hasPrefix(" ") || lines[10].hasPrefix("╰"))
        #expect(lines[11] == " : print")
        #expect(lines[5...9].allSatisfy { $0.count <= 40 })
    }

    @Test func aMenuFarToTheRightStaysOnTheScreen() {
        var fixture = ScreenFixture.prompt("network 2-4-2 activations=tanh,tanh,tanh,tanh,tanh,tanh,tanh,tanh,")
        fixture.press(.tab)
        let lines = fixture.lines(80, 24)
        #expect(lines[22].hasSuffix("╯"))
        #expect(lines[22].count == 80)
        #expect(fixture.menu?.first == "[identity]")
    }

    // MARK: Mistakes

    @Test func aMistakeStandsBelowTheLineWithItsCaret() {
        var fixture = ScreenFixture.prompt("network 2-4-2 hidden=tahn")
        fixture.press(.enter)
        #expect(
            rows(fixture, 80, 24, last: 5) == [
                " : network 2-4-2 hidden=tahn",
                "                        ^~~~",
                "   unknown value 'tahn' of 'hidden'; there are identity, sigmoid, tanh, relu,",
                "   leaky-relu, elu, gelu, softplus, silu",
                "   did you mean 'tanh'? Tab writes it",
            ])
        #expect(cursor(fixture, 80, 24) == Point(column: 28, row: 19))
        let grid = fixture.grid(80, 24)
        #expect(grid[column: 24, row: 20].style == Theme.dark.bad)
        fixture.type("!")
        #expect(fixture.lines(80, 24)[23] == " : network 2-4-2 hidden=tahn!")
        #expect(cursor(fixture, 80, 24)?.row == 23)
    }

    @Test func onASmallScreenTheSentenceIsWrapped() {
        var fixture = ScreenFixture.prompt("network 2-4-2 hidden=tahn")
        fixture.press(.enter)
        #expect(
            rows(fixture, 40, 12, last: 7) == [
                " : network 2-4-2 hidden=tahn",
                "                        ^~~~",
                "   unknown value 'tahn' of 'hidden';",
                "   there are identity, sigmoid, tanh,",
                "   relu, leaky-relu, elu, gelu,",
                "   softplus, silu",
                "   did you mean 'tanh'? Tab writes it",
            ])
    }

    @Test func theCaretStandsUnderWideCharacters() {
        var fixture = ScreenFixture.prompt("print 漢字 + + e\u{301} ~ 1")
        fixture.press(.enter)
        let lines = rows(fixture, 80, 24, last: 3)
        #expect(lines[0] == " : print 漢字 + + e\u{301} ~ 1")
        #expect(lines[1] == "                  ^")
    }

    @Test func inALineThatScrollsTheCaretIsInView() {
        let line =
            "print " + (1...40).map(String.init).joined(separator: " + ") + " + + ~ 4"
            + String(repeating: " + 5", count: 40)
        var fixture = ScreenFixture.prompt(line)
        fixture.press(.enter)
        for columns in [40, 80] {
            let grid = fixture.grid(columns, 24)
            let cursor = cursor(fixture, columns, 24)!
            let caret = cursor.column - 1
            #expect(grid[column: caret, row: cursor.row].character == "~")
            #expect(grid[column: caret, row: cursor.row + 1].character == "^")
        }
    }

    // MARK: Search and size

    @Test func aSearchSaysWhatItLooksFor() {
        var fixture = ScreenFixture.prompt("print sum(W1)")
        fixture.press(.enter, .character(":"), .control("r"))
        fixture.type("su")
        #expect(rows(fixture, 80, 24, last: 2) == ["   search: su  Ctrl-R: an older one", " : print sum(W1)"])
        #expect(cursor(fixture, 80, 24) == Point(column: 9, row: 23))
        fixture.type("x")
        #expect(rows(fixture, 80, 24, last: 2) == ["   search: sux  no earlier line has it", " : print sum(W1)"])
    }

    @Test func everySizeCanBeDrawnAndNoneNeedsOtherCharactersThanASCII() {
        var states: [ScreenFixture] = []
        for text in ["", "step", "print ", "optimizer ", "data xor noise=", "source "] {
            var fixture = ScreenFixture.prompt(text)
            states.append(fixture)
            fixture.press(.tab)
            states.append(fixture)
        }
        for text in ["network 2-4-2 hidden=tahn", "print (", "xyz 3"] {
            var fixture = ScreenFixture.prompt(text)
            fixture.press(.enter)
            states.append(fixture)
        }
        for state in states {
            for columns in [1, 3, 4, 20, 40, 41, 79, 132] {
                for rows in [1, 2, 5, 12, 13, 24, 50] {
                    let grid = state.grid(columns, rows, glyphs: .ascii)
                    #expect(grid.size == Size(columns: columns, rows: rows))
                    #expect(grid.plainText.utf8.allSatisfy { $0 < 0x80 })
                    if let cursor = cursor(state, columns, rows) { #expect(grid.bounds.contains(cursor)) }
                }
            }
        }
    }
}
