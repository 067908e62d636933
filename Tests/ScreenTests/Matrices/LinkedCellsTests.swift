import NeuralEngine
import TerminalDrawing
import Testing

@testable import Screen

/// The cells from which the one under the cursor was computed are highlighted, in its own formula and nowhere else.
@Suite struct LinkedCellsOnScreenTests {
    /// The numbers in the highlighted cells of the matrices' pane.
    private func lit(_ fixture: ScreenFixture, _ columns: Int, _ rows: Int) -> [String] {
        guard let area = fixture.area(of: .matrices, columns, rows)?.interior else { return [] }
        let grid = fixture.grid(columns, rows)
        return (area.row..<area.endRow).map { row in
            let line = (area.column..<area.endColumn).map { column -> Character in
                let cell = grid[column: column, row: row]
                return cell.style == Theme.dark.linked || cell.style == Theme.dark.cursor ? cell.character : " "
            }
            return String(line).split(separator: " ").joined(separator: " ")
        }.filter { !$0.isEmpty }
    }

    @Test func aRowOfXAndAColumnOfTheWeightsMadeZ() {
        var fixture = ScreenFixture()
        fixture.run("step 2")
        fixture.press(.tab, .down, .down, .right)
        // X[2] is 1 0; column 1 of W1 is -0.5 0.5; b1[1] is 0; Z1[2,1] is -0.5.
        #expect(lit(fixture, 160, 45) == ["-0.5 0", "0.5", "1 0 -0.5"])
    }

    @Test func onlyTheBandOfTheResultIsLit() throws {
        var fixture = ScreenFixture()
        fixture.run("step 7")
        fixture.press(.tab, .down)
        let session = try #require(fixture.workbench.session)
        #expect(session.nextOperation.label == "tanh1.backward")
        // dW2[1,0]: column 1 of A1 (a row as it stands there, transposed) and column 0 of dZ2. dZ2 also stands in the
        // formulas of db2 and dA1, where it is not lit.
        let model = fixture.model(200, 60)
        let area = try #require(fixture.area(of: .matrices, 200, 60)?.interior)
        let grid = model.draw()
        let rows = Set(grid.points(in: area) { $0.style == Theme.dark.linked }.map(\.row))
        let titles = grid.text(in: area)
        let second = try #require(titles.firstIndex { $0.contains("db2 ") && !$0.contains("dW2 ") })
        #expect(!rows.isEmpty)
        #expect(rows.allSatisfy { $0 < area.row + second })
        #expect(grid.points(in: area) { $0.style == Theme.dark.cursor }.count >= 5)
    }

    @Test func withoutColoursTheyAreUnderlined() throws {
        var fixture = ScreenFixture()
        fixture.run("step 2")
        fixture.press(.tab)
        let area = try #require(fixture.area(of: .matrices, 120, 36)?.interior)
        let grid = fixture.grid(120, 36, theme: .monochrome)
        #expect(!grid.points(in: area) { $0.style.underline }.isEmpty)
        #expect(!grid.points(in: area) { $0.style.reverse }.isEmpty)
    }

    @Test func inARunNothingIsLit() throws {
        var fixture = ScreenFixture()
        fixture.run("step 2")
        fixture.press(.tab)
        fixture.begin("train 100000 iterations")
        let area = try #require(fixture.area(of: .matrices, 120, 36)?.interior)
        #expect(fixture.grid(120, 36).points(in: area) { $0.style == Theme.dark.linked }.isEmpty)
    }
}
