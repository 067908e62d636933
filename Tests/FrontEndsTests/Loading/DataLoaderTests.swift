import CommandLanguage
import Datasets
import Foundation
import TestSupport
import Testing
import Workbench

@testable import FrontEnds

@Suite(.timeLimit(.minutes(1))) struct DataLoaderTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func host() -> WorkbenchHost {
        var loader = DataLoader()
        loader.fashionFolder = folder.path
        return WorkbenchHost(state: WorkbenchState(), effects: EffectRunner(loader: loader))
    }

    private func data(_ command: String) throws -> LoadedData {
        var host = host()
        let outputs = Self.send(command, to: &host)
        return try #require(host.state.setup.data, "\(outputs)")
    }

    private func error(_ command: String) -> String? {
        var host = host()
        for output in Self.send(command, to: &host) {
            if let diagnostic = (output.report.body as? ErrorReport)?.diagnostic { return diagnostic.message }
        }
        return nil
    }

    static func send(_ text: String, to host: inout WorkbenchHost) -> [CommandOutput] {
        let source = SourceText(name: "test", text: text)
        return Script.parse(source).commands.flatMap { host.send(.perform($0, source)) }
    }

    private static func array(_ dimensions: [Int], _ cells: [UInt8]) -> [UInt8] {
        [0, 0, 8, UInt8(dimensions.count)] + dimensions.flatMap { [0, 0, UInt8($0 >> 8), UInt8($0 & 255)] } + cells
    }

    /// Pictures of 2×2 pixels in two classes that the first pixel tells apart.
    private func write(_ count: Int, images: String, labels: String) throws {
        _ = try folder.write(
            Self.array([count, 2, 2], (0..<count).flatMap { [UInt8($0 % 2 * 255), UInt8($0), 0, 51] }), to: images)
        _ = try folder.write(Self.array([count], (0..<count).map { UInt8($0 % 2) }), to: labels)
    }

    @Test func setsWithNamesAreThereWithTheShapeOfTheirPictures() throws {
        #expect(try data("data digits").imageShape == ImageShape(rows: 8, columns: 8))
        let wine = try data("data wine test=0.2 standardize=yes")
        #expect(wine.training.inputs.columns == 13 && wine.classNames.count == 3 && wine.imageShape == nil)
        #expect(wine.training.count == 142 && wine.test?.count == 36 && wine.isStandardized)
        for set in GeneratedDataset.allCases {
            #expect(try data("data \(set.rawValue) samples=40 test=0.25 seed=3").training.count == 30)
        }
        #expect(try data("data spirals classes=4").classNames == ["0", "1", "2", "3"])
    }

    @Test func theLanguageNamesWhatIsThere() throws {
        let words = try #require(CommandTable.backstep.entry(spelled: "data")).words
        let sets = GeneratedDataset.allCases.map(\.rawValue) + ShippedDataset.allCases.map(\.rawValue)
        #expect(Array(words) == sets + [FashionMNIST.name, "csv", "idx", "inline"])
    }

    @Test func idxFilesAreSplitLimitedAndStandardized() throws {
        try write(40, images: "i", labels: "l")
        let files = "\(folder.path)/i \(folder.path)/l"
        let whole = try data("data idx \(files)")
        #expect(whole.name == "i" && whole.training.count == 40 && whole.test == nil)
        #expect(whole.imageShape == ImageShape(rows: 2, columns: 2))
        #expect(whole.training.inputs.row(3) == [1, 3.0 / 255, 0, 0.2])
        let split = try data("data idx \(files) limit=20 test=0.25 seed=2 standardize=yes")
        #expect(split.training.count == 15 && split.test?.count == 5)
        let pixels = (0..<15).map { split.training.inputs[$0, 1] }
        #expect(abs(pixels.reduce(0, +)) < 1e-12)
    }

    @Test func testFilesStayWhole() throws {
        try write(40, images: "i", labels: "l")
        try write(10, images: "ti", labels: "tl")
        let data = try data(
            "data idx \(folder.path)/i \(folder.path)/l test-images=\(folder.path)/ti test-labels=\(folder.path)/tl "
                + "limit=7 standardize=yes")
        #expect(data.training.count == 7 && data.test?.count == 10 && data.isStandardized)
    }

    @Test func fashionMNISTIsReadFromItsFolder() throws {
        #expect(
            error("data fashion-mnist")
                == "fashion-mnist is not installed: there is no 'train-images-idx3-ubyte.gz' in \(folder.path). "
                + "It is Debian's package dataset-fashion-mnist, "
                + "which 'sudo apt-get install dataset-fashion-mnist' installs")
        try write(30, images: FashionMNIST.training.images, labels: FashionMNIST.training.labels)
        try write(10, images: FashionMNIST.test.images, labels: FashionMNIST.test.labels)
        let data = try data("data fashion-mnist limit=12")
        #expect(data.training.count == 12 && data.test?.count == 10)
        #expect(data.classNames == FashionMNIST.classNames && data.provenance == FashionMNIST.source)
        #expect(data.training.targets.columns == 10)
        _ = try folder.write(Self.array([10], Array(repeating: 11, count: 10)), to: FashionMNIST.test.labels)
        #expect(error("data fashion-mnist")?.hasSuffix("a label of 11, and the set has the classes 0 to 9") == true)
    }

    @Test func filesOfAnotherKindAreRefusedAtTheirStart() throws {
        let zeros = try folder.write([UInt8](repeating: 0, count: 1000), to: "zeros")
        #expect(error("data csv \(zeros) label=a") == "\(zeros):1:1: a NUL byte: this is not a text file")
        #expect(error("data idx \(zeros) \(zeros)")?.contains("00 is no type of numbers in IDX") == true)
        let empty = try folder.write([], to: "empty")
        #expect(error("data csv \(empty) label=a") == "\(empty):1:1: the file is empty")
        #expect(error("data idx \(empty) \(empty)") == "\(empty), byte 0: the file is empty")
        #expect(error("data idx \(folder.path) \(empty)") == "cannot read '\(folder.path)': it is a folder")
        #expect(error("data csv /dev/zero label=a")?.hasSuffix("it is a device, not a file") == true)
    }
}
