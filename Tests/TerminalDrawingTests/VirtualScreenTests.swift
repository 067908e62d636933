import TerminalDrawing
import TestSupport
import Testing

@Suite struct VirtualScreenTests {
    private func screen(_ bytes: String, columns: Int = 8, rows: Int = 3) -> VirtualScreen {
        var screen = VirtualScreen(size: Size(columns: columns, rows: rows))
        screen.feed(bytes.utf8)
        return screen
    }

    @Test(
        "Sequences move, write and erase as in xterm",
        arguments: [
            ("abc\r\ndef", "abc\ndef"), ("\u{1B}[2;3Hx", "\n  x"), ("abc\u{1B}[Gx", "xbc"), ("a\u{1B}[3dx", "a\n\n x"),
            ("\u{1B}[2Cx\u{1B}[2Dy", " yx"), ("a\u{1B}[Bb\u{1B}[Ac", "a c\n b"), ("abcdefghi", "abcdefgh\ni"),
            ("abcdefgh\rx", "xbcdefgh"), ("\u{1B}[?7labcdefghi", "abcdefgi"), ("abcd\u{1B}[3D\u{1B}[K", "a"),
            ("abcd\u{1B}[2D\u{1B}[1K", "   d"), ("ab\u{1B}[2J\u{1B}[Hx", "x"), ("a\r\nb\r\nc\u{1B}[2;1H\u{1B}[J", "a"),
            ("abcd\u{1B}[2G\u{1B}[2X", "a  d"), ("abcd\u{1B}[2G\u{1B}[2@", "a  bcd"), ("abcd\u{1B}[2G\u{1B}[2P", "ad"),
            ("a\r\nb\r\nc\u{1B}[2;1H\u{1B}[L", "a\n\nb"), ("a\r\nb\r\nc\u{1B}[1;1H\u{1B}[M", "b\nc"),
            ("a\r\nb\r\nc\r\nd", "b\nc\nd"), ("a\r\nb\r\nc\u{1B}[S", "b\nc"), ("a\r\nb\u{1B}[T", "\na\nb"),
            ("a\r\nb\r\nc\u{1B}[1;2r\u{1B}[2;1H\nx", "b\nx\nc"), ("a\u{1B}M", "\na"), ("x\u{1B}[3b", "xxxx"),
            ("\u{1B}(0lqk\u{1B}(Bq", "┌─┐q"), ("\u{1B}[s\u{1B}[3;3Hx\u{1B}[uy", "y\n\n  x"),
            ("\u{1B}]0;title\u{7}x", "x"),
            ("漢字x", "漢字x"), ("漢\u{1B}[2Gx", " x"), ("abcdefg漢", "abcdefg\n漢"), ("e\u{301}x", "e\u{301}x"),
        ])
    func sequences(bytes: String, text: String) {
        let screen = screen(bytes)
        #expect(screen.text == text)
        #expect(screen.unknownSequences.isEmpty)
    }

    @Test func attributesAndColoursAreKeptWithTheCells() {
        let screen = screen("\u{1B}[1;31;48;5;24ma\u{1B}[22;39;7mb\u{1B}[0;38;2;1;2;3mc\u{1B}[38:2::4:5:6;97md")
        #expect(screen[column: 0, row: 0].style.bold)
        #expect(screen[column: 0, row: 0].style.foreground == .palette(1))
        #expect(screen[column: 0, row: 0].style.background == .palette(24))
        #expect(screen[column: 1, row: 0].style.foreground == .standard)
        #expect(screen[column: 1, row: 0].style.reverse)
        #expect(screen[column: 2, row: 0].style.foreground == .direct(1, 2, 3))
        #expect(screen[column: 2, row: 0].style.background == .standard)
        #expect(screen[column: 3, row: 0].style.foreground == .palette(15))
    }

    @Test func alternateScreenGivesTheOtherOneBack() {
        var screen = screen("before\u{1B}[?1049h\u{1B}[H\u{1B}[?25l\u{1B}[?1000hfull")
        #expect(screen.isAlternate && !screen.isCursorShown && screen.reportsMouse)
        #expect(screen.text == "full")
        screen.feed("\u{1B}[?1000l\u{1B}[?25h\u{1B}[?1049l".utf8)
        #expect(!screen.isAlternate && screen.isCursorShown && !screen.reportsMouse)
        #expect(screen.text == "before")
        #expect(screen.cursor == Point(column: 6, row: 0))
    }

    @Test func bytesMayComeInAnyPieces() {
        let bytes = Array("漢\u{1B}[1;38;5;208m字\u{1B}[2;2Hé".utf8)
        var piecewise = VirtualScreen(size: Size(columns: 8, rows: 3))
        for byte in bytes { piecewise.feed([byte]) }
        var whole = VirtualScreen(size: Size(columns: 8, rows: 3))
        whole.feed(bytes)
        #expect(piecewise == whole)
        #expect(whole.position(of: "字") == Point(column: 2, row: 0))
    }

    @Test func whatIsNotKnownIsReported() {
        #expect(screen("\u{1B}[5y\u{1B}[?77h").unknownSequences == ["CSI 5y", "CSI ?77h"])
    }
}
