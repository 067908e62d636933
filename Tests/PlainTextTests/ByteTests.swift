import Testing

@testable import PlainText

@Suite struct ByteTests {
    @Test func bytesAreClassifiedAsCharactersAre() {
        for byte in UInt8.min...UInt8.max {
            let character = Character(Unicode.Scalar(byte))
            #expect(byte.isASCIIDigit == (character.isASCII && character.isNumber))
            #expect(byte.isASCIILetter == (character.isASCII && character.isLetter))
            #expect(byte.isBlank == " \t\r\n".utf8.contains(byte))
            #expect(byte.isLineEnding == "\r\n".utf8.contains(byte))
        }
    }

    @Test func wholeNumbersAreWrittenTheLowestByteFirstAndReadBack() {
        var bytes: [UInt8] = [9]
        bytes.append(littleEndian: UInt32(0x0102_0304))
        bytes.append(littleEndian: UInt16(0xff00))
        #expect(bytes == [9, 4, 3, 2, 1, 0, 0xff])
        #expect(bytes.littleEndian(at: 1, UInt32.self) == 0x0102_0304)
        #expect(bytes.littleEndian(at: 5, UInt16.self) == 0xff00)
        #expect(bytes.littleEndian(at: 6, UInt16.self) == nil)
        #expect(bytes.littleEndian(at: -1, UInt16.self) == nil)
    }

    @Test func numbersHaveProtobufsSpelling() {
        var message = ProtobufMessage()
        message.add(1, 7)
        message.add(2, 300)
        message.add(3, "ab")
        message.add(4, Float(1))
        message.add(20) { $0.add(1, 0) }
        message.add(5, 1.0)
        #expect(
            message.bytes == [
                0x08, 7, 0x10, 0xac, 2, 0x1a, 2, 0x61, 0x62, 0x25, 0, 0, 0x80, 0x3f, 0xa2, 1, 2, 8, 0, 0x29, 0, 0, 0, 0,
                0, 0, 0xf0, 0x3f,
            ])
    }
}
