import Testing

@testable import RunLogs

private func read(_ format: RunLogFormat, _ text: String) -> RunLog {
    var reader = RunLogReader(format)
    reader.take(Array(text.utf8))
    return reader.log
}

private func points(_ log: RunLog, _ name: String, run: Int = 0) -> [[Double]] {
    (log.runs[run].series(named: name)?.points ?? []).map { [$0.x, $0.y] }
}

@Suite struct ForeignLogTests {
    @Test(arguments: [(RunLogFormat.jsonLines, "python.jsonl"), (.csv, "python.csv")])
    func logsThatPythonWroteAreReadToTheLastBit(_ format: RunLogFormat, _ file: String) throws {
        var reader = RunLogReader(format)
        try reader.take(Fixture.bytes(file))
        let log = reader.log
        #expect(log.badLineCount == 0 && log.recordCount == 50 && log.runs.count == 1)
        #expect(log.runs[0].axis == .step)
        #expect(log.runs[0].series.map(\.name).sorted() == ["loss", "lr"])
        for (name, expected) in try Fixture.expected() {
            let points = try #require(log.runs[0].series(named: name)?.points)
            #expect(points.map(\.x) == expected.map(\.x))
            for (point, expected) in zip(points, expected) {
                #expect(point.y.bitPattern == expected.bits || point.y.isNaN && Double(bitPattern: expected.bits).isNaN)
            }
        }
    }

    @Test func whatCountsIsIterationOrElseStepOrElseEpochOrElseTheRecord() {
        #expect(points(read(.jsonLines, "{\"epoch\":1,\"step\":20,\"iteration\":300,\"a\":1}\n"), "a") == [[300, 1]])
        #expect(points(read(.jsonLines, "{\"epoch\":1,\"a\":1,\"step\":20}\n"), "a") == [[20, 1]])
        #expect(points(read(.jsonLines, "{\"epoch\":1,\"a\":1}\n"), "a") == [[1, 1]])
        #expect(points(read(.jsonLines, "{\"a\":7}\n{\"a\":8}\n"), "a") == [[1, 7], [2, 8]])
        #expect(points(read(.csv, "a\n7\n8\n"), "a") == [[1, 7], [2, 8]])
    }

    @Test func aRecordThatDoesNotCountStandsWhereTheOneBeforeDid() {
        let log = read(.jsonLines, "{\"step\":5,\"loss\":1}\n{\"val_loss\":2}\n{\"step\":6,\"loss\":3}\n")
        #expect(points(log, "val_loss") == [[5, 2]])
        #expect(points(log, "loss") == [[5, 1], [6, 3]])
    }

    @Test func stepsThatBeginAnewInEachEpochAreCountedOn() {
        let lines = (0..<3).flatMap { epoch in
            (0..<2).map { "{\"epoch\":\(epoch),\"step\":\($0),\"loss\":\(epoch)}\n" }
        }
        let log = read(.jsonLines, lines.joined())
        #expect(log.runs.count == 1)
        #expect(points(log, "loss").map { $0[0] } == [0, 1, 2, 3, 4, 5])
    }

    @Test func aRunThatBeginsAnewIsAnotherOne() {
        let log = read(.jsonLines, String(repeating: "{\"step\":0,\"a\":1}\n{\"step\":9,\"a\":2}\n", count: 3))
        #expect(log.runs.map(\.name) == ["", "run #2", "run #3"])
        #expect(points(log, "a", run: 2) == [[0, 1], [9, 2]])
    }

    @Test func aRecordThatIsLateIsNoOtherRun() {
        let log = read(.jsonLines, "{\"step\":0,\"a\":1}\n{\"step\":9,\"a\":2}\n{\"step\":8,\"b\":3}\n")
        #expect(log.runs.count == 1)
        #expect(points(log, "b") == [[8, 3]])
    }

    @Test func runsAreToldApartByTheirNames() {
        let log = read(.csv, "run,iteration,loss\na,0,1\nb,0,2\na,1,3\n\"c, d\",0,4\n7,0,5\n")
        #expect(log.runs.map(\.name) == ["a", "b", "c, d", "7"])
        #expect(points(log, "loss") == [[0, 1], [1, 3]])
        #expect(read(.jsonLines, "{\"run\":7,\"a\":1}\n").runs.map(\.name) == ["7"])
    }

    @Test func bestValuesAreThoseThatAreNumbers() throws {
        let log = read(.jsonLines, "{\"a\":NaN}\n{\"a\":3}\n{\"a\":-1}\n{\"a\":2}\n{\"a\":NaN}\n")
        let series = try #require(log.runs[0].series(named: "a"))
        #expect(series.smallest == LoggedPoint(x: 3, y: -1))
        #expect(series.largest == LoggedPoint(x: 2, y: 3))
        #expect(series.latest.isNaN && series.count == 5)
    }
}

@Suite struct JSONLineTests {
    @Test(arguments: [
        ("0", 0), ("-0", -0.0), ("17", 17), ("0.25", 0.25), ("-2.5e-3", -0.0025), ("1E+2", 100), ("1e400", .infinity),
        ("1e-400", 0), ("NaN", .nan), ("Infinity", .infinity), ("-Infinity", -.infinity), ("\"nan\"", .nan),
        ("\"inf\"", .infinity), ("\"-inf\"", -.infinity), ("\"Infinity\"", .infinity), ("nan", .nan),
        ("0.1000000000000000055511151231257827", 0.1), ("9007199254740993", 9_007_199_254_740_992),
        ("179769313486231570000000000000000000000e270", .greatestFiniteMagnitude),
    ])
    func numbersInAllSpellings(_ spelling: String, _ value: Double) {
        let log = read(.jsonLines, " { \"a\" :\t\(spelling) , \"b\": 1 }\r\n")
        #expect(log.badLineCount == 0)
        #expect(log.runs[0].series(named: "a")?.points == [LoggedPoint(x: 1, y: value)])
    }

    @Test(arguments: [
        "true", "null", "false", "\"0.5\"", "\"\"", "\"x\"", "[1,2]", "{\"c\":[{}]}", "\"\\\"}\"", "[\"]\"]",
    ])
    func whatIsNoNumberIsLeftOut(_ value: String) {
        let log = read(.jsonLines, "{\"a\":\(value),\"b\":1}\n")
        #expect(log.badLineCount == 0)
        #expect(log.runs[0].series.map(\.name) == ["b"])
    }

    @Test(arguments: [
        "{", "}", "[1]", "1", "{}}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{\"a\":1 \"b\":2}", "{\"a\":[1}",
        "{\"a\":tru}", "{\"a\":1}{\"a\":2}", "{\"a\":\"x}", "{\"a\":1", "epoch 1: loss 0.5", "{\"a\":--1}",
        "{\"a\":nul}",
        "{\"a\":\u{1}}", "{\"a\":0x10}",
    ])
    func aLineThatIsNoRecordIsCountedAndPassedOver(_ line: String) {
        let log = read(.jsonLines, "{\"a\":1}\n\n\(line)\n{\"a\":2}\n")
        #expect(log.badLineCount == 1 && log.firstBadLine == 3 && log.recordCount == 2)
        #expect(points(log, "a") == [[1, 1], [2, 2]])
    }

    @Test func namesAreReadWithTheirEscapes() {
        let log = read(.jsonLines, #"{"t\u00e4st \"\ud83d\ude00\" \/\n\q\ud83d":1,"é":2,"t\u00e4":3}"# + "\n")
        #expect(log.runs[0].series.map(\.name) == ["täst \"😀\" /\n\u{fffd}\u{fffd}", "é", "tä"])
    }
}

@Suite struct CSVLineTests {
    @Test func quotedFieldsMayHoldAnything() {
        let log = read(.csv, "\"loss, \"\"best\"\"\",step,\"two\nlines\"\r\n\"0.5\",1,2\r\n0.25,2,3\r\n")
        #expect(log.badLineCount == 0)
        #expect(log.runs[0].series.map(\.name) == ["loss, \"best\"", "two\nlines"])
        #expect(points(log, "loss, \"best\"") == [[1, 0.5], [2, 0.25]])
    }

    @Test func emptyFieldsAndWordsAreLeftOut() {
        let log = read(.csv, "step,a,b\n1,,2\n2,x,\n3,nan,-inf\n4, 5 ,\"\"\n")
        #expect(log.badLineCount == 0)
        #expect(points(log, "b") == [[1, 2], [3, -.infinity]])
        #expect(points(log, "a").map { $0[0] } == [3, 4])
    }

    @Test(arguments: ["1", "1,2,3", "\"1,2", "\"1\"x,2", ""])
    func aRowOfAnotherLengthIsCountedAndPassedOver(_ row: String) {
        var reader = RunLogReader(.csv)
        reader.take(Array("a,b\n1,2\n\(row)\n".utf8))
        reader.finish()
        #expect(reader.log.badLineCount == (row.isEmpty ? 0 : 1))
        #expect(points(reader.log, "b") == [[1, 2]])
    }

    @Test func aTableWithoutAHeaderHasNumberedColumns() {
        let log = read(.csv, "1,0.5\n2,0.25\n")
        #expect(points(log, "column 2") == [[1, 0.5], [2, 0.25]])
    }

    @Test func aMarkOfUTF8IsNoPartOfTheFirstName() {
        #expect(read(.csv, "\u{feff}step,a\n5,1\n").runs[0].axis == .step)
    }
}

@Suite struct GrowingLogTests {
    @Test(arguments: [RunLogFormat.jsonLines, .csv])
    func anUnfinishedLineWaitsForItsRest(_ format: RunLogFormat) {
        var reader = RunLogReader(format)
        let text = format == .csv ? "step,a\n1,2\n3,45\n" : "{\"step\":1,\"a\":2}\n{\"step\":3,\"a\":45}\n"
        let bytes = Array(text.utf8)
        reader.take(Array(bytes.dropLast(2)))
        #expect(reader.log.recordCount == 1 && reader.log.badLineCount == 0 && reader.hasUnfinishedLine)
        reader.take(Array(bytes.suffix(2)))
        #expect(points(reader.log, "a") == [[1, 2], [3, 45]])
        #expect(!reader.hasUnfinishedLine)
    }

    @Test func anUnfinishedLineCountsWhereNothingFollows() {
        var reader = RunLogReader(.jsonLines)
        reader.take(Array("{\"a\":1}\n{\"a\":2}".utf8))
        reader.finish()
        #expect(points(reader.log, "a") == [[1, 1], [2, 2]])
    }

    @Test(arguments: [RunLogFormat.jsonLines, .csv])
    func aLineWithoutEndDoesNotFillTheMemory(_ format: RunLogFormat) {
        var reader = RunLogReader(format)
        reader.take(Array((format == .csv ? "a\n1\n\"" : "{\"a\":1}\n{").utf8))
        let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 16)
        for _ in 0..<40 { reader.take(piece) }
        reader.take(Array((format == .csv ? "\n2\n" : "\n{\"a\":2}\n").utf8))
        #expect(reader.log.badLineCount == 1)
        #expect(points(reader.log, "a") == [[1, 1], [2, 2]])
    }

    @Test func longSeriesAreThinnedOutAndKeepTheirEnds() throws {
        var reader = RunLogReader(.jsonLines)
        let count = 100_000
        for start in stride(from: 0, to: count, by: 1000) {
            reader.take(Array((start..<start + 1000).map { "{\"step\":\($0),\"a\":\(-$0)}\n" }.joined().utf8))
        }
        let series = try #require(reader.log.runs[0].series(named: "a"))
        #expect(series.count == count)
        #expect(series.points.count <= LoggedSeries.pointLimit && series.points.count > LoggedSeries.pointLimit / 4)
        #expect(series.points.first == LoggedPoint(x: 0, y: 0))
        #expect(series.points.last == LoggedPoint(x: Double(count - 1), y: Double(1 - count)))
        #expect(series.smallest?.x == Double(count - 1))
        #expect(zip(series.points, series.points.dropFirst()).allSatisfy { $0.x < $1.x })
    }

    @Test func runsAndColumnsBeyondTheLimitsAreLeftOut() {
        var reader = RunLogReader(.jsonLines)
        for run in 0..<200 { reader.take(Array("{\"run\":\"r\(run)\",\"c\(run)\":1}\n".utf8)) }
        #expect(reader.log.runs.count == RunLog.runLimit && reader.log.hasLeftOut && reader.log.recordCount == 200)
        reader = RunLogReader(.jsonLines)
        for run in 0..<2000 { reader.take(Array("{\"c\(run)\":1}\n".utf8)) }
        #expect(reader.log.runs[0].series.count == RunLog.seriesLimit && reader.log.hasLeftOut)
    }
}
