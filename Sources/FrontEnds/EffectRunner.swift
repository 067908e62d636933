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
        case .readModel(let path, let besides): .modelRead(readModel(path, besides: besides))
        case .saveSession(let session, let path): .modelWritten(save(session, to: path))
        case .exportModel(let model, let path): .modelWritten(export(model, to: path))
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
            let bytes = try Self.readBytes(
                Self.resolve(path, besides: besides), name: "'\(path)'", limit: Self.dataLimit
            ).get()
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
                try? Self.readBytes(path, name: path, limit: Self.dataLimit).get()
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
            return .failure(
                EffectFailure(message: "cannot write '\(request.path)': \(EffectFailure.reason(for: error))"))
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

    /// Files beyond these sizes are refused, so that a wrong path cannot fill the memory.
    private static let scenarioLimit = 64 << 20
    private static let dataLimit = 4 << 30

    /// Reads a scenario or a list of commands.
    static func readText(_ path: String, name: String) -> Result<SourceText, EffectFailure> {
        readBytes(path, name: "'\(name)'", limit: scenarioLimit).map { SourceText(name: path, utf8: $0) }
    }

    /// Reads a scenario from standard input.
    static func readStandardInput() -> Result<SourceText, EffectFailure> {
        readBytes(from: .standardInput, name: "standard input", limit: scenarioLimit)
            .map { SourceText(name: "-", utf8: $0) }
    }

    static func readBytes(_ path: String, name: String, limit: Int) -> Result<[UInt8], EffectFailure> {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            return .failure(.unreadable(name, "there is no such file"))
        }
        guard !isFolder.boolValue else { return .failure(.unreadable(name, "it is a folder")) }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            return .failure(.unreadable(name, "it may not be read by this user"))
        }
        defer { try? handle.close() }
        return readBytes(from: handle, name: name, limit: limit)
    }

    private static func readBytes(
        from handle: FileHandle, name: String, limit: Int
    ) -> Result<[UInt8], EffectFailure> {
        var bytes: [UInt8] = []
        do {
            while let data = try handle.read(upToCount: 1 << 20), !data.isEmpty {
                bytes += data
                guard bytes.count <= limit else {
                    return .failure(.unreadable(name, "it is larger than \(limit >> 20) MiB"))
                }
            }
            return .success(bytes)
        } catch {
            return .failure(.unreadable(name, EffectFailure.reason(for: error)))
        }
    }
}

extension SourceText {
    /// A text from a file's bytes; what is no UTF-8 in it shows as �.
    fileprivate init(name: String, utf8 bytes: [UInt8]) {
        self.init(name: name, text: String(decoding: bytes, as: UTF8.self))
    }
}

extension EffectFailure {
    fileprivate static func unreadable(_ name: String, _ why: String) -> EffectFailure {
        EffectFailure(message: "cannot read \(name): \(why)")
    }

    /// The operating system's reason, in lower case, as it goes on a sentence.
    fileprivate static func reason(for error: any Error) -> String {
        // Foundation keeps the cause as one type for some calls and as the other for the rest.
        let cause = (error as NSError).userInfo[NSUnderlyingErrorKey]
        let number =
            (cause as? POSIXError).map { Int32($0.code.rawValue) }
            ?? (cause as? NSError).flatMap { $0.domain == NSPOSIXErrorDomain ? Int32($0.code) : nil }
        return number.map { String(cString: strerror($0)).lowercased() } ?? error.localizedDescription
    }
}

extension Dataset {
    /// The samples as the workbench takes them: limited, split and standardised as the command asked.
    fileprivate func loaded(for request: DataRequest) throws -> LoadedData {
        if let classNames, classNames.count < 2 {
            throw EffectFailure(
                message: "all samples of \(name) are of the class '\(classNames.first ?? "")': "
                    + "there is nothing to tell apart; is the label column right?")
        }
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
