import Datasets
import Foundation
import NeuralEngine
import Workbench

/// Reads or makes the data that a `data` command asks for.
struct DataLoader: Sendable {
    /// Where shipped data sets are found.
    var resources = ResourceLocator.runningProgram
    /// The folder of Fashion-MNIST: where Debian's package puts it, unless an environment variable names another.
    var fashionFolder = ProcessInfo.processInfo.environment[fashionFolderVariable] ?? FashionMNIST.folder
    /// Reads the files of users.
    var reader = FileReader(limit: dataLimit)

    /// The environment variable that names another folder for Fashion-MNIST.
    static let fashionFolderVariable = "BACKSTEP_FASHION_MNIST"

    /// A file takes up its own size in memory, and up to four times that as numbers.
    private static var dataLimit: Int { min(4 << 30, Int(ProcessInfo.processInfo.physicalMemory / 4)) }

    /// Loads the samples: limited, split and standardized as the command asks.
    ///
    /// - Parameters:
    ///   - source: the name of the text that contains the command; its folder is searched, too.
    ///   - monitor: is told the progress, and ends the load if it is cancelled.
    func load(
        _ request: DataRequest, relativeTo source: String, reportingTo monitor: LoadingMonitor
    ) -> Result<LoadedData, EffectFailure> {
        do {
            return .success(try LoadedData(try split(request, source, monitor)))
        } catch {
            return .failure(EffectFailure(error))
        }
    }

    private func split(
        _ request: DataRequest, _ source: String, _ monitor: LoadingMonitor
    ) throws -> SplitDataset {
        let preparation = request.preparation
        switch request.source {
        case .inline(let inputs, let targets):
            return try Dataset.inline(inputs: inputs, targets: targets).prepared(preparation)
        case .csv(let path):
            return try prepared(try csv(path, request, source, monitor), preparation, monitor)
        case .idx(let training, let test):
            func part(_ files: DataRequest.LabelledFiles) -> IDXPart {
                IDXPart(
                    images: EffectRunner.resolve(files.images, relativeTo: source), imagesName: files.images,
                    labels: EffectRunner.resolve(files.labels, relativeTo: source), labelsName: files.labels)
            }
            let name = String(training.images.split(separator: "/").last ?? "idx")
            return try idx(name, part(training), test: test.map(part), preparation, monitor)
        case .builtIn(FashionMNIST.name):
            return try fashionMNIST(preparation, monitor)
        case .builtIn(let name):
            return try prepared(try builtIn(name, request, monitor), preparation, monitor)
        }
    }

    private func prepared(
        _ dataset: consuming Dataset, _ preparation: DataPreparation, _ monitor: LoadingMonitor
    ) throws -> SplitDataset {
        monitor.begin("preparing \(dataset.name)", 0.95...1)
        try monitor.take(0)
        return try dataset.prepared(preparation)
    }

    // MARK: Sets with a name

    private func builtIn(_ name: String, _ request: DataRequest, _ monitor: LoadingMonitor) throws -> Dataset {
        monitor.begin("making \(name)", 0...0.95)
        if let made = GeneratedDataset(rawValue: name) {
            return try made.made(request.making)
        }
        guard let shipped = ShippedDataset(rawValue: name) else {
            throw EffectFailure(message: "there is no data set '\(name)'")
        }
        return try resources.load(shipped) { path in try? reader.read(path, name: path) }
    }

    private func fashionMNIST(_ preparation: DataPreparation, _ monitor: LoadingMonitor) throws -> SplitDataset {
        func part(_ part: FashionMNIST.Part) throws -> IDXPart {
            for file in [part.images, part.labels] {
                let isThere = FileManager.default.fileExists(atPath: "\(fashionFolder)/\(file)")
                guard isThere else {
                    throw DatasetError.notInstalled(
                        set: FashionMNIST.name, file: file, folder: fashionFolder, package: FashionMNIST.package)
                }
            }
            let (images, labels) = ("\(fashionFolder)/\(part.images)", "\(fashionFolder)/\(part.labels)")
            return IDXPart(images: images, imagesName: images, labels: labels, labelsName: labels)
        }
        var split = try idx(
            FashionMNIST.name, part(FashionMNIST.training), test: part(FashionMNIST.test),
            classNames: FashionMNIST.classNames, preparation, monitor)
        split.training.source = FashionMNIST.source
        return split
    }

    // MARK: Files

    private func csv(
        _ path: String, _ request: DataRequest, _ source: String, _ monitor: LoadingMonitor
    ) throws -> Dataset {
        monitor.begin("reading \(path)", 0...0.1)
        let bytes = try reader.read(
            EffectRunner.resolve(path, relativeTo: source), name: "'\(path)'",
            checkStart: { try Dataset.checkStart(ofCSV: NamedFile(name: path, bytes: $0)) }, progress: monitor.take)
        monitor.begin("reading the rows of \(path)", 0.1...0.95)
        return try Dataset(csv: bytes, file: path, options: request.csv, progress: monitor.take)
    }

    /// Two files that belong together, and what messages call them.
    private struct IDXPart {
        let images: String
        let imagesName: String
        let labels: String
        let labelsName: String
    }

    /// The samples of IDX files. Those for training are split for testing unless there are files for that.
    private func idx(
        _ name: String, _ training: IDXPart, test: IDXPart?, classNames: [String]? = nil,
        _ preparation: DataPreparation, _ monitor: LoadingMonitor
    ) throws -> SplitDataset {
        // Most of the time goes into unpacking; the test part is a sixth of the whole, as a rule.
        let testSamples = try test.map { try samples($0, 0...0.1, monitor) }
        let trainingSamples = try samples(training, 0.1...0.5, monitor)
        if let testSamples { try trainingSamples.checkShape(ofTest: testSamples) }
        let classes =
            try classNames.map { Array($0.indices) }
            ?? IDXSamples.classes(of: [trainingSamples] + (testSamples.map { [$0] } ?? []))
        // Samples beyond the limit are never turned into numbers.
        let rows = try preparation.rowsToKeep(of: trainingSamples.count)
        func dataset(_ samples: IDXSamples, rows: [Int]?, _ span: ClosedRange<Double>) throws -> Dataset {
            monitor.begin("taking up the samples of \(name)", span)
            return try samples.dataset(
                name: name, rows: rows, classes: classes, classNames: classNames, progress: monitor.take)
        }
        let testData = try testSamples.map { try dataset($0, rows: nil, 0.5...0.55) }
        var preparation = preparation
        preparation.limit = nil
        guard let testData else {
            return try prepared(try dataset(trainingSamples, rows: rows, 0.55...0.95), preparation, monitor)
        }
        // The test part is scaled by the training part too, after that was split.
        let standardizes = preparation.standardize
        preparation.standardize = false
        var split = try prepared(try dataset(trainingSamples, rows: rows, 0.55...0.95), preparation, monitor)
        split.test = testData
        if standardizes { split.standardize() }
        return split
    }

    private func samples(
        _ part: IDXPart, _ span: ClosedRange<Double>, _ monitor: LoadingMonitor
    ) throws -> IDXSamples {
        func file(_ path: String, _ name: String) throws -> NamedFile {
            let bytes = try reader.read(
                path, name: "'\(name)'",
                checkStart: { try IDXSamples.checkStart(of: NamedFile(name: name, bytes: $0)) },
                progress: { _ in try monitor.take(0) })
            return NamedFile(name: name, bytes: bytes)
        }
        monitor.begin("reading \(part.imagesName)", span)
        return try IDXSamples(
            images: try file(part.images, part.imagesName), labels: try file(part.labels, part.labelsName),
            progress: monitor.take)
    }
}
