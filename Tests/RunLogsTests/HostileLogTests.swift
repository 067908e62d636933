import PlainText
import TestSupport
import Testing

@testable import RunLogs

@Suite struct HostileLogTests {
    private static let pieces = [
        "{", "}", "[", "]", "\"", ":", ",", "\n", "\r\n", "\\", "\\u", "\\u12", "\\ud83d", "a", "\"a\":", "1", "-", "+",
        ".", "e", "1e999", "nan", "inf", "true", "null", "step", "\"run\":\"", "{\"a\":1}\n", "é", "\u{0}", " ", "\t",
        "epoch,loss\n", "1,2\n", "\"\"", "99999999999999999999999", "{\"step\":0,\"b\":[{\"", "Infinity", "-Infinity",
    ]

    private func randomBytes(_ generator: inout SeededGenerator) -> [UInt8] {
        (0..<generator.pick(0...60)).flatMap { _ in
            generator.pick(0...9) == 0
                ? [UInt8.random(in: 0...255, using: &generator)] : Array(generator.pick(Self.pieces).utf8)
        }
    }

    /// No input stops the reader, and it does not matter in which pieces it comes.
    @Test(arguments: [RunLogFormat.jsonLines, .csv], 0..<20 as Range<UInt64>)
    func anyBytesAreReadTheSameInAnyPieces(_ format: RunLogFormat, _ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let bytes = randomBytes(&generator)
            var whole = RunLogReader(format)
            whole.take(bytes)
            var byPieces = RunLogReader(format)
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = generator.pick(1...5)
                byPieces.take(Array(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
            whole.finish()
            byPieces.finish()
            #expect(whole.log == byPieces.log, "\(bytes)")
            #expect(whole.log.recordCount + whole.log.badLineCount <= bytes.count { $0 == Byte.newline } + 1)
        }
    }

    /// A record with some bytes changed is read as one or counted as none.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func aDamagedLineHarmsNoOther(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let record = RunRecord(run: "main", iteration: 7, values: [.init("loss", 0.5), .init("lr", 1e-3)])
        for _ in 0..<200 {
            var damaged = RunLogFormat.jsonLines.encoded([record], at: 0)
            for _ in 0..<generator.pick(1...4) {
                damaged[generator.pick(0...damaged.count - 2)] = UInt8.random(in: 0...255, using: &generator)
            }
            let lines = damaged.count { $0 == Byte.newline }
            var reader = RunLogReader(.jsonLines)
            reader.take(damaged + Array("{\"run\":\"after\",\"iteration\":1,\"loss\":2}\n".utf8))
            #expect(reader.log.runs.last?.series(named: "loss")?.points.last == LoggedPoint(x: 1, y: 2))
            #expect(reader.log.recordCount + reader.log.badLineCount <= lines + 1)
        }
    }

    @Test func nestingIsPassedOverHoweverDeep() {
        var reader = RunLogReader(.jsonLines)
        let depth = 200_000
        let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        reader.take(Array("{\"a\":\(nested),\"b\":1}\n".utf8))
        #expect(reader.log.runs[0].series(named: "b")?.latest == 1)
    }
}
