import CommandLanguage
import Datasets
import Foundation
import Platform
import TerminalDrawing
import Workbench

/// Does what the workbench asks of the outside world: the only place that reads files.
struct EffectRunner {
    /// Reads and makes data.
    var loader = DataLoader()

    /// Starts loading data, which can take a while.
    func startLoading(_ request: DataRequest, relativeTo source: String) -> BackgroundLoad {
        BackgroundLoad { [loader] monitor in loader.load(request, relativeTo: source, reportingTo: monitor) }
    }

    /// Carries out an effect other than loading data.
    ///
    /// - Parameters:
    ///   - logs: the logs that are open.
    ///   - records: the records that are open.
    ///   - draw: draws the screen at a size.
    /// - Returns: the answer, if the effect has one.
    func run(
        _ effect: Effect, logs: RunLogFiles, records: RecordFiles, draw: (Size) -> CellGrid
    ) -> WorkbenchAction? {
        switch effect {
        case .report, .exit, .keepAnswer, .review, .loadData: return nil
        case .readScript(let path, let source):
            return .scriptRead(Self.readText(Self.resolve(path, relativeTo: source), name: path))
        case .openLog(let request): return .logOpened(logs.open(request))
        case .writeLog(let file, let records):
            return logs.write(records, to: file).map { .logFailed(file: file, $0) }
        case .closeLog(let file):
            logs.close(file)
            return nil
        case .openRecord(let path): return .recordOpened(records.open(path))
        case .writeRecord(let path, let text, let replaces):
            return records.write(text, to: path, replacing: replaces).map(WorkbenchAction.recordFailed)
        case .closeRecord(let path):
            records.close(path)
            return nil
        case .writeSnapshot(let request):
            return .snapshotWritten(write(request, draw(Size(columns: request.columns, rows: request.rows))))
        case .readModel(let path, let source): return .modelRead(readModel(path, relativeTo: source))
        case .saveSession(let session, let path): return .modelWritten(save(session, to: path))
        case .exportModel(let model, let path): return .modelWritten(export(model, to: path))
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
            // In one piece, so that a full disk does not leave half a picture.
            let path = NSString(string: request.path).expandingTildeInPath
            try Data(picture.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
            return .success(request)
        } catch {
            return .failure(
                EffectFailure(message: "cannot write '\(request.path)': \(EffectFailure.reason(for: error))"))
        }
    }

    // MARK: Files

    /// Resolves a path as the user wrote it: relative to the working directory, or else to the scenario's own folder.
    static func resolve(_ path: String, relativeTo source: String) -> String {
        let expanded = NSString(string: path).expandingTildeInPath
        guard !expanded.hasPrefix("/"), !FileManager.default.fileExists(atPath: expanded) else { return expanded }
        let folder = FilePath.folder(of: source)
        let beside = NSString(string: folder).appendingPathComponent(expanded)
        return FileManager.default.fileExists(atPath: beside) ? beside : expanded
    }

    /// A scenario beyond this size is refused, so that a wrong path cannot fill the memory.
    private static let scenarioLimit = 64 << 20

    /// Reads a scenario or a list of commands.
    static func readText(_ path: String, name: String) -> Result<SourceText, EffectFailure> {
        do {
            let reader = FileReader(limit: scenarioLimit)
            return .success(SourceText(name: path, utf8: try reader.read(path, name: "'\(name)'")))
        } catch {
            return .failure(EffectFailure(error))
        }
    }

    /// Reads a scenario from standard input.
    static func readStandardInput() -> Result<SourceText, EffectFailure> {
        readBytes(from: .standardInput, name: "standard input", limit: scenarioLimit)
            .map { SourceText(name: "-", utf8: $0) }
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
    /// A text from a file's bytes; bytes that are not UTF-8 become �.
    fileprivate init(name: String, utf8 bytes: [UInt8]) {
        self.init(name: name, text: String(decoding: bytes, as: UTF8.self))
    }
}

extension EffectFailure {
    /// The failure that an error describes.
    init(_ error: any Error) {
        self = error as? EffectFailure ?? EffectFailure(message: String(describing: error))
    }

    static func unreadable(_ name: String, _ why: String) -> EffectFailure {
        EffectFailure(message: "cannot read \(name): \(why)")
    }

    /// The operating system's reason, in lower case, to continue a sentence.
    static func reason(for error: any Error) -> String {
        // Depending on the call, Foundation stores the cause as one of two types.
        let cause = (error as NSError).userInfo[NSUnderlyingErrorKey]
        let number =
            (cause as? POSIXError).map { Int32($0.code.rawValue) }
            ?? (cause as? NSError).flatMap { $0.domain == NSPOSIXErrorDomain ? Int32($0.code) : nil }
        return number.map { String(cString: strerror($0)).lowercased() } ?? error.localizedDescription
    }
}
