import CommandLanguage
import TerminalDrawing
import Testing
import Workbench

@testable import Screen

/// The network as neurons and edges, as the screen shows it.
@Suite struct GraphTests {
    private static let sizes = [Size(columns: 80, rows: 24), Size(columns: 120, rows: 36)]

    private func fixture(_ setup: String = ScreenFixture.xor, _ commands: String = "") -> ScreenFixture {
        var fixture = ScreenFixture(playing: setup)
        fixture.run("plot graph")
        if !commands.isEmpty { fixture.run(commands) }
        return fixture
    }

    @Test func smallNetworksAreDrawn() {
        let fixture = fixture(ScreenFixture.xor, "step 5")
        #expect(fixture.screen.focus == Focus(.graph))
        #expect(fixture.title(of: .graph, 120, 36)?.contains("graph  row 0, target 0") == true)
        let text = fixture.text(of: .graph, 120, 36)
        #expect(text[0].split(separator: " ") == ["X", "W1", "A1", "W2", "P", "loss"])
        #expect(text.joined().contains("● 0.5    0 ✓"))
        #expect(text.joined().contains("◆ 0.748"))
        #expect(text.contains { $0.contains(" x1      0 ○") } && text.contains { $0.contains(" x2      0 ○") })
    }

    @Test func asciiTellsSignsAndSizesByMarks() {
        let fixture = fixture(ScreenFixture.xor, "set glyphs ascii\nset colors none\nstep 4")
        let grid = fixture.picture(Size(columns: 120, rows: 36))
        let area = ScreenModel(
            picturing: fixture.workbench, fixture.screen, size: Size(columns: 120, rows: 36)
        ).layout.area(of: .graph)?.interior
        let text = grid.text(in: area ?? grid.bounds)
        #expect(text.joined().allSatisfy { $0.isASCII })
        for mark in "#+=-o*" { #expect(text.joined().contains(mark), "\(mark)") }
        #expect(text[0].contains("= W2 ="))
        #expect(text[0].contains(">"))
    }

    /// The heading tells direction without colours.
    @Test func thePulseHasADirection() {
        var fixture = fixture()
        let headings = [
            "X W1 A1 W2 Z2 loss", "X ━━━ W1 ━━▶ Z1 W2 Z2 loss", "X W1 A1 W2 Z2 loss", "X W1 A1 ━━━ W2 ━━▶ Z2 loss",
            "X W1 A1 W2 P loss", "X W1 A1 W2 dZ2 loss", "X W1 dA1 ◀━━ dW2 ━━━━ dZ2 loss", "X W1 dZ1 dW2 dZ2 loss",
            "dX ◀━━ dW1 ━━━━ dZ1 dW2 dZ2 loss", "X ━━━ W1 ━━━━ A1 ━━━ W2 ━━━━ P loss",
        ]
        func heading() -> String {
            fixture.text(of: .graph, 120, 36)[0].split(separator: " ").joined(separator: " ")
        }
        func withoutLengths(_ text: String) -> String {
            text.reduce(into: "") { if !($1 == "━" && $0.last == "━") { $0.append($1) } }
        }
        for expected in headings {
            fixture.press(.character("s"))
            #expect(withoutLengths(heading()) == withoutLengths(expected))
        }
        for expected in headings.dropLast().reversed() {
            fixture.press(.character("S"))
            #expect(withoutLengths(heading()) == withoutLengths(expected))
        }
    }

    @Test(arguments: [
        ScreenFixture.xor, "data xor\nnetwork 2-8-8-2", "data iris test=0.2 standardize=yes\nnetwork 4-16-3\nbatch 16",
        "data inline X=[[1,2,3],[4,5,6]] Y=[[0.5],[2.5]]\nnetwork 3-2-2-2-2-2-2-1", "data xor\nnetwork 2-20-20-2",
    ])
    func nothingMovesWhileStepping(setup: String) {
        for layout in LayoutName.allCases {
            var fixture = fixture(setup, "layout \(layout.rawValue)")
            for look in [ScreenLook.all[0], ScreenLook.all[2]] {
                let neurons = Set("○●").union(look.glyphs.isASCII ? "o*" : "○●")
                func places() -> [[Point]] {
                    Self.sizes.map { size in
                        guard let area = fixture.area(of: .graph, size.columns, size.rows)?.interior else {
                            Issue.record("no graph in \(layout) \(size)")
                            return []
                        }
                        var body = area
                        body.row += 1
                        body.rows -= 1
                        return fixture.model(size.columns, size.rows, look).draw().points(in: body) {
                            neurons.contains($0.character)
                        }
                    }
                }
                // Names may have the ASCII marks as well, but they do not move either.
                let before = places()
                #expect(before.allSatisfy { !$0.isEmpty })
                for key in "ssiisssnSf" {
                    fixture.press(.character(key))
                    #expect(places() == before, "\(layout) \(key) \(look)")
                }
            }
        }
    }

    @Test func anySizeIsDrawn() {
        let fixture = fixture("data xor\nnetwork 2-20-20-2", "step 12")
        for columns in stride(from: 40, through: 200, by: 8) {
            for rows in stride(from: 12, through: 60, by: 4) {
                #expect(fixture.lines(columns, rows).count == rows)
            }
        }
        #expect(fixture.text(of: .graph, 80, 24).contains { $0.contains("+13 …") })
    }

    /// In the step layout of a small screen the graph is in the matrices' place, until a lesson asks for a cell.
    @Test func layoutsHaveAPlaceForIt() {
        var fixture = fixture()
        func panes(_ columns: Int, _ rows: Int) -> [Pane] {
            fixture.model(columns, rows).layout.slots.map(\.pane)
        }
        #expect(panes(80, 24) == [.operations, .curve, .graph, .explanation, .log])
        #expect(panes(120, 36) == [.operations, .curve, .matrices, .graph, .explanation, .log])
        fixture.run("step 2\nask Z1[3,2] hint \"look\"")
        #expect(panes(80, 24) == [.operations, .curve, .matrices, .explanation, .log])
        #expect(fixture.text(of: .graph, 120, 36).joined().contains("?"))
        fixture.run("layout lesson")
        for size in Self.sizes {
            #expect(panes(size.columns, size.rows) == [.narration, .log, .matrices, .graph, .explanation])
        }
        fixture.run("layout data")
        #expect(panes(80, 24) == [.matrices, .graph, .log])
        fixture.run("layout train")
        #expect(panes(120, 36).contains(.graph) && !panes(120, 36).contains(.outcome))
        fixture.run("plot boundary")
        #expect(!panes(120, 36).contains(.graph) && panes(120, 36).contains(.outcome))
        fixture.press(.character("P"))
        #expect(panes(120, 36).contains(.graph))
        fixture.run("network 2-30-2")
        #expect(!panes(120, 36).contains(.graph))
        fixture.press(.character("P"))
        #expect(fixture.screen.log.entries.last?.text.contains("30 neurons, too many to draw") == true)
    }

    @Test func arrowsChooseTheSampleAndThePath() {
        var fixture = fixture(ScreenFixture.xor, "step 9")
        fixture.press(.down, .down)
        #expect(fixture.title(of: .graph, 120, 36)?.contains("row 2, target 1") == true)
        fixture.press(.down, .down, .down)
        #expect(fixture.title(of: .graph, 120, 36)?.contains("row 3, target 0") == true)
        fixture.run("plot graph row=1")
        #expect(fixture.title(of: .graph, 120, 36)?.contains("row 1, target 1") == true)
        fixture.press(.down, .down)
        fixture.run("why dW1[0,2]")
        #expect(fixture.title(of: .graph, 120, 36)?.contains("dW1[0,2]: path 1 of") == true)
        fixture.press(.right)
        #expect(fixture.title(of: .graph, 120, 36)?.contains("dW1[0,2]: path 2 of") == true)
        fixture.run("why dW1[0,2]")
        #expect(fixture.title(of: .graph, 120, 36)?.contains("dW1[0,2]: path 3 of") == true)
        fixture.press(.escape)
        #expect(fixture.title(of: .graph, 120, 36)?.contains("row 3") == true)
    }

    @Test func pathsFollowOneAnotherUntilOneIsChosenOrAllWereShown() {
        var fixture = fixture(ScreenFixture.xor, "step 9")
        #expect(!fixture.screen.showsPathsInTurn)
        fixture.run("why dW1[0,2]")
        var titles: Set<String> = []
        while fixture.screen.showsPathsInTurn, titles.count < 100 {
            titles.insert(fixture.title(of: .graph, 120, 36) ?? "")
            fixture.screen.showNextPath()
        }
        #expect(titles.count == 4)
        #expect(fixture.title(of: .graph, 120, 36)?.contains("dW1[0,2]: path 1 of 4") == true)
        fixture.run("why dW1[0,1]")
        #expect(fixture.screen.showsPathsInTurn)
        fixture.press(.right)
        #expect(!fixture.screen.showsPathsInTurn)
        fixture.run("why dW1[0,0]")
        fixture.press(.escape)
        #expect(!fixture.screen.showsPathsInTurn)
    }
}
