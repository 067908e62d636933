import Datasets
import NeuralEngine
import Testing

/// Reads a CSV text whose label is `y` unless told otherwise.
func read(_ text: String, label: String = "y", task: CSVOptions.Task? = nil, header: Bool? = nil) throws -> Dataset {
    try Dataset(
        csv: Array(text.utf8), file: "folder/d.csv", options: CSVOptions(label: label, task: task, header: header))
}

@Suite struct CSVReadingTests {
    @Test(arguments: [
        "a,b,y\n1,-2,0\n3.5,4e-1,1\n",
        "a,b,y\n1,-2,0\n3.5,4e-1,1",
        "a,b,y\r\n1,-2,0\r\n3.5,4e-1,1\r\n",
        "a,b,y\r1,-2,0\r3.5,4e-1,1\r",
        "\u{FEFF}a,b,y\n1,-2,0\n3.5,4e-1,1\n",
        "a,b,y\n1,-2,0\n3.5,4e-1,1\n\n \r\n\n",
        " a , b ,y \n 1,\t-2 ,0\n3.5,  4e-1,1 \n",
        "\"a\",\"b\",\"y\"\n\"1\",\" -2 \",\"0\"\n\"3.5\",\"4e-1\",\"1\"\n",
        "a;b;y\n1;-2;0\n3.5;4e-1;1\n",
        "a\tb\ty\n1\t-2\t0\n3.5\t4e-1\t1\n",
        "a,b,y\n+1,-2.,0\n3.50,.4,1\n",
    ])
    func theSameDataInEverySpelling(_ text: String) throws {
        let data = try read(text)
        #expect(data.name == "d.csv")
        #expect(data.featureNames == ["a", "b"])
        #expect(data.inputs == Matrix(rows: 2, columns: 2, elements: [1, -2, 3.5, 0.4]))
        #expect(data.target == .classes(labels: [0, 1], names: ["0", "1"]))
    }

    @Test func theLabelIsFoundByNameAndByIndexFromEitherEnd() throws {
        for label in ["b", "1", "-2"] {
            let data = try read("a,b,c\n1,x,3\n4,z,6\n", label: label)
            #expect(data.featureNames == ["a", "c"])
            #expect(data.inputs.elements == [1, 3, 4, 6])
            #expect(data.target == .classes(labels: [0, 1], names: ["x", "z"]))
        }
    }

    @Test func aNameThatLooksLikeAnIndexIsAName() throws {
        let data = try read("2,1,0\n0.5,7,9\n", label: "0", header: true)
        #expect(data.featureNames == ["2", "1"])
        #expect(data.inputs.elements == [0.5, 7])
    }

    @Test func columnsWithoutAHeaderAreNamedByIndex() throws {
        let data = try read("5.1,setosa,3.5\n4.9,virginica,3\n", label: "1")
        #expect(data.featureNames == ["x0", "x2"])
        #expect(data.sampleCount == 2)
    }

    @Test(arguments: [
        ("1,2,0\n3,4,1\n", 2),  // only numbers
        ("a,b,c\n3,4,1\n", 1),  // only text above numbers
        ("5.1,x\n4.9,y\n", 2),  // text in the column of text
        ("name,0,1\n7,0.5,0.5\n", 1),  // numbers that count the columns
        ("5.1,n/a,0\n4.9,3,1\n4.7,2,1\n", nil),  // numbers that do not: a bad cell, no header
        (",0,1\n7,0.5,0.5\n", 1),  // an index without a name
        ("a,b,c\nbad,4,1\n5,4,1\n", nil),  // a bad cell below hides nothing
    ])
    func theHeaderIsToldFromTheCells(_ text: String, rows: Int?) throws {
        #expect((try? read(text, label: "-1"))?.sampleCount == rows)
    }

    @Test func theHeaderCanBeDeclaredAndDenied() throws {
        #expect(try read("1,2,0\n3,4,1\n", label: "-1", header: true).featureNames == ["1", "2"])
        #expect(try read("1,2,a\n3,4,b\n", label: "-1", header: false).sampleCount == 2)
    }

    @Test func quotedCellsHoldDelimitersQuotesAndLineBreaks() throws {
        let data = try read("a,\"the, \"\"y\"\"\"\n1,\"p,q\"\n2,\"r\n\"\"s\"\"\"\n3,\"p,q\"\n", label: "the, \"y\"")
        #expect(data.target == .classes(labels: [0, 1, 0], names: ["p,q", "r\n\"s\""]))
    }

    @Test func textClassesAreInTheOrderOfFirstAppearance() throws {
        let data = try read("a,y\n1,zebra\n2,ant\n3,zebra\n4,7\n")
        #expect(data.target == .classes(labels: [0, 1, 0, 2], names: ["zebra", "ant", "7"]))
    }

    @Test func numericClassesAreInAscendingOrder() throws {
        let data = try read("a,y\n1,10\n2,9\n3,10.0\n4,-1\n", task: .classification)
        #expect(data.target == .classes(labels: [2, 1, 2, 0], names: ["-1", "9", "10"]))
    }

    @Test(arguments: [
        ("0 1 1 0", true), ("3 8 8", true), ("0 1 2", true), ("0", true), ("1.0 2.0 1.0", true),
        ("1 3 5 7 9", false), ("0.5 1 1", false), ("-1 1 1", false),
        ((0...20).map { "\($0) \($0)" }.joined(separator: " "), false),
        ((0...19).map { "\($0) \($0)" }.joined(separator: " "), true),
    ])
    func numbersAreClassesWhenTheyLookLikeIt(_ labels: String, isClassification: Bool) throws {
        let text = "a,y\n" + labels.split(separator: " ").map { "1,\($0)\n" }.joined()
        #expect((try read(text).classNames != nil) == isClassification)
        #expect(try read(text, task: .classification).classNames != nil)
        #expect(try read(text, task: .regression).classNames == nil)
    }

    @Test func numericTargetsKeepTheirValuesAndName() throws {
        let data = try read("a,price\n1,0.1\n2,-3e5\n", label: "price")
        #expect(data.target == .numeric(Matrix(rows: 2, columns: 1, elements: [0.1, -3e5]), names: ["price"]))
    }
}

/// The same three samples as other programs write them, each with its habits.
@Suite struct CSVOfOtherProgramsTests {
    private let inputs = Matrix<Double>(rows: 3, columns: 2, elements: [5.1, -0.25, 7, 1e-5, 6.3, 120])
    private let species = Dataset.Target.classes(labels: [0, 1, 0], names: ["setosa", "virginica"])

    @Test func pandas() throws {
        let data = try read(
            "length,width,species\n5.1,-0.25,setosa\n7.0,1e-05,virginica\n6.3,120.0,setosa\n", label: "-1")
        #expect(data.inputs == inputs && data.target == species)
    }

    @Test func pandasWithItsIndex() throws {
        let data = try read(",length,species\n0,5.1,setosa\n1,7.0,virginica\n", label: "species")
        #expect(data.featureNames == ["x0", "length"])
        #expect(data.inputs.elements == [0, 5.1, 1, 7])
    }

    @Test func rWithQuotes() throws {
        let data = try read(
            "\"length\",\"width\",\"species\"\n5.1,-0.25,\"setosa\"\n7,1e-05,\"virginica\"\n6.3,120,\"setosa\"\n",
            label: "species")
        #expect(data.inputs == inputs && data.target == species)
    }

    @Test func excelWithSemicolons() throws {
        let data = try read(
            "\u{FEFF}length;width;species\r\n5.1;-0.25;setosa\r\n7;0.00001;virginica\r\n6.3;120;setosa\r\n",
            label: "species")
        #expect(data.inputs == inputs && data.target == species)
    }

    @Test func numpyWithoutHeader() throws {
        let data = try read(
            """
            5.099999999999999645e+00,-2.500000000000000000e-01,0.000000000000000000e+00
            7.000000000000000000e+00,1.000000000000000082e-05,1.000000000000000000e+00
            6.299999999999999822e+00,1.200000000000000000e+02,0.000000000000000000e+00

            """, label: "2")
        #expect(data.inputs == inputs)
        #expect(data.target == .classes(labels: [0, 1, 0], names: ["0", "1"]))
    }
}

@Suite struct CSVNumberTests {
    private static func bits(_ spellings: [String]) throws -> [UInt64] {
        let text = "a,y\n" + spellings.map { "\($0),0\n" }.joined()
        return try read(text).inputs.elements.map(\.bitPattern)
    }

    @Test func everyMatrixReadsBackToTheSameBits() throws {
        var generator = SplitMix64(seed: 7)
        var values: [Double] = [
            0, -0.0, .leastNonzeroMagnitude, -.leastNormalMagnitude, .greatestFiniteMagnitude, 0.1, 1e22, 1e23,
            0x1p53, 0x1p53 + 2, 1.0 / 3, 0x1.921fb54442d18p+1,
        ]
        while values.count < 30_000 {
            let value = Double(bitPattern: generator.next())
            if value.isFinite { values.append(value) }
            values.append(generator.normal())
            values.append(generator.uniform() * 1e6)
        }
        let columns = 7
        values.removeLast(values.count % columns)
        let text =
            (0..<columns).map { "c\($0)" }.joined(separator: ",") + ",y\n"
            + stride(from: 0, to: values.count, by: columns).map { row in
                values[row..<row + columns].map(\.description).joined(separator: ",") + ",0\n"
            }.joined()
        #expect(try read(text).inputs.elements.map(\.bitPattern) == values.map(\.bitPattern))
    }

    @Test func everySpellingIsRoundedAsTheStandardLibraryDoes() throws {
        var generator = SplitMix64(seed: 11)
        var spellings = [
            "9007199254740993", "9007199254740993.0000000000000000001", "9007199254740992.999999999999",
            "1e-400", "-1e-400", "0e999999999999", "0.000000000000000000000000000000000000001", "1e22", "1e+23",
            "8.5e-323", "2.4703282292062327e-324", "2.4703282292062328e-324", "179769313486231570000e288",
            "18446744073709551615", "18446744073709551616", "9999999999999999999", "00000000000000000000000012.5",
            "1.2345678901234567890123456789", ".5", "5.", "+7", "1E5", "1e05",
        ]
        for _ in 0..<10_000 {
            let digits = 1 + Int(generator.uniform() * 22)
            var text = (0..<digits).map { _ in String(Int(generator.uniform() * 10)) }.joined()
            let point = Int(generator.uniform() * Double(digits + 1))
            text.insert(".", at: text.index(text.startIndex, offsetBy: point))
            if generator.uniform() < 0.5 { text += "e\(Int(generator.uniform() * 60) - 30)" }
            spellings.append(generator.uniform() < 0.5 ? text : "-" + text)
        }
        // Halfway cases and their neighbours, where a rounding that is not exact shows.
        for _ in 0..<2_000 {
            let odd = (generator.next() >> 11 | 1 << 52) << 1 | 1
            spellings += ["\(odd)", "\(odd).0", "\(odd / 10).\(odd % 10)e1", "\(odd)e-1", "\(odd)1e-1"]
        }
        let expected = spellings.map { Double($0)! }
        #expect(try Self.bits(spellings) == expected.map(\.bitPattern))
    }
}
