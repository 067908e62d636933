import TerminalDrawing
import Testing
import Workbench

@testable import Screen

/// The places of the panes, in every layout and size.
@Suite struct LayoutTests {
    static let sizes = [
        Size(columns: 80, rows: 24), Size(columns: 120, rows: 36), Size(columns: 200, rows: 60),
        Size(columns: 40, rows: 12),
    ]

    /// How a pane's title begins.
    private let beginnings: [Pane: String] = [
        .operations: "operations", .matrices: "linear", .derivation: "derive ", .explanation: "explain ",
        .curve: "loss", .accuracy: "accuracy", .layers: "layers", .outcome: "decision", .runs: "runs",
        .samples: "samples", .graph: "graph", .narration: "XOR", .log: "",
    ]

    /// Tab never leads to a pane that is not in the list.
    @Test(arguments: LayoutName.allCases, sizes)
    func everyPaneOfALayoutIsInTheList(layout: LayoutName, size: Size) {
        #expect(Set(Pane.all).count == Pane.all.count)
        for left in Pane.all {
            let input = ScreenLayout.Input(layout: layout, panes: Set(Pane.all).subtracting([left]))
            for slot in ScreenLayout(size: size, input).slots { #expect(Pane.all.contains(slot.pane)) }
        }
        #expect(layout.shows(layout.home.pane))
    }

    @Test func everyPaneIsInALayout() {
        for pane in Pane.all { #expect(LayoutName.allCases.contains { $0.shows(pane) }, "\(pane)") }
        // A pane that another may replace still has a place.
        let step: Set<Pane> = [
            .operations, .matrices, .derivation, .explanation, .layers, .outcome, .graph, .curve, .narration, .log,
        ]
        let train: Set<Pane> = [.curve, .accuracy, .layers, .outcome, .graph, .samples, .runs, .narration, .log]
        let data: Set<Pane> = [.matrices, .outcome, .graph, .narration, .log]
        let lesson: Set<Pane> = [.narration, .log, .matrices, .derivation, .explanation, .graph]
        for (layout, panes) in [(LayoutName.step, step), (.train, train), (.data, data), (.lesson, lesson)] {
            #expect(Set(Pane.all.filter(layout.shows)) == panes, "\(layout)")
        }
    }

    /// What the layout of a screen depends on, with some layers.
    private func input(
        _ layout: LayoutName, hasNarration: Bool, outcome: Outcome.Kind?, layerCount: Int, hasGraph: Bool = false
    ) -> ScreenLayout.Input {
        var input = ScreenLayout.Input(layout: layout)
        input.panes.subtract([.derivation, .runs])
        if !hasGraph { input.panes.remove(.graph) }
        input.rows[.graph] = 12
        if !hasNarration { input.panes.remove(.narration) }
        if outcome == nil { input.panes.remove(.outcome) }
        if outcome == nil || outcome == .boundary { input.panes.remove(.samples) }
        input.rows[.layers] = max(layerCount, 1) + 3
        return input
    }

    @Test(arguments: LayoutName.allCases, sizes)
    func everyPaneHasAClosedFrameAndItsTitle(layout: LayoutName, size: Size) throws {
        var fixture = ScreenFixture(playing: ScreenFixture.lesson)
        fixture.run("next 3\nstep 2")
        fixture.run("layout \(layout.rawValue)")
        for look in ScreenLook.all {
            let model = fixture.model(size.columns, size.rows, look)
            let grid = model.draw()
            let lines = look.glyphs.lines
            let corners: Set<Character> = [
                lines.topLeft, lines.topRight, lines.bottomLeft, lines.bottomRight, lines.teeLeft, lines.teeRight,
            ]
            for slot in model.layout.slots {
                let area = slot.area
                for column in [area.column, area.endColumn - 1] {
                    for row in [area.row, area.endRow - 1] {
                        #expect(corners.contains(grid[column: column, row: row].character), "\(slot) \(look)")
                    }
                    for row in area.row + 1..<area.endRow - 1 {
                        #expect(grid[column: column, row: row].character == lines.vertical, "\(slot) \(look)")
                    }
                }
                var line = area
                line.rows = 1
                let title = grid.text(in: line)[0].dropFirst(2)
                let beginning = try #require(beginnings[slot.pane])
                #expect(title.hasPrefix(beginning.prefix(area.columns - 5)), "\(slot) \(look)")
            }
        }
    }

    @Test(arguments: LayoutName.allCases, sizes)
    func noPaneOverlapsAnother(layout: LayoutName, size: Size) {
        for hasNarration in [false, true] {
            for outcome in [nil, Outcome.Kind.boundary, .confusion] {
                for (layerCount, hasGraph) in [(0, false), (1, true), (2, false), (2, true), (5, false), (30, true)] {
                    let screen = ScreenLayout(
                        size: size,
                        input(
                            layout, hasNarration: hasNarration, outcome: outcome, layerCount: layerCount,
                            hasGraph: hasGraph))
                    let others = [screen.header, screen.status] + (screen.pipeline.map { [$0] } ?? [])
                    for (index, slot) in screen.slots.enumerated() {
                        #expect(slot.area.intersection(Rect(size)) == slot.area, "\(slot)")
                        #expect(slot.area.interior.rows >= 1 && slot.area.interior.columns >= 16, "\(slot)")
                        for other in others { #expect(slot.area.intersection(other).isEmpty, "\(slot)") }
                        for other in screen.slots[(index + 1)...] {
                            let shared = slot.area.intersection(other.area)
                            // The line between two panes belongs to both.
                            #expect(shared.isEmpty || shared.rows == 1, "\(slot) \(other)")
                            #expect(slot.area.interior.intersection(other.area.interior).isEmpty)
                        }
                    }
                    #expect(Set(screen.slots.map(\.pane)).count == screen.slots.count)
                }
            }
        }
    }

    @Test(arguments: LayoutName.allCases)
    func thePanesFillTheScreen(layout: LayoutName) {
        for size in Self.sizes.dropLast() {
            for hasNarration in [false, true] {
                let screen = ScreenLayout(
                    size: size, input(layout, hasNarration: hasNarration, outcome: .confusion, layerCount: 3))
                let areas =
                    [screen.header, screen.status] + (screen.pipeline.map { [$0] } ?? [])
                    + screen.slots.map(\.area)
                for row in 0..<size.rows {
                    for column in 0..<size.columns {
                        let point = Point(column: column, row: row)
                        #expect(areas.contains { $0.contains(point) }, "\(size) \(point)")
                    }
                }
            }
        }
    }

    @Test func eachLayoutIsForAnotherPurpose() {
        var fixture = ScreenFixture(playing: ScreenFixture.lesson)
        func panes(_ columns: Int, _ rows: Int) -> [Pane] {
            fixture.model(columns, rows).layout.slots.map(\.pane)
        }
        #expect(panes(120, 36) == [.operations, .curve, .matrices, .explanation, .layers, .narration, .log])
        #expect(
            panes(200, 60) == [
                .operations, .curve, .matrices, .explanation, .outcome, .layers, .narration, .log,
            ])
        #expect(panes(80, 24) == [.operations, .curve, .matrices, .explanation, .log])
        fixture.press(.character("2"))
        #expect(panes(120, 36) == [.curve, .accuracy, .layers, .outcome, .narration, .log])
        fixture.press(.character("3"))
        #expect(panes(80, 24) == [.matrices, .outcome, .log])
        fixture.press(.character("4"))
        #expect(panes(120, 36) == [.narration, .log, .matrices, .explanation])
        fixture.press(.character("1"))
        #expect(panes(80, 24) == [.operations, .curve, .matrices, .explanation, .log])
    }

    @Test(arguments: [
        "data xor\nnetwork 2-4-2\nbatch 3", "data iris test=0.2\nnetwork 4-8-3 hidden=relu\nbatch 16",
        "data digits\nnetwork 64-32-16-10 dropout=0.2\nbatch 32\noptimizer adam",
        "data inline X=[[1,2,3],[4,5,6]] Y=[[0.5],[2.5]]\nnetwork 3-2-2-2-2-2-2-1",
    ])
    func nothingMovesWhileStepping(setup: String) {
        for layout in LayoutName.allCases {
            var fixture = ScreenFixture(playing: setup)
            fixture.run("layout \(layout.rawValue)")
            let frame = Set<Character>("╭╮╰╯├┤")
            let sizes = [Size(columns: 80, rows: 24), Size(columns: 150, rows: 44)]
            func corners() -> [[Point]] {
                sizes.map { size in
                    fixture.model(size.columns, size.rows).draw().points { frame.contains($0.character) }
                }
            }
            let before = corners()
            #expect(before.allSatisfy { $0.count >= 8 })
            for key in "ssssnsssiiifSSNnfFssn" {
                fixture.press(.character(key))
                #expect(corners() == before, "\(layout) \(key)")
            }
        }
    }

    @Test func tooSmallIsASentenceInEveryLook() {
        for look in ScreenLook.all {
            for size in [Size(columns: 39, rows: 12), Size(columns: 40, rows: 11), Size(columns: 20, rows: 8)] {
                let grid = ScreenFixture().model(size.columns, size.rows, look).draw()
                let text = grid.text(in: grid.bounds).joined(separator: " ")
                #expect(text.contains("backstep needs 40\(look.glyphs.spell("×"))12"), "\(look) \(size)")
                #expect(text.contains("q to quit") || text.contains("q"))
                #expect(!text.contains("operations"))
            }
        }
    }

    @Test func zoomGivesThePaneTheWholeScreenAndTakesItBack() {
        var fixture = ScreenFixture(playing: ScreenFixture.lesson)
        fixture.run("next 2\nstep 2")
        let before = fixture.grid(120, 36)
        for _ in 0..<12 {
            let pane = fixture.screen.focus.pane
            fixture.press(.character("z"))
            let layout = fixture.model(120, 36).layout
            #expect(layout.slots.map(\.pane) == [pane])
            #expect(layout.slots[0].area == Rect(column: 0, row: 3, columns: 120, rows: 32))
            fixture.press(.character("z"))
            #expect(fixture.model(120, 36).layout.slots.count == 7)
            fixture.press(.tab)
        }
        while fixture.screen.focus.pane != .operations { fixture.press(.tab) }
        #expect(fixture.grid(120, 36) == before)
        fixture.press(.character("z"), .escape)
        #expect(!fixture.screen.isZoomed)
    }
}
