import Foundation
import Testing

@testable import TerminalDrawing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// The contents of a picture, according to an XML parser.
private final class PictureReader: NSObject, XMLParserDelegate {
    var elements: [(name: String, attributes: [String: String])] = []
    var text = ""

    static func read(_ source: String) -> PictureReader? {
        let reader = PictureReader()
        let parser = XMLParser(data: Data(source.utf8))
        parser.delegate = reader
        return parser.parse() ? reader : nil
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        elements.append((name, attributes))
    }

    func parser(_ parser: XMLParser, foundCharacters characters: String) {
        text += characters
    }
}

@Suite struct PictureTests {
    private var sample: CellGrid {
        var grid = CellGrid(size: Size(columns: 20, rows: 4), style: Style(background: .rgb(1, 2, 3)))
        grid.box(grid.bounds, title: "a<b & \"c\"", style: Style(foreground: .rgb(9, 8, 7)))
        grid.put("漢字 ⣿█\u{FFFE}", at: Point(column: 1, row: 1), style: Style(bold: true, underline: true))
        grid.put("back", at: Point(column: 1, row: 2), style: Style(foreground: .rgb(255, 0, 0), reverse: true))
        return grid
    }

    @Test func svgIsWellFormedAndHasTheText() throws {
        let picture = try #require(PictureReader.read(sample.svg(title: "x < y")))
        #expect(picture.elements.first?.name == "svg")
        for part in ["x < y", "a<b", "漢", "字", "back"] { #expect(picture.text.contains(part)) }
        #expect(!picture.elements.contains { $0.attributes.keys.contains("href") || $0.name == "image" })
    }

    @Test func svgHasOneTextForAWordAndTellsItsWidth() throws {
        var grid = CellGrid(size: Size(columns: 10, rows: 1))
        grid.put("word", at: Point(column: 2, row: 0))
        let picture = try #require(PictureReader.read(grid.svg()))
        let texts = picture.elements.filter { $0.name == "text" }
        #expect(texts.count == 1)
        #expect(texts.first?.attributes["x"] == "24.8")
        #expect(texts.first?.attributes["textLength"] == "33.6")
    }

    @Test func linesOfNeighbouringCellsMeet() throws {
        let left = CellShape("─").strokes(at: (x: 0, y: 0))
        let right = CellShape("─").strokes(at: (x: 8.4, y: 0))
        #expect(left == "M0 8.5H8.4")
        #expect(right == "M8.4 8.5H16.8")
        #expect(CellShape("╭").strokes(at: (x: 0, y: 0)) == "M4.2 17L4.2 12.7Q4.2 8.5 8.4 8.5")
        #expect(CellShape("▄").areas(at: (x: 0, y: 0)) == "M0 8.5h8.4v8.5h-8.4z")
    }

    @Test func reverseExchangesColours() throws {
        let picture = try #require(PictureReader.read(sample.svg()))
        #expect(picture.elements.contains { $0.name == "rect" && $0.attributes["fill"] == "#ff0000" })
    }

    @Test func htmlIsWellFormedAndShowsTheGrid() throws {
        let page = sample.html()
        #expect(page.hasPrefix("<!DOCTYPE html>"))
        let body = page.replacingOccurrences(of: "<!DOCTYPE html>\n", with: "")
        let picture = try #require(PictureReader.read(body))
        #expect(picture.text.contains("╭ a<b & \"c\" ─────"))
        #expect(picture.elements.contains { $0.name == "span" && $0.attributes["style"]?.contains("#ff0000") == true })
    }
}
