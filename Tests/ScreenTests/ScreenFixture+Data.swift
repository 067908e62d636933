import Datasets
import Foundation
import Workbench

/// The data of tests, from the module that makes and parses them; the program's own loading is tested elsewhere.
extension ScreenFixture {
    static func load(_ request: DataRequest) -> Result<LoadedData, EffectFailure> {
        do {
            let preparation = request.preparation
            switch request.source {
            case .inline(let inputs, let targets):
                return .success(
                    try LoadedData(Dataset.inline(inputs: inputs, targets: targets).prepared(preparation)))
            case .builtIn(FashionMNIST.name):
                return .success(
                    try LoadedData(
                        SplitDataset(
                            training: fashion(FashionMNIST.training, preparation), test: fashion(FashionMNIST.test))))
            case .builtIn(let name):
                return .success(try LoadedData(dataset(name, request).prepared(preparation)))
            case .csv, .idx:
                return .failure(EffectFailure(message: "tests of the screen read no files of users"))
            }
        } catch {
            return .failure(EffectFailure(message: "\(error)"))
        }
    }

    private static func dataset(_ name: String, _ request: DataRequest) throws -> Dataset {
        if let made = GeneratedDataset(rawValue: name) {
            return try made.made(request.making)
        }
        guard let shipped = ShippedDataset(rawValue: name) else {
            throw EffectFailure(message: "there is no data set '\(name)'")
        }
        return try ResourceLocator.runningProgram.load(shipped) { try? bytes(of: $0) }
    }

    private static func fashion(
        _ part: FashionMNIST.Part, _ preparation: DataPreparation = DataPreparation()
    ) throws -> Dataset {
        func file(_ name: String) throws -> NamedFile {
            NamedFile(name: name, bytes: try bytes(of: "\(FashionMNIST.folder)/\(name)"))
        }
        let samples = try IDXSamples(images: file(part.images), labels: file(part.labels))
        return try samples.dataset(
            name: FashionMNIST.name, rows: preparation.rowsToKeep(of: samples.count),
            classes: Array(FashionMNIST.classNames.indices),
            classNames: FashionMNIST.classNames)
    }

    private static func bytes(of path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }
}
