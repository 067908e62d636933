import Foundation
@testable import Platform
import TerminalDrawing
import Testing

@testable import FrontEnds

@Suite struct CastRecorderTests {
    private func grid(_ text: String) -> CellGrid {
        var grid = CellGrid(size: Size(columns: 20, rows: 3))
        grid.put(text, at: .zero)
        return grid
    }

    private func lines(_ recorder: CastRecorder) throws -> [Any] {
        try recorder.text(title: "A \"title\"").split(separator: "\n").map {
            try JSONSerialization.jsonObject(with: Data($0.utf8))
        }
    }

    @Test func theFileIsAHeaderAndAnEventForEachChange() throws {
        var recorder = CastRecorder(size: Size(columns: 20, rows: 3))
        recorder.show(grid("one"), for: 1)
        recorder.show(grid("one"), for: 0.5)
        recorder.show(grid("never seen"), for: 0)
        recorder.show(grid("two"), for: 2)
        let lines = try lines(recorder)
        let header = try #require(lines.first as? [String: Any])
        #expect(header["version"] as? Int == 2)
        #expect(header["width"] as? Int == 20)
        #expect(header["height"] as? Int == 3)
        #expect(header["title"] as? String == "A \"title\"")
        let events = lines.dropFirst().compactMap { $0 as? [Any] }
        #expect(events.map { $0[0] as? Double } == [0, 1.5, 3.5])
        #expect(events.map { $0[1] as? String } == ["o", "o", "o"])
        #expect((events[0][2] as? String)?.contains("one") == true)
        #expect((events[1][2] as? String)?.contains("two") == true)
        #expect(events[2][2] as? String == "")
        #expect(recorder.eventCount == 2)
    }

    @Test(arguments: [
        (["a", "b"], nil), (["a"], UsageError.castNeedsTwoFiles),
        (["a", "b", "c"], .tooManyArguments("c", of: .cast)),
        (["a", "b", "--size", "0x9"], .badSize("0x9")), (["a", "b", "--size", "501x9"], .badSize("501x9")),
        (["a", "b", "--pace", "3"], .badPace("3")), (["a", "b", "--pace=x"], .badPace("x")),
    ])
    func mistakesOnTheCommandLineAreReported(_ arguments: [String], _ error: UsageError?) {
        if let error {
            #expect(throws: error) { try Invocation(arguments: ["backstep", "cast"] + arguments) }
        } else {
            #expect(
                (try? Invocation(arguments: ["backstep", "cast"] + arguments))
                    == .cast(CastRequest(scenario: "a", output: "b")))
        }
    }
}
