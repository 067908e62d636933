import TerminalDrawing
import Testing
import Workbench

@testable import Screen

/// Whatever the state, a screen of any size can be drawn, and no view reaches beyond its pane.
@Suite struct EverySizeTests {
    private static let sizes =
        stride(from: 1, through: 130, by: 13).flatMap { columns in
            stride(from: 1, through: 45, by: 6).map { Size(columns: columns, rows: $0) }
        } + [
            Size(columns: 40, rows: 12), Size(columns: 72, rows: 20), Size(columns: 80, rows: 24),
            Size(columns: 100, rows: 30), Size(columns: 200, rows: 60),
        ]

    private func draw(_ fixture: ScreenFixture, _ comment: String) {
        for size in Self.sizes {
            for look in [ScreenLook.all[0], ScreenLook.all[2]] {
                let model = fixture.model(size.columns, size.rows, look)
                let grid = model.draw()
                #expect(grid.size == size)
                if look.glyphs.isASCII {
                    #expect(grid.plainText.utf8.allSatisfy { $0 < 0x80 }, "\(comment) \(size)")
                }
                guard model.isLargeEnough, fixture.screen.page == nil else { continue }
                let vertical = look.glyphs.lines.vertical
                // The popup of the prompt may cover the lower panes.
                guard fixture.screen.prompt == nil else { continue }
                for slot in model.layout.slots where slot.area.rows > 2 {
                    for column in [slot.area.column, slot.area.endColumn - 1] {
                        let cell = grid[column: column, row: slot.area.row + 1]
                        #expect(cell.character == vertical, "\(comment) \(size) \(slot.pane)")
                    }
                }
            }
        }
    }

    @Test(arguments: LayoutName.allCases)
    func everyFocusAndZoom(layout: LayoutName) {
        var fixture = ScreenFixture()
        fixture.run("next 5\nstep 7\nlayout \(layout.rawValue)")
        for isZoomed in [false, true] {
            if isZoomed { fixture.press(.character("z")) }
            var visited: Set<Focus> = []
            while visited.insert(fixture.screen.focus).inserted {
                draw(fixture, "\(fixture.screen.focus) \(isZoomed)")
                fixture.press(.tab, 200, 60)
            }
        }
    }

    @Test(arguments: MatrixMode.allCases)
    func theViewerInEveryMode(mode: MatrixMode) {
        var fixture = ScreenFixture(playing: "data digits\nnetwork 64-40-40-10\nbatch 100\nstep 9\nview W1")
        while fixture.screen[MatricesPane.self].mode != mode { fixture.press(.character("m")) }
        draw(fixture, "one")
        fixture.press(.character("p"))
        draw(fixture, "two")
        fixture.run("view X")
        draw(fixture, "image")
        fixture.press(.character("z"))
        draw(fixture, "zoomed")
        fixture.press(.escape, .escape)
        draw(fixture, "panel")
    }

    @Test func promptHelpAndNothingYet() {
        var fixture = ScreenFixture()
        fixture.press(.character(":"))
        fixture.type("print W1 @ dZ1")
        draw(fixture, "prompt")
        fixture.press(.escape, .character("?"))
        draw(fixture, "help")
        for layout in LayoutName.allCases {
            for setup in ["", "network 2-4-2", "data xor", "data iris\nnetwork 4-1"] {
                var empty = ScreenFixture(playing: setup)
                empty.run("layout \(layout.rawValue)")
                draw(empty, setup)
                empty.begin("train 1000 iterations")
                draw(empty, "running")
            }
        }
    }

    @Test func numbersThatAreNone() {
        for line in ["let W1 = W1 * nan", "let W1 = W1 * 1e308 * 10", "let W1 = W1 * 0", "let W1 = W1 * 1e300"] {
            for layout in LayoutName.allCases {
                var fixture = ScreenFixture()
                fixture.run("\(line)\nnext 2\nstep 5\nlayout \(layout.rawValue)")
                draw(fixture, line)
                fixture.run("view W1 dW1")
                draw(fixture, line)
            }
        }
    }
}
