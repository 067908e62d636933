import Testing

@testable import TerminalDrawing

@Suite struct CharacterWidthTests {
    @Test(arguments: [
        ("a", 1), ("é", 1), ("e\u{301}", 1), ("漢", 2), ("한", 2), ("ｗ", 2), ("▶", 1), ("ᵀ", 1), ("⣿", 1),
        ("─", 1), ("😀", 2), ("👩‍💻", 2), ("\u{200B}", 0), ("\u{301}", 0), ("−", 1), ("Σ", 1),
    ])
    func charactersTakeTheColumnsThatTerminalsGiveThem(text: String, width: Int) {
        #expect(CharacterWidth.of(Character(text)) == width)
    }

    @Test func textIsAsWideAsItsCharacters() {
        #expect(CharacterWidth.of("dW2 = A1ᵀ·dZ2 漢字") == 18)
    }
}
