import Foundation
import TestSupport
import Testing

@testable import RunLogs

/// The records of `events.tfevents`.
private let fixtureRecords = [
    RunRecord(
        run: "main", iteration: 0,
        values: [.init("loss", 0.6931471805599453), .init("accuracy", 0.5), .init("lr", 0.1)]),
    RunRecord(
        run: "main", iteration: 1,
        values: [.init("loss", 0.1 + 0.2), .init("accuracy", 1.0 / 3), .init("lr", 1e-5)]),
    RunRecord(
        run: "main", iteration: 2, epoch: 1,
        values: [
            .init("train.loss", 0.5), .init("train.accuracy", 0.75), .init("test.loss", .nan),
            .init("test.accuracy", 0), .init("lr", 1e-5),
        ]),
    RunRecord(run: "main", iteration: 300, values: [.init("loss", .infinity), .init("lr", 0)]),
    RunRecord(run: "main", iteration: 70000, values: [.init("loss", -.infinity), .init("lr", 123_456_789)]),
]

private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

@Suite struct EventFileTests {
    @Test func eventFilesHaveTheBytesOfTensorBoardsOwnWriter() throws {
        let time = 1_764_000_000.25
        let written =
            RunLogFormat.tensorBoard.opening(at: time) + RunLogFormat.tensorBoard.encoded(fixtureRecords, at: time)
        #expect(try written == Fixture.bytes("events.tfevents"))
    }

    /// RFC 3720, appendix B.4.
    private static let sums: [([UInt8], UInt32)] = [
        (Array(repeating: 0, count: 32), 0x8a91_36aa), (Array(repeating: 0xff, count: 32), 0x62a8_ab43),
        (Array(0..<32), 0x46dd_794e), (Array((0..<32).reversed()), 0x113f_db5c),
    ]

    @Test(arguments: sums)
    func checkSumsAreThoseOfTheStandard(_ bytes: [UInt8], _ sum: UInt32) {
        #expect(MaskedCRC32C.plain(bytes[...]) == sum)
    }
}

@Suite struct LineFormatTests {
    @Test func aRecordIsAJSONObjectOnALine() {
        let bytes = RunLogFormat.jsonLines.encoded(Array(fixtureRecords[1...3]), at: 0)
        #expect(
            text(bytes) == """
                {"run":"main","iteration":1,"loss":0.30000000000000004,"accuracy":0.3333333333333333,"lr":1e-05}
                {"run":"main","iteration":2,"epoch":1,"train.loss":0.5,"train.accuracy":0.75,"test.loss":"nan",\
                "test.accuracy":0.0,"lr":1e-05}
                {"run":"main","iteration":300,"loss":"inf","lr":0.0}

                """)
        #expect(RunLogFormat.jsonLines.opening(at: 0).isEmpty)
    }

    @Test func aRecordIsARowUnderTheSameColumns() {
        let bytes = RunLogFormat.csv.opening(at: 0) + RunLogFormat.csv.encoded(Array(fixtureRecords[2...3]), at: 0)
        #expect(
            text(bytes) == """
                run,iteration,epoch,loss,accuracy,lr,train.loss,train.accuracy,validation.loss,validation.accuracy,\
                test.loss,test.accuracy
                main,2,1,,,1e-05,0.5,0.75,,,nan,0.0
                main,300,,inf,,0.0,,,,,,

                """)
    }

    @Test func everyLineOfJSONIsAnObjectForOtherReaders() throws {
        let name = "a \"b\" \\ \n\t\u{1} é 😀"
        let bytes = RunLogFormat.jsonLines.encoded(
            [
                RunRecord(
                    run: name, iteration: 3, values: [.init("loss", .leastNonzeroMagnitude), .init("lr", -.infinity)])
            ], at: 0)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(object["run"] as? String == name)
        #expect(object["loss"] as? Double == .leastNonzeroMagnitude)
        #expect(object["lr"] as? String == "-inf")
    }

    @Test(arguments: [
        ("a.jsonl", RunLogFormat.jsonLines), ("b/c.CSV", .csv), ("x.ndjson", .jsonLines), ("a.txt", nil), ("csv", nil),
        (".csv", nil), ("runs/", nil), ("a.csv/b", nil), ("", nil),
    ])
    func theEndingTellsTheFormat(_ path: String, _ format: RunLogFormat?) {
        #expect(RunLogFormat(ending: path) == format)
    }
}

@Suite struct ReadBackTests {
    /// Records with every kind of number and name that there is.
    private func randomRecords(seed: UInt64) -> [RunRecord] {
        var generator = SeededGenerator(seed: seed)
        let names = ["main", "branch-1", "a,b", "say \"no\"", "two\nlines", "é 日", "", " blanks "]
        let special = [
            0, -0.0, .nan, .infinity, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.1, 1e22, 1e23,
            123_456,
        ]
        var iterations = [String: Int]()
        return (0..<200).map { _ in
            let name = generator.pick(names)
            iterations[name, default: -1] += generator.pick(1...3)
            let values = RunRecord.valueNames.compactMap { column -> RunRecord.Value? in
                guard generator.pick(0...2) > 0 else { return nil }
                let random = Double(bitPattern: generator.next())
                return .init(column, generator.pick([generator.pick(special), random.isNaN ? .nan : random]))
            }
            return RunRecord(run: name, iteration: iterations[name]!, values: values)
        }
    }

    @Test(arguments: [RunLogFormat.jsonLines, .csv], 0..<20 as Range<UInt64>)
    func whatIsWrittenIsReadBackToTheLastBit(_ format: RunLogFormat, _ seed: UInt64) {
        let records = randomRecords(seed: seed)
        let bytes = format.opening(at: 0) + format.encoded(records, at: 0)
        var reader = RunLogReader(format)
        var generator = SeededGenerator(seed: seed)
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = generator.pick(1...300)
            reader.take(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        #expect(reader.log.recordCount == records.count)
        #expect(reader.log.badLineCount == 0)
        #expect(Set(reader.log.runs.map(\.name)) == Set(records.map { format == .csv ? trimmed($0.run) : $0.run }))
        for run in reader.log.runs {
            for name in RunRecord.valueNames {
                let written = records.filter { (format == .csv ? trimmed($0.run) : $0.run) == run.name }.flatMap {
                    record in
                    record.values.filter { $0.name == name }
                        .map { LoggedPoint(x: Double(record.iteration), y: $0.value) }
                }
                #expect(run.series(named: name)?.points ?? [] == written)
            }
        }
    }

    /// Blanks around a field do not count.
    private func trimmed(_ name: String) -> String { name == " blanks " ? "blanks" : name }
}
