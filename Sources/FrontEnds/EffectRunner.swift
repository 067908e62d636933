import CommandLanguage
import Datasets
import Foundation
import NeuralEngine
import TerminalDrawing
import Workbench

/// Does what the workbench asks of the outside world: the only place that reads files.
struct EffectRunner {
    /// Where shipped data sets are found.
    var resources = ResourceLocator.runningProgram

    /// Carries out an effect.
    ///
    /// - Parameter draw: draws the screen in a size.
    /// - Returns: the answer, where the effect has one.
    func run(_ effect: Effect, draw: (Size) -> CellGrid) -> WorkbenchAction? {
        switch effect {
        case .report, .exit: nil
        case .loadData(let request, let besides): .dataLoaded(load(request, besides: besides))
        case .readScript(let path, let besides):
            .scriptRead(Self.readText(Self.resolve(path, besides: besides), name: path))
        case .writeSnapshot(let request):
            .snapshotWritten(write(request, draw(Size(columns: request.columns, rows: request.rows))))
        }
    }

    // MARK: Data

    private func load(_ request: DataRequest, besides: String) -> Result<LoadedData, EffectFailure> {
        do {
            return .success(try dataset(request, besides: besides).loaded(for: request))
        } catch {
            let message = (error as? EffectFailure)?.message ?? String(describing: error)
            return .failure(EffectFailure(message: message))
        }
    }

    private func dataset(_ request: DataRequest, besides: String) throws -> Dataset {
        switch request.source {
        case .inline(let inputs, let targets):
            return try Dataset.inline(inputs: inputs, targets: targets)
        case .csv(let path):
            let bytes = try Self.readBytes(Self.resolve(path, besides: besides), name: path).get()
            let options = CSVOptions(
                label: request.label, task: request.task.flatMap { CSVOptions.Task(rawValue: $0.rawValue) },
                header: request.hasHeader)
            return try Dataset(csv: bytes, file: path, options: options)
        case .builtIn(let name):
            if name == "xor" {
                return try Dataset.xor(samples: request.samples, noise: request.noise, seed: request.seed)
            }
            guard let shipped = ShippedDataset(rawValue: name) else {
                throw EffectFailure(message: "there is no data set '\(name)'")
            }
            return try resources.load(shipped) { path in
                try? Self.readBytes(path, name: path).get()
            }
        }
    }

    // MARK: Pictures

    private func write(
        _ request: SnapshotRequest, _ grid: CellGrid
    ) -> Result<SnapshotRequest, EffectFailure> {
        let picture =
            switch request.format {
            case .text: grid.plainText
            case .svg: grid.svg(title: "backstep")
            case .html: grid.html(title: "backstep")
            }
        do {
            // In one go, so that a full disk leaves no half picture behind.
            let path = NSString(string: request.path).expandingTildeInPath
            try Data(picture.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
            return .success(request)
        } catch {
            let reason = (error as? CocoaError)?.errorNumber.map { String(cString: strerror($0)) }
            return .failure(
                EffectFailure(
                    message: "cannot write '\(request.path)': \(reason?.lowercased() ?? error.localizedDescription)"))
        }
    }

    // MARK: Files

    /// A path as the user wrote it: from the working directory, or else from the scenario's own folder.
    static func resolve(_ path: String, besides source: String) -> String {
        let expanded = NSString(string: path).expandingTildeInPath
        guard !expanded.hasPrefix("/"), !FileManager.default.fileExists(atPath: expanded) else { return expanded }
        let folder = NSString(string: source).deletingLastPathComponent
        let beside = NSString(string: folder).appendingPathComponent(expanded)
        return FileManager.default.fileExists(atPath: beside) ? beside : expanded
    }

    /// Reads a scenario or a list of commands.
    static func readText(_ path: String, name: String) -> Result<SourceText, EffectFailure> {
        readBytes(path, name: name).map { SourceText(name: path, text: String(decoding: $0, as: UTF8.self)) }
    }

    /// Files beyond this are refused before they are read, so that a wrong path cannot fill the memory.
    private static let sizeLimit = 4 << 30

    private static func readBytes(_ path: String, name: String) -> Result<[UInt8], EffectFailure> {
        func failure(_ why: String) -> Result<[UInt8], EffectFailure> {
            .failure(EffectFailure(message: "cannot read '\(name)': \(why)"))
        }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            return failure("there is no such file")
        }
        guard !isFolder.boolValue else { return failure("it is a folder") }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            return failure("it may not be read by this user")
        }
        defer { try? handle.close() }
        do {
            guard let data = try handle.read(upToCount: sizeLimit) else { return .success([]) }
            guard data.count < sizeLimit else { return failure("it is larger than 4 GiB") }
            return .success([UInt8](data))
        } catch {
            return failure(error.localizedDescription)
        }
    }
}

extension Dataset {
    /// The samples as the workbench takes them: limited, split and standardised as the command asked.
    fileprivate func loaded(for request: DataRequest) throws -> LoadedData {
        let split = try prepared(
            DataPreparation(
                testFraction: request.testFraction ?? 0, limit: request.limit, standardize: request.standardize,
                seed: request.seed))
        return LoadedData(
            name: name, provenance: source, featureNames: featureNames, classNames: classNames ?? [],
            training: try split.training.samples(outputs: outputCount),
            test: try split.test?.samples(outputs: outputCount), isStandardized: request.standardize)
    }
}

extension CocoaError {
    /// The operating system's error number below this error.
    fileprivate var errorNumber: Int32? {
        (userInfo[NSUnderlyingErrorKey] as? POSIXError).map { Int32($0.code.rawValue) }
    }
}
