import NeuralEngine
import PlainText
import TerminalDrawing
import Testing
import Workbench

@testable import Screen

/// One matrix of any size, or two side by side.
@Suite struct ViewerTests {
    private func text(_ fixture: ScreenFixture, _ columns: Int = 120, _ rows: Int = 36) -> [String] {
        fixture.text(of: .matrices, columns, rows)
    }

    @Test func viewShowsAMatrixAndEscapeGoesBack() {
        var fixture = ScreenFixture()
        fixture.run("step 2\nview W2")
        #expect(fixture.title(of: .matrices, 120, 36)?.contains(" view ") == true)
        #expect(text(fixture)[0] == " W2 4×2")
        #expect(text(fixture)[2] == " 0  0.2 -0.2")
        #expect(fixture.screen.focus == .matrix(0))
        fixture.press(.escape)
        #expect(fixture.title(of: .matrices, 120, 36)?.contains("linear1.forward") == true)
        fixture.run("view W1 dW1")
        #expect(text(fixture)[0].contains("W1 2×4") && text(fixture)[0].contains("dW1 2×4"))
        fixture.run("view")
        #expect(fixture.screen.viewed.isEmpty)
        fixture.run("view W7")
        #expect(fixture.screen.viewed.isEmpty)
        #expect(fixture.screen.log.entries.last?.kind == .failure)
    }

    @Test func vShowsTheMatrixUnderTheCursor() {
        var fixture = ScreenFixture()
        fixture.run("step 2")
        fixture.press(.tab, .tab)
        let name = fixture.workbench.session.flatMap { fixture.screen.focusedMatrix(in: $0) }
        fixture.press(.character("v"))
        #expect(fixture.screen.viewed == [name])
        fixture.press(.character("v"))
        #expect(fixture.screen.viewed.isEmpty)
    }

    @Test func keysGoThroughEveryMatrixOfTheNetwork() throws {
        var fixture = ScreenFixture()
        let matrices = try #require(fixture.workbench.session?.engine.plan.matrices)
        fixture.run("step 2\nview W2")
        let first = try #require(matrices.firstIndex(of: .weights(2)))
        for offset in 1...matrices.count {
            fixture.press(.character(">"))
            let name = matrices[(first + offset) % matrices.count]
            #expect(fixture.screen.viewed == [name])
            #expect(text(fixture)[0].hasPrefix(" \(name) "))
        }
        fixture.press(.character("<"))
        #expect(fixture.screen.viewed == [matrices[(first - 1 + matrices.count) % matrices.count]])
        fixture.run("view W1")
        fixture.press(.character("d"))
        #expect(fixture.screen.viewed == [.weights(1).gradient])
        fixture.press(.character("d"))
        #expect(fixture.screen.viewed == [.weights(1)])
    }

    @Test func pinningPutsTheGradientBesideIt() {
        var fixture = ScreenFixture()
        fixture.run("next\nview W1")
        fixture.press(.character("p"))
        #expect(fixture.screen.viewed == [.weights(1), .weights(1).gradient])
        #expect(fixture.screen.focus == .matrix(1))
        fixture.press(.character(">"))
        #expect(fixture.screen.viewed[0] == .weights(1))
        #expect(fixture.screen.viewed[1] != .weights(1).gradient)
        fixture.press(.backTab)
        #expect(fixture.screen.focus == .matrix(0))
        fixture.press(.character("p"))
        #expect(fixture.screen.viewed == [.weights(1)])
    }

    @Test func aViewIsSeenFromEveryLayoutAndSize() {
        for layout in LayoutName.allCases {
            for (columns, rows) in [(40, 12), (80, 24), (120, 36)] {
                var fixture = ScreenFixture()
                fixture.run("step 2\nlayout \(layout.rawValue)\nview W2")
                #expect(fixture.title(of: .matrices, columns, rows)?.contains("view") == true, "\(layout) \(columns)")
            }
        }
    }

    @Test func modesAreNumbersColoursAndSigns() throws {
        var fixture = ScreenFixture()
        fixture.run("next\nview W1")
        let titles = ["numbers, m changes", "colours, m changes", "signs, m changes", ""]
        for (index, title) in titles.enumerated() {
            fixture.press(.character("m"))
            let line = try #require(fixture.title(of: .matrices, 120, 36))
            #expect(title.isEmpty ? !line.contains("m changes") : line.contains(title))
            let area = try #require(fixture.area(of: .matrices, 120, 36)?.interior)
            let cells = Rect(column: area.column, row: area.row + 1, columns: 20, rows: 3)
            let text = fixture.grid(120, 36).text(in: cells).joined()
            #expect(text.contains { $0.isNumber } == (index == 0 || index == 3), "\(index) \(text)")
        }
        #expect(fixture.screen[MatricesPane.self].mode == .automatic)
    }

    // MARK: Large matrices

    private static let large = "data digits\nnetwork 64-300-10\nbatch 500\nstep 2"

    @Test func aPictureOfAllIsOverNumbersAboutTheCursor() throws {
        var fixture = ScreenFixture(playing: Self.large)
        fixture.run("view W1")
        let lines = text(fixture, 200, 60)
        #expect(lines[0].hasPrefix(" W1 64×300"))
        #expect(lines.count { $0.hasPrefix(" W1 64×300") } == 2)
        #expect(lines.contains { $0.contains("▀") || $0.contains("▄") })
        #expect(lines.contains { $0.contains("norm ") && $0.contains("zeros ") })
        #expect(lines.contains { $0.contains("W1[0,0] = ") })
        #expect(lines.contains { $0.contains("row 0: min") && $0.contains("column 0: min") })
        fixture.run("focus W1[63,299]")
        let moved = text(fixture, 200, 60)
        #expect(moved.contains { $0.contains("W1[63,299] = ") })
        #expect(moved.contains { $0.contains("row 63: min") && $0.contains("column 299: min") })
        // The numbers around the cursor are those of the last columns.
        let value = try #require(fixture.workbench.session?.matrix(.weights(1))?[63, 299])
        let grid = fixture.grid(200, 60)
        let cursor = grid.points { $0.style == Theme.dark.cursor && $0.character.isNumber }
        let text = String(cursor.map { grid[$0].character })
        #expect(text.hasSuffix(String(NumberFormat.fixed(value.magnitude, decimals: 4).suffix(4))))
    }

    @Test func theSmallestScreenShowsAPartOfAPicture() {
        var fixture = ScreenFixture(playing: Self.large)
        fixture.run("view W1")
        let lines = text(fixture, 40, 12)
        #expect(lines[0].hasPrefix(" W1 64×300…"))
        #expect(lines.contains { $0.contains("W1[0,0] = ") })
    }

    @Test func theLargestIsShownAndMovedAboutIn() {
        var fixture = ScreenFixture(
            playing: "data inline X=[[\(Array(repeating: "1", count: 784).joined(separator: ","))]] Y=[[1,0]]\n"
                + "network 784-2048-2\nbatch full\nstep 2\nview W1")
        #expect(text(fixture, 200, 60)[0].hasPrefix(" W1 784×2048…"))
        for _ in 0..<10 { fixture.press(.right) }
        #expect(text(fixture, 200, 60).contains { $0.contains("W1[0,10] = ") })
    }

    // MARK: Images

    @Test func aRowOfDigitsIsShownAsAnImage() throws {
        var fixture = ScreenFixture(playing: "data digits\nnetwork 64-10\nbatch 30\nstep 1\nview X")
        #expect(text(fixture).contains { $0.contains("X[0]") })
        fixture.press(.down, .down, .down)
        let area = try #require(fixture.area(of: .matrices, 120, 36)?.interior)
        let grid = fixture.grid(120, 36)
        let title = try #require(
            grid.points(in: area) { $0.character == "X" }.first {
                grid.text(in: Rect(column: $0.column, row: $0.row, columns: 4, rows: 1)) == ["X[3]"]
            })
        let pixels = try #require(fixture.workbench.session?.matrix(.inputs))
        let largest = (0..<64).map { pixels[3, $0] }.max() ?? 1
        // Every point is two or three characters wide, and half as high: the brightest are the largest numbers.
        let columns = area.endColumn - title.column
        let factor = columns / 8
        func brightness(_ color: Color) -> Int {
            if case .rgb(let red, _, _) = color { Int(red) } else { -1 }
        }
        for row in 0..<8 {
            for column in 0..<8 {
                let y = row * factor
                let cell = grid[column: title.column + column * factor, row: title.row + 1 + y / 2]
                let color = y % 2 == 0 ? cell.style.foreground : cell.style.background
                let shade =
                    cell.character == "▀"
                    ? color
                    : cell.character == "▄"
                        ? (y % 2 == 0 ? cell.style.background : cell.style.foreground) : cell.style.background
                let expected = pixels[3, row * 8 + column] / largest
                #expect(abs(Double(brightness(shade)) / 255 - expected) < 0.2, "\(row) \(column) \(cell)")
            }
        }
        fixture.run("view W1")
        fixture.press(.right, .right)
        #expect(text(fixture).contains { $0.contains("W1[:,2]") })
        fixture.run("view A1")
        #expect(!text(fixture).contains { $0.contains("A1[0]") && !$0.contains("A1[0,") })
    }

    // MARK: Jumps

    @Test func atJumpsToACell() {
        var fixture = ScreenFixture(playing: Self.large)
        fixture.run("view W1")
        fixture.press(.character("@"))
        fixture.type("3,17")
        fixture.press(.enter)
        #expect(fixture.screen.prompt == nil)
        #expect(fixture.screen.cursors[.weights(1)] == CellPosition(row: 3, column: 17))
        #expect(text(fixture).contains { $0.contains("W1[3,17] = ") })
        fixture.press(.character("@"))
        fixture.type("99,0")
        fixture.press(.enter)
        #expect(fixture.screen.cursors[.weights(1)] == CellPosition(row: 3, column: 17))
        #expect(fixture.screen.log.entries.last?.kind == .failure)
    }
}
