import Datasets
import NeuralEngine
import Testing

/// Files made to waste time or memory: each must be read or refused in time linear in its size.
@Suite(.timeLimit(.minutes(1))) struct HostileSizeTests {
    private func repeated(_ text: String, _ count: Int) -> [UInt8] {
        Array(repeatElement(Array(text.utf8), count: count).joined())
    }

    @Test func twoHundredThousandRowsAreRead() throws {
        let bytes = Array("a,b,c,y\n".utf8) + repeated("0.25,-1.5,3e2,yes\n1,2,3,no\n", 100_000)
        let data = try Dataset(csv: bytes, file: "long", options: CSVOptions(label: "y"))
        #expect(data.sampleCount == 200_000)
        #expect(data.inputs[199_999, 2] == 3)
    }

    @Test func tenThousandColumnsAreRead() throws {
        let header = (0..<10_000).map { "c\($0)" }.joined(separator: ",")
        let row = Array(repeating: "1", count: 10_000).joined(separator: ",")
        let data = try read("\(header)\n\(row)\n\(row)\n", label: "c9999", task: .regression)
        #expect(data.inputs.columns == 9_999 && data.sampleCount == 2)
    }

    @Test func aMillionLineBreaksInsideAQuoteTakeNoMemoryForRows() throws {
        let bytes = Array("a,b,c,d,e,f,g,h,y\n1,2,3,4,5,6,7,8,\"".utf8) + repeated("\n", 1_000_000) + [34]
        let error = #expect(throws: DatasetError.self) {
            _ = try Dataset(csv: bytes + Array("\n1".utf8), file: "quote", options: CSVOptions(label: "y"))
        }
        #expect(error?.description == "quote:1000003:2: this row has 1 cell, and the first has 9")
    }

    @Test func aMillionDigitsAreANumber() throws {
        let bytes = Array("a,y\n0.".utf8) + repeated("3", 1_000_000) + Array(",0\n".utf8)
        #expect(try Dataset(csv: bytes, file: "digits", options: CSVOptions(label: "y")).inputs[0, 0] == 1.0 / 3)
    }

    @Test func aMillionEmptyLinesAtTheEndAreNothing() throws {
        let bytes = Array("a,y\n1,0\n".utf8) + repeated("\r\n", 1_000_000)
        #expect(try Dataset(csv: bytes, file: "end", options: CSVOptions(label: "y")).sampleCount == 1)
        let error = #expect(throws: DatasetError.self) {
            _ = try Dataset(csv: bytes + [49], file: "end", options: CSVOptions(label: "y"))
        }
        #expect(error?.description == "end:3:1: an empty line, and more rows below it")
    }

    @Test func aQuoteThatSwallowsTheFileIsReportedWhereItOpened() {
        let bytes = Array("a,y\n1,\"".utf8) + repeated("2,3\n", 500_000)
        let error = #expect(throws: DatasetError.self) {
            _ = try Dataset(csv: bytes, file: "open", options: CSVOptions(label: "y"))
        }
        #expect(error?.description == "open:2:3: this quote is never closed")
    }
}
