import Testing

@testable import FrontEnds
import TerminalDrawing

@Suite struct KeyDecoderTests {
    private func keys(_ text: String) -> [Key] {
        var decoder = KeyDecoder()
        decoder.append(Array(text.utf8))
        var keys: [Key] = []
        while let key = decoder.next() { keys.append(key) }
        return keys
    }

    @Test func lettersControlKeysAndSequences() {
        #expect(
            keys("aΣ\u{1}\u{7F}\r\t") == [.character("a"), .character("Σ"), .control("a"), .backspace, .enter, .tab])
        #expect(keys("\u{1B}[A\u{1B}OB\u{1B}[3~\u{1B}[H\u{1B}b") == [.up, .down, .delete, .home, .alt("b")])
    }

    @Test func unknownSequencesAreLeftOut() {
        #expect(keys("\u{1B}[99;5Xa") == [.character("a")])
    }

    @Test func aCharacterIsReadOnceAllItsBytesAreThere() {
        var decoder = KeyDecoder()
        decoder.append([0xCE])
        #expect(decoder.next() == nil)
        decoder.append([0xA3])
        #expect(decoder.next() == .character("Σ"))
    }

    @Test func bytesThatAreNoUTF8DoNotStopTheReader() {
        var decoder = KeyDecoder()
        decoder.append([0xFF, 0x80, UInt8(ascii: "x")])
        var last: Key?
        while let key = decoder.next() { last = key }
        #expect(last == .character("x"))
    }

    @Test func aSequenceMayArriveInPieces() {
        var decoder = KeyDecoder()
        decoder.append([0x1B])
        #expect(decoder.next() == nil)
        decoder.append([UInt8(ascii: "[")])
        #expect(decoder.next() == nil)
        decoder.append([UInt8(ascii: "A")])
        #expect(decoder.next() == .up)
    }

    @Test func escapeAloneIsAKeyOnceNothingFollows() {
        var decoder = KeyDecoder()
        decoder.append([0x1B])
        #expect(decoder.next(mayGoOn: false) == .escape)
        #expect(decoder.next(mayGoOn: false) == nil)
    }
}
