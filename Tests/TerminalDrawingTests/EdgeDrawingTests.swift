import Testing

@testable import TerminalDrawing

/// Lines from one side of an area to the other.
@Suite struct EdgeDrawingTests {
    private func lines(
        _ edges: [EdgeDrawing.Edge], _ columns: Int, _ rows: Int, _ glyphs: GlyphSet = .unicode
    ) -> [String] {
        var grid = CellGrid(size: Size(columns: columns, rows: rows))
        EdgeDrawing(edges: edges).draw(into: &grid, in: grid.bounds, glyphs: glyphs)
        return grid.plainText.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    private func edge(
        _ start: Int, _ end: Int, _ kind: EdgeDrawing.Kind = .positive, isHeavy: Bool = false
    ) -> EdgeDrawing.Edge {
        EdgeDrawing.Edge(from: start, to: end, kind: kind, isHeavy: isHeavy, style: .plain)
    }

    /// The sign and the size of a number can be seen without colours.
    @Test func kindsDifferWithoutColors() {
        #expect(lines([edge(0, 0)], 6, 1) == ["⠒⠒⠒⠒⠒⠒"])
        #expect(lines([edge(0, 0, isHeavy: true)], 6, 1) == ["⠶⠶⠶⠶⠶⠶"])
        #expect(lines([edge(0, 0, .negative)], 6, 1) == ["⠒ ⠒ ⠒"])
        #expect(lines([edge(0, 0, .negative, isHeavy: true)], 6, 1) == ["⠶ ⠶ ⠶"])
        #expect(lines([edge(0, 0, .neutral)], 6, 1) == ["⠂⠂⠂⠂⠂⠂"])
        let kinds: [(EdgeDrawing.Kind, Bool, String)] = [
            (.positive, false, "++++"), (.positive, true, "####"), (.negative, false, "----"),
            (.negative, true, "===="), (.neutral, false, "...."),
        ]
        for (kind, isHeavy, text) in kinds {
            #expect(lines([edge(0, 0, kind, isHeavy: isHeavy)], 4, 1, .ascii) == [text])
        }
    }

    @Test func linesGoFromSideToSide() {
        #expect(lines([edge(0, 2)], 6, 3, .ascii) == ["++", "  ++", "    ++"])
        #expect(lines([edge(0, 2), edge(2, 0, .negative)], 6, 3, .ascii) == ["++  --", "  --", "--  ++"])
        let crossing = lines([edge(0, 2), edge(2, 0)], 6, 3)
        #expect(crossing.count == 3 && crossing.allSatisfy { (1...6).contains($0.count) })
        #expect(crossing[0] != lines([edge(0, 2)], 6, 3)[0])
    }

    /// Where lines cross, both keep their dots, and the later one its colour.
    @Test func laterLinesHaveTheStyle() {
        var first = edge(0, 1)
        first.style = Style(foreground: Color(hex: 0xFF0000))
        var second = edge(1, 0)
        second.style = Style(foreground: Color(hex: 0x00FF00), bold: true)
        var grid = CellGrid(size: Size(columns: 5, rows: 2))
        EdgeDrawing(edges: [first, second]).draw(into: &grid, in: grid.bounds, glyphs: .unicode)
        #expect(grid[column: 2, row: 0].style == second.style)
        #expect(grid[column: 0, row: 0].style == first.style)
        #expect(grid[column: 4, row: 0].style == second.style)
    }

    @Test func anyAreaAndPlaces() {
        for columns in [0, 1, 2, 7] {
            for rows in [0, 1, 3] {
                for glyphs in [GlyphSet.unicode, .ascii] {
                    let drawn = lines([edge(-4, 9, isHeavy: true), edge(5, 0, .negative)], columns, rows, glyphs)
                    #expect(drawn.count == rows && drawn.allSatisfy { $0.count <= columns })
                }
            }
        }
    }
}
