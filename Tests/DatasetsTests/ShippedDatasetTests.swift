import Datasets
import Foundation
import NeuralEngine
import Testing

/// A shipped file, as the program finds it.
func load(_ shipped: ShippedDataset) throws -> Dataset {
    try ResourceLocator.runningProgram.load(shipped) { path in
        FileManager.default.contents(atPath: path).map { [UInt8]($0) }
    }
}

@Suite struct ShippedDatasetTests {
    @Test func irisHasFiftyFlowersOfEachSpecies() throws {
        let iris = try load(.iris)
        #expect(iris.name == "iris")
        #expect(iris.featureNames == ["sepal_length", "sepal_width", "petal_length", "petal_width"])
        #expect(iris.sampleCount == 150)
        guard case .classes(let labels, let names) = iris.target else { return #expect(Bool(false)) }
        #expect(names == ["setosa", "versicolor", "virginica"])
        #expect(names.indices.map { label in labels.count { $0 == label } } == [50, 50, 50])
        #expect(iris.inputs[0, 0] == 5.1 && iris.inputs[149, 3] == 1.8)
        #expect(iris.source?.contains("CC BY 4.0") == true)
    }

    @Test func wineHasThreeCultivars() throws {
        let wine = try load(.wine)
        #expect(wine.sampleCount == 178 && wine.inputs.columns == 13)
        #expect(wine.featureNames.first == "alcohol" && wine.featureNames.last == "proline")
        guard case .classes(let labels, let names) = wine.target else { return #expect(Bool(false)) }
        #expect(names == ["cultivar_1", "cultivar_2", "cultivar_3"])
        #expect(names.indices.map { label in labels.count { $0 == label } } == [59, 71, 48])
        #expect(wine.inputs[0, 0] == 14.23 && wine.inputs[177, 12] == 560)
        #expect(wine.source?.contains("CC BY 4.0") == true)
    }

    @Test func digitsAreEightByEightPicturesOfTenDigits() throws {
        let digits = try load(.digits)
        #expect(digits.sampleCount == 1797 && digits.inputs.columns == 64)
        #expect(digits.imageShape == ImageShape(rows: 8, columns: 8))
        #expect(digits.classNames == (0...9).map(String.init))
        #expect(digits.inputs.elements.min() == 0 && digits.inputs.elements.max() == 16)
        guard case .classes(let labels, _) = digits.target else { return #expect(Bool(false)) }
        #expect(Array(labels.prefix(10)) == Array(0...9))
    }

    @Test func theResourcesLieBesideTheProgram() {
        let besideTheProgram = ResourceLocator.runningProgram.folders[0] + "/iris.csv"
        #expect(FileManager.default.fileExists(atPath: besideTheProgram))
        #expect(FileManager.default.fileExists(atPath: ResourceLocator.runningProgram.folders.last! + "/iris.csv"))
    }

    @Test func aSymbolicLinkToTheProgramIsFollowed() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("backstep-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let installed = folder.appendingPathComponent("installed")
        try FileManager.default.createDirectory(at: installed, withIntermediateDirectories: true)
        try Data().write(to: installed.appendingPathComponent("backstep"))
        let link = folder.appendingPathComponent("link")
        try FileManager.default.createSymbolicLink(
            at: link, withDestinationURL: installed.appendingPathComponent("backstep"))

        let locator = ResourceLocator(program: link)
        let followed = installed.resolvingSymlinksInPath().path
        #expect(locator.folders[0] == followed + "/backstep_Datasets.resources/Resources")
        #expect(locator.folders[1] == folder.path + "/backstep_Datasets.resources/Resources")
    }

    @Test func aMissingResourceIsAnErrorThatNamesWhereItLooked() {
        let error = #expect(throws: DatasetError.self) {
            _ = try ResourceLocator(folders: ["/a", "/b"]).load(.digits) { _ in nil }
        }
        #expect(error?.description == "digits.csv, which comes with backstep, is not there; looked in /a, /b")
    }
}
