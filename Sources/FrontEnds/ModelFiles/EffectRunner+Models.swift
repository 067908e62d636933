import CommandLanguage
import Foundation
import ModelFiles
import NeuralEngine
import Platform
import Workbench

/// Reading and writing model files.
extension EffectRunner {
    /// Files beyond this are refused, so that a wrong path cannot fill the memory.
    private static let modelLimit = 2 << 30

    func readModel(_ path: String, relativeTo source: String) -> Result<ModelFile, EffectFailure> {
        let resolved = Self.resolve(path, relativeTo: source)
        do {
            let bytes = try FileReader(limit: Self.modelLimit).read(resolved, name: "'\(path)'")
            return .success(try Self.model(in: bytes, path: resolved))
        } catch let failure as EffectFailure {
            return .failure(failure)
        } catch {
            return .failure(EffectFailure(message: "cannot read '\(path)': \(error)"))
        }
    }

    /// The model in a file.
    /// - Throws: ``ModelFileError`` and ``SavedSessionError``.
    private static func model(in bytes: [UInt8], path: String) throws -> ModelFile {
        let tensors: [Tensor]
        if path.lowercased().hasSuffix(".npz") {
            tensors = try NPZFile(bytes).arrays
        } else {
            let file = try SafetensorsFile(bytes)
            if SavedSession.isSaved(in: file) { return .session(try SavedSession(file), path: path) }
            tensors = file.tensors
        }
        return .tensors(tensors.map { FileTensor(name: $0.name, shape: $0.shape, values: $0.values) }, path: path)
    }

    func save(_ session: SavedSession, to path: String) -> Result<String, EffectFailure> {
        written { () throws(EffectFailure) in
            let bytes = session.file().bytes
            try AtomicFile.write(bytes, to: path)
            return "saved '\(path)': \(Self.size(bytes))"
        }
    }

    func export(_ export: ModelExport, to path: String) -> Result<String, EffectFailure> {
        written { () throws(EffectFailure) in
            switch export.format {
            case .onnx:
                let model = ONNXModel(export.layeredModel, documentation: export.summary)
                let bytes = model.bytes
                try AtomicFile.write(bytes, to: path)
                let outputs =
                    export.network.loss.hasProbabilities
                    ? "outputs '\(model.outputName)' and 'P'" : "output '\(model.outputName)'"
                return "exported '\(path)': ONNX, input 'X', \(outputs), \(Self.size(bytes))"
            case .npz:
                let isSinglePrecision = export.network.precision == .float32
                let bytes = NPZFile(
                    arrays: export.parameters.map { $0.tensor(isSinglePrecision: isSinglePrecision) }
                ).bytes
                try AtomicFile.write(bytes, to: path)
                return "exported '\(path)': \(export.parameters.map(\.name.description).joined(separator: ", ")), "
                    + Self.size(bytes)
            case .script:
                // A name of its own, so that a session saved under the script's name stays as it is.
                let tensorsPath = path + ".safetensors"
                guard let files = export.scriptFiles(tensorsFile: FilePath.name(of: tensorsPath))
                else {
                    return ""
                }
                let bytes = files.tensors.bytes
                try AtomicFile.write(bytes, to: tensorsPath)
                try AtomicFile.write(Array(files.script.text.utf8), to: path)
                let omitted = export.training?.omittedCount ?? 0
                return "exported '\(path)', and '\(tensorsPath)', which it reads: \(Self.size(bytes))"
                    + (omitted > 0 ? "\nnote: \(omitted) samples were left out, there are too many" : "")
            }
        }
    }

    private func written(_ write: () throws(EffectFailure) -> String) -> Result<String, EffectFailure> {
        do throws(EffectFailure) {
            return .success(try write())
        } catch {
            return .failure(error)
        }
    }

    private static func size(_ bytes: [UInt8]) -> String { "\(bytes.count) bytes" }
}
