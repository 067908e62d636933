import Datasets
import Testing

/// A broken file, and the one message that tells the user how to mend it.
struct BrokenFile: CustomTestStringConvertible, Sendable {
    var name: String
    var bytes: [UInt8]
    var options: CSVOptions
    var message: String

    init(_ name: String, bytes: [UInt8], options: CSVOptions = CSVOptions(label: "y"), _ message: String) {
        self.name = name
        self.bytes = bytes
        self.options = options
        self.message = message
    }

    init(_ name: String, _ text: String, _ options: CSVOptions, _ message: String) {
        self.init(name, bytes: Array(text.utf8), options: options, message)
    }

    init(_ name: String, _ text: String, _ message: String) {
        self.init(name, bytes: Array(text.utf8), message)
    }

    var testDescription: String { name }

    static let cells: [BrokenFile] = [
        BrokenFile("text in a feature", "a,y\n1,0\n2x,1\n", "d.csv:3:1: '2x' is not a number, in column 'a'"),
        BrokenFile(
            "text in a feature without header", "1,2,0\n3,oops,1\n", CSVOptions(label: "2"),
            "d.csv:2:3: 'oops' is not a number, in column 1 (counted from 0)"),
        BrokenFile(
            "text in the first row without header", "5.1,abc,0\n4.9,3,1\n4.7,3,1\n", CSVOptions(label: "-1"),
            "d.csv:1:5: 'abc' is not a number, in column 1 (counted from 0)"),
        BrokenFile("two points", "a,y\n1.2.3,0\n", "d.csv:2:1: '1.2.3' is not a number, in column 'a'"),
        BrokenFile("hexadecimal", "a,y\n0x10,0\n", "d.csv:2:1: '0x10' is not a number, in column 'a'"),
        BrokenFile("a sign alone", "a,y\n-,0\n", "d.csv:2:1: '-' is not a number, in column 'a'"),
        BrokenFile("an exponent alone", "a,y\n1e,0\n", "d.csv:2:1: '1e' is not a number, in column 'a'"),
        BrokenFile("a space inside", "a,y\n1 2,0\n", "d.csv:2:1: '1 2' is not a number, in column 'a'"),
        BrokenFile("a decimal comma", "a;y\n1,5;0\n", "d.csv:2:1: '1,5' is not a number, in column 'a'"),
        BrokenFile("after spaces", "a,y\n0,  x1,\n", "d.csv:2:8: this row has 3 cells, and the first has 2"),
        BrokenFile("bad cell after spaces", "y,a\n0,  x1\n", "d.csv:2:5: 'x1' is not a number, in column 'a'"),
        BrokenFile("bad cell in quotes", "y,a\n0,\"x\"\"1\"\n", "d.csv:2:4: 'x\"1' is not a number, in column 'a'"),
        BrokenFile("column in characters", "größe,y,a\n1,ä€𝄞,?\n", "d.csv:2:7: '?' is not a number, in column 'a'"),
        BrokenFile(
            "long text is cut", "a,y\n" + String(repeating: "z", count: 50) + ",0\n",
            "d.csv:2:1: '" + String(repeating: "z", count: 40) + "…' is not a number, in column 'a'"),
        BrokenFile(
            "control characters are escaped", "a,y\n\u{1B}[2J,0\n",
            "d.csv:2:1: '\\u{1B}[2J' is not a number, in column 'a'"),
        BrokenFile("empty cell", "a,b,y\n1,,0\n", "d.csv:2:3: an empty cell in column 'b'"),
        BrokenFile("cell of spaces", "a,b,y\n1,  ,0\n", "d.csv:2:5: an empty cell in column 'b'"),
        BrokenFile("empty quotes", "a,b,y\n1,\"\",0\n", "d.csv:2:4: an empty cell in column 'b'"),
        BrokenFile("empty label", "a,y\n1,\n", "d.csv:2:3: an empty cell in column 'y'"),
        BrokenFile("nan", "a,y\n1,0\nNaN,1\n", "d.csv:3:1: 'NaN' is not a finite number, in column 'a'"),
        BrokenFile("inf", "a,y\n1,0\n-inf,1\n", "d.csv:3:1: '-inf' is not a finite number, in column 'a'"),
        BrokenFile("beyond a double", "a,y\n1e400,0\n", "d.csv:2:1: '1e400' is not a finite number, in column 'a'"),
        BrokenFile("nan label", "a,y\n1,0\n2,nan\n3,1\n", "d.csv:3:3: 'nan' is not a finite number, in column 'y'"),
        BrokenFile(
            "text among numeric labels", "a,y\n1,0.5\n2,high\n3,1\n",
            "d.csv:3:3: 'high' is not a number, in column 'y', the label "
                + "(task=classification makes a class of each distinct cell)"),
        BrokenFile(
            "text labels for regression", "a,y\n1,low\n2,high\n", CSVOptions(label: "y", task: .regression),
            "d.csv:2:3: 'low' is not a number, in column 'y', the label"),
        BrokenFile(
            "too many classes", "a,y\n" + (0...1000).map { "\($0),c\($0)\n" }.joined(),
            "d.csv:1002:6: more than 1000 classes in column 'y' (task=regression learns numbers)"),
    ]

    static let structure: [BrokenFile] = [
        BrokenFile(
            "too few cells", "a,b,y\n1,2,0\n1,2\n1,2,1\n", "d.csv:3:4: this row has 2 cells, and the first has 3"),
        BrokenFile(
            "too many cells", "a,b,y\n1,2,0\n1,2,3,4,5\n", "d.csv:3:7: this row has 5 cells, and the first has 3"),
        BrokenFile("one cell", "a,b,y\n1\n", "d.csv:2:2: this row has 1 cell, and the first has 3"),
        BrokenFile("empty line inside", "a,y\n1,0\n\n2,1\n", "d.csv:3:1: an empty line, and more rows below it"),
        BrokenFile("empty line first", "\na,y\n1,0\n", "d.csv:1:1: an empty line, and more rows below it"),
        BrokenFile("quote never closed", "a,y\n1,0\n2,\"b\n3,c\n", "d.csv:3:3: this quote is never closed"),
        BrokenFile("quote never closed at the end", "a,y\n1,\"", "d.csv:2:3: this quote is never closed"),
        BrokenFile(
            "quote inside a cell", "a,y\n1,b\"c\n",
            "d.csv:2:4: a quote inside a cell that does not begin with one "
                + "(quote the whole cell and double the quotes in it)"),
        BrokenFile(
            "text after a quote", "a,y\n1,\"b\"c\n",
            "d.csv:2:6: text after the closing quote of a cell (a quote inside a quoted cell is doubled)"),
        BrokenFile(
            "lines inside quotes count", "a,y\r\n1,\"b\r\nc\"\r\nx,d\r\n",
            "d.csv:4:1: 'x' is not a number, in column 'a'"),
        BrokenFile("old Mac line breaks count", "a,y\r1,0\rx,1\r", "d.csv:3:1: 'x' is not a number, in column 'a'"),
    ]

    static let files: [BrokenFile] = [
        BrokenFile("no byte", "", "d.csv:1:1: the file is empty"),
        BrokenFile("only a byte order mark", "\u{FEFF}", "d.csv:1:1: the file is empty"),
        BrokenFile("only empty lines", "\n \r\n\r", "d.csv:1:1: the file is empty"),
        BrokenFile("header only", "a,y\n", "d.csv:2:1: there is a header, but no row below it"),
        BrokenFile("header without line break", "a,y", "d.csv:1:4: there is a header, but no row below it"),
        BrokenFile(
            "declared header only", "1,2\n\n", CSVOptions(label: "1", header: true),
            "d.csv:2:1: there is a header, but no row below it"),
        BrokenFile("NUL", bytes: Array("a,y\n1,".utf8) + [0, 10], "d.csv:2:3: a NUL byte: this is not a text file"),
        BrokenFile(
            "not UTF-8", bytes: Array("a,y\n1,gr".utf8) + [0xFC, 10], "d.csv:2:5: a byte that is not UTF-8 text"),
        BrokenFile("surrogate", bytes: [0x61, 0xED, 0xA0, 0x80], "d.csv:1:2: a byte that is not UTF-8 text"),
        BrokenFile("cut character", bytes: [0x61, 0xE2, 0x82], "d.csv:1:2: a byte that is not UTF-8 text"),
        BrokenFile("overlong", bytes: [0xC0, 0xAF], "d.csv:1:1: a byte that is not UTF-8 text"),
        BrokenFile("UTF-16", bytes: [0xFF, 0xFE, 0x61, 0], "d.csv:1:1: the file is UTF-16, and CSV is read as UTF-8"),
    ]

    static let columns: [BrokenFile] = [
        BrokenFile(
            "no label given", "a,b,y\n1,2,0\n", CSVOptions(),
            "d.csv:1:1: which column is to be learnt? label= takes its name or its index; the columns are a, b, y"),
        BrokenFile(
            "no such column", "height,width,species\n1,2,0\n", CSVOptions(label: "specis"),
            "d.csv:1:1: there is no column 'specis', did you mean 'species'?; the columns are height, width, species"),
        BrokenFile(
            "nothing like it", "height,width,species\n1,2,0\n", CSVOptions(label: "colour"),
            "d.csv:1:1: there is no column 'colour'; the columns are height, width, species"),
        BrokenFile(
            "a name without header", "1,2,0\n", CSVOptions(label: "species"),
            "d.csv:1:1: there is no column 'species'; the file has no header and 3 columns"),
        BrokenFile(
            "many columns", (0..<30).map { "c\($0)" }.joined(separator: ",") + "\n", CSVOptions(label: "label"),
            "d.csv:1:1: there is no column 'label'; "
                + "the columns are c0, c1, c2, c3, c4, c5, c6, c7, …, c27, c28, c29"),
        BrokenFile(
            "index beyond the end", "a,b,y\n1,2,0\n", CSVOptions(label: "3"),
            "d.csv:1:1: there is no column 3: the file has 3 columns, 0 to 2 (or -3 to -1 from the end)"),
        BrokenFile(
            "index before the beginning", "a,b,y\n1,2,0\n", CSVOptions(label: "-4"),
            "d.csv:1:1: there is no column -4: the file has 3 columns, 0 to 2 (or -3 to -1 from the end)"),
        BrokenFile(
            "two columns of that name", "y,a,y\n1,2,0\n",
            "d.csv:1:1: several columns are called 'y': label= needs an index, one of 0, 2"),
        BrokenFile(
            "only the label", "y\n1\n",
            "d.csv:1:1: the label, column 'y', is the only column: there is nothing to learn it from"),
    ]
}

@Suite struct CSVErrorTests {
    @Test(arguments: BrokenFile.cells + BrokenFile.structure + BrokenFile.files + BrokenFile.columns)
    func aBrokenFileIsRefusedWithPlaceAndReason(_ broken: BrokenFile) throws {
        let error = #expect(throws: DatasetError.self) {
            _ = try Dataset(csv: broken.bytes, file: "d.csv", options: broken.options)
        }
        #expect(error?.description == broken.message)
    }

    @Test func everyCutOfAFileEitherReadsOrIsRefused() throws {
        let whole = Array("\u{FEFF}a,b,\"the \"\"label\"\"\"\r\n1.5e3, -2 ,\"grün\r\n\"\r\n.5,+3,b\r\n".utf8)
        for length in 0...whole.count {
            for start in [0, length / 2] {
                _ = try? Dataset(csv: Array(whole[start..<length]), file: "cut", options: CSVOptions(label: "-1"))
            }
        }
    }

    @Test func everyChangedByteEitherReadsOrIsRefused() {
        let whole = Array("a,\"b\",y\r\n1.5e3, -2 ,\"x\"\"z\"\n.5,+3,b\n".utf8)
        for index in whole.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = whole
                changed[index] = byte
                _ = try? Dataset(csv: changed, file: "changed", options: CSVOptions(label: "2"))
            }
        }
    }
}
