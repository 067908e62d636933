import NeuralEngine
import TerminalDrawing
import Testing
import Workbench

@testable import Screen

/// What the mouse points at.
@Suite struct MouseTests {
    @Test func aPressChoosesAnOperation() throws {
        var fixture = ScreenFixture()
        fixture.run("step 5")
        fixture.press(.tab)
        let area = try #require(fixture.area(of: .operations, 120, 36)?.interior)
        #expect(fixture.point(at: Point(column: area.column + 9, row: area.row + 2)) == nil)
        #expect(fixture.screen.selectedOperation == 2)
        #expect(fixture.screen.focus.pane == .operations)
        #expect(fixture.title(of: .matrices, 120, 36)?.contains("tanh1.forward") == true)
        fixture.point(at: Point(column: area.column + 9, row: area.row + 4))
        #expect(fixture.screen.selectedOperation == nil)
        fixture.point(at: Point(column: area.column + 9, row: area.row + 12))
        #expect(fixture.screen.selectedOperation == nil)
    }

    @Test func theGutterHasTheBreakpoints() throws {
        var fixture = ScreenFixture()
        let area = try #require(fixture.area(of: .operations, 120, 36)?.interior)
        let place = Point(column: area.column, row: area.row + 5)
        #expect(fixture.point(at: place) == .command("break loss.backward"))
        #expect(fixture.grid(120, 36)[place].character == GlyphSet.unicode.bullet)
        #expect(fixture.point(at: place) == .command("delete 1"))
        #expect(fixture.grid(120, 36)[place].character == " ")
    }

    /// Presses every number that has a point, and checks that the cursor is then on the cell with that number.
    private func expectEveryNumberAnswers(_ fixture: ScreenFixture, _ columns: Int, _ rows: Int, _ look: ScreenLook)
        throws -> Int
    {
        let area = try #require(fixture.area(of: .matrices, columns, rows)?.interior)
        let grid = fixture.model(columns, rows, look).draw()
        let session = try #require(fixture.workbench.session)
        var count = 0
        for point in grid.points(in: area, where: { $0.character == "." }) {
            let matrices = MatricesPane(model: fixture.model(columns, rows, look))
            guard let (index, name, cell) = matrices.cell(at: point, in: area) else { continue }
            let value = try #require(session.matrix(name)?[cell.row, cell.column])
            // The number about the point.
            var (start, end) = (point.column, point.column)
            while grid[column: start - 1, row: point.row].character.isNumberPart { start -= 1 }
            while grid[column: end + 1, row: point.row].character.isNumberPart { end += 1 }
            let text = String((start...end).map { grid[column: $0, row: point.row].character })
            let shown = try #require(Double(text))
            #expect(abs(shown - value) <= 0.051, "\(name) \(cell) \(text) \(value) \(look)")
            count += 1
            var copy = fixture
            copy.point(at: point, columns, rows, look)
            #expect(copy.screen.cursors[name] == cell)
            #expect(copy.screen.focus == .matrix(index))
        }
        return count
    }

    @Test func everyNumberSelectsItsCell() throws {
        for look in ScreenLook.all {
            for step in [2, 4, 6, 7, 8, 9] {
                var fixture = ScreenFixture()
                fixture.run("let W1 = W1 + 0.013\nlet b1 = [[0.11, 0.22, 0.33, 0.44]]\nstep \(step)")
                for (columns, rows) in [(120, 36), (200, 60), (80, 24)] {
                    #expect(
                        try expectEveryNumberAnswers(fixture, columns, rows, look) > (columns == 80 ? 0 : 4),
                        "\(step) \(columns)")
                }
            }
            var fixture = ScreenFixture()
            fixture.run("next\nview W1 dW1")
            #expect(try expectEveryNumberAnswers(fixture, 120, 36, look) == 16)
        }
    }

    @Test func transposedOperandsSelectByTheirOwnRows() throws {
        var fixture = ScreenFixture()
        fixture.run("step 9")
        fixture.press(.tab)
        let area = try #require(fixture.area(of: .matrices, 160, 50)?.interior)
        let grid = fixture.grid(160, 50)
        // Xᵀ is 2×4; its third column is the third sample.
        let title = try #require(grid.points(in: area) { $0.character == "ᵀ" }.first)
        let lines = grid.text(in: area)
        #expect(lines[title.row - area.row].contains("Xᵀ 2×4"))
        var found: [CellPosition] = []
        for row in title.row + 1..<title.row + 4 {
            for column in title.column - 1..<title.column + 12 {
                let matrices = MatricesPane(model: fixture.model(160, 50))
                guard let (_, name, cell) = matrices.cell(at: Point(column: column, row: row), in: area) else {
                    continue
                }
                if name == .inputs, !found.contains(cell) { found.append(cell) }
            }
        }
        #expect(found.count == 8)
        #expect(found.map(\.row).max() == 3 && found.map(\.column).max() == 1)
    }

    @Test func everyPlaceOfAPictureSelectsTheCellThere() throws {
        for look in ScreenLook.all {
            // What fits, colours, and signs.
            for mode in [0, 2, 3] {
                var fixture = ScreenFixture(playing: "data digits\nnetwork 64-90-10 seed=1\nbatch 40\nstep 2\nview W1")
                for _ in 0..<mode { fixture.press(.character("m")) }
                let size = Size(columns: 120, rows: 36)
                let area = try #require(fixture.area(of: .matrices, size.columns, size.rows)?.interior)
                var found = 0
                for row in stride(from: area.row + 1, to: area.endRow - 12, by: 3) {
                    for column in stride(from: area.column + 6, to: area.column + 60, by: 7) {
                        let place = Point(column: column, row: row)
                        var copy = fixture
                        copy.point(at: place, size.columns, size.rows, look)
                        guard let cell = copy.screen.cursors[.weights(1)] else { continue }
                        found += 1
                        #expect(cell.row < 64 && cell.column < 90)
                        // The cursor is drawn where the mouse was, in the whole character or in half of it.
                        let drawn = copy.model(size.columns, size.rows, look).draw()[place].style
                        let half = look.theme.cursor.background
                        let isHalf = drawn.isPicture && (drawn.foreground == half || drawn.background == half)
                        #expect(drawn == look.theme.cursor || isHalf, "\(look) \(mode) \(place) \(cell)")
                    }
                }
                #expect(found >= 8, "\(look) \(mode)")
            }
        }
    }

    @Test func theWheelScrollsWhatItIsOverAndLeavesTheFocus() throws {
        var fixture = ScreenFixture()
        fixture.run("step 2")
        for _ in 0..<5 { fixture.run("info network") }
        fixture.press(.tab)
        let log = try #require(fixture.area(of: .log, 120, 36)?.interior)
        fixture.point(.scrollUp, at: log.origin)
        #expect(fixture.screen.log.scroll == 3)
        #expect(fixture.screen.focus == .matrix(0))
        fixture.point(.scrollDown, at: log.origin)
        #expect(fixture.screen.log.scroll == 0)
        let operations = try #require(fixture.area(of: .operations, 120, 36)?.interior)
        fixture.point(.scrollDown, at: operations.origin.offset(columns: 5))
        #expect(fixture.screen.selectedOperation == 4)
        #expect(fixture.screen.focus == .matrix(0))
        fixture.press(.escape)
        let matrices = try #require(fixture.area(of: .matrices, 120, 36)?.interior)
        fixture.point(.scrollDown, at: Point(column: matrices.column + 2, row: matrices.endRow - 2))
        #expect(fixture.screen.cursors[.preactivation(1)]?.row == 3)
        #expect(fixture.screen.focus == .matrix(0))
    }

    @Test func theStripBelowASinglePaneScrollsToItsFirstLine() throws {
        var fixture = ScreenFixture(playing: ScreenFixture.lesson)
        for number in 1...30 { fixture.run("print \(number)") }
        let strip = try #require(fixture.area(of: .log, 40, 12)?.interior)
        #expect(fixture.area(of: .operations, 40, 12) != nil)
        for _ in 0..<60 { fixture.point(.scrollUp, at: strip.origin, 40, 12) }
        #expect(fixture.text(of: .log, 40, 12)[0].contains("XOR by hand"))
        let scroll = fixture.screen.log.scroll
        fixture.point(.scrollDown, at: strip.origin, 40, 12)
        #expect(fixture.screen.log.scroll == scroll - 3)
    }

    @Test func panesTakeTheFocus() throws {
        var fixture = ScreenFixture(playing: ScreenFixture.lesson)
        fixture.run("step 2")
        for (pane, focused) in [
            (Pane.curve, Pane.curve), (.explanation, .explanation), (.layers, .layers),
            (.log, .log), (.narration, .log), (.matrices, .matrices), (.operations, .operations),
        ] {
            let area = try #require(fixture.area(of: pane, 120, 36))
            fixture.point(at: Point(column: area.endColumn - 2, row: area.endRow - 2))
            #expect(fixture.screen.focus == Focus(focused))
        }
        fixture.run("layout data")
        let area = try #require(fixture.area(of: .outcome, 120, 36)?.interior)
        fixture.point(at: area.origin)
        #expect(fixture.screen.focus.pane == .outcome)
    }

    @Test func inHelpItScrollsAndAtThePromptItDoesNothing() {
        var fixture = ScreenFixture()
        fixture.press(.character("?"))
        let place = Point(column: 10, row: 10)
        fixture.point(.scrollDown, at: place)
        #expect(fixture.screen.page?.scroll == 3)
        fixture.point(.scrollUp, at: place)
        fixture.point(.scrollUp, at: place)
        #expect(fixture.screen.page?.scroll == 0)
        fixture.point(at: place)
        #expect(fixture.screen.page?.scroll == 0)
        fixture.press(.escape, .character(":"))
        let before = fixture.screen
        for action in [MouseEvent.Action.press, .doublePress, .scrollUp, .scrollDown, .secondaryPress, .release] {
            for row in 0..<36 { #expect(fixture.point(action, at: Point(column: 3, row: row)) == nil) }
        }
        #expect(fixture.screen == before)
    }

    @Test func outsideThePanesThereIsNothing() {
        var fixture = ScreenFixture()
        let before = fixture.screen
        for place in [Point(column: 5, row: 0), Point(column: 5, row: 35), Point(column: 500, row: 500)] {
            #expect(fixture.point(at: place) == nil)
        }
        #expect(fixture.point(at: Point(column: 5, row: 5), 30, 8) == nil)
        #expect(fixture.screen == before)
    }
}

extension Character {
    fileprivate var isNumberPart: Bool { isASCII && isNumber || self == "." || self == "-" }
}
