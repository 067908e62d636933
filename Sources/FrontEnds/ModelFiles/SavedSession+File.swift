import CommandLanguage
import ModelFiles
import NeuralEngine
import StepDebugger
import Workbench

/// A saved session as a safetensors file: its numbers are tensors, everything else is text in the metadata.
extension SavedSession {
    /// The version of the metadata's format.
    private static let formatVersion = 1

    private enum Key {
        static let version = "backstep"
        static let setUp = "setup"
        static let iteration = "iteration"
        static let operation = "operation"
        static let cell = "cell"
        static let updates = "updates"
        static let checksum = "data-checksum"
        static let epoch = "epoch"
    }

    /// The file, optionally with other tensors.
    func file(with others: [Tensor] = []) -> SafetensorsFile {
        var metadata: [SafetensorsFile.Entry] = [
            .init(Key.version, "\(Self.formatVersion)"),
            .init(Key.setUp, setUp.map(resolvingPath).joined(separator: "\n")),
            .init(Key.iteration, "\(position.iteration)"), .init(Key.operation, "\(position.operation)"),
            .init(Key.cell, "\(position.cell)"), .init(Key.updates, "\(updateCount)"),
        ]
        if let dataChecksum { metadata.append(.init(Key.checksum, String(dataChecksum, radix: 16))) }
        if let epochSums {
            metadata.append(.init(Key.epoch, "\(epochSums.rows) \(epochSums.loss) \(epochSums.accuracy)"))
        }
        return SafetensorsFile(
            metadata: metadata, tensors: matrices.map { $0.tensor(isSinglePrecision: isSinglePrecision) } + others)
    }

    /// A set-up command with its paths, if any, made relative to the working directory.
    private func resolvingPath(_ line: String) -> String {
        guard let dataSource, let command = try? CommandParser.parse(line), let data = command.body as? DataCommand
        else { return line }
        func written(_ source: DataSource, _ options: [CommandOption]) -> String {
            Command(DataCommand(source: source, options: options)).description
        }
        func resolved(_ path: Located<String>) -> Located<String> {
            Located(EffectRunner.resolve(path.value, relativeTo: dataSource), at: path.range)
        }
        switch data.source {
        case .csv(let path): return written(.csv(path: resolved(path)), data.options)
        case .idx(let images, let labels):
            var options = data.options
            for (index, option) in options.enumerated() where option.name.value.hasPrefix("test-") {
                guard case .word(let path) = option.value.value else { continue }
                options[index].value.value = .word(resolved(Located(path, at: option.value.range)).value)
            }
            return written(.idx(images: resolved(images), labels: resolved(labels)), options)
        case .builtIn, .inline: return line
        }
    }

    /// Whether a file has the metadata of a saved session.
    static func isSaved(in file: SafetensorsFile) -> Bool { file[metadata: Key.version] != nil }

    /// Reads a session from a file that has one.
    init(_ file: SafetensorsFile) throws(SavedSessionError) {
        guard let version = file[metadata: Key.version].flatMap({ Int($0) }), version >= 1 else {
            throw .badEntry(Key.version)
        }
        guard version <= Self.formatVersion else { throw .newer(version: version) }
        func number(_ key: String) throws(SavedSessionError) -> Int {
            guard let number = file[metadata: key].flatMap({ Int($0) }), number >= 0 else { throw .badEntry(key) }
            return number
        }
        guard let lines = file[metadata: Key.setUp] else { throw .badEntry(Key.setUp) }
        var checksum: UInt64?
        if let text = file[metadata: Key.checksum] {
            guard let number = UInt64(text, radix: 16) else { throw .badEntry(Key.checksum) }
            checksum = number
        }
        var epochSums: EpochSums?
        if let text = file[metadata: Key.epoch] {
            let fields = text.split(separator: " ", omittingEmptySubsequences: false)
            guard fields.count == 3, let rows = Int(fields[0]), (1...(1 << 50)).contains(rows),
                let loss = Double(fields[1]), let accuracy = Double(fields[2])
            else { throw .badEntry(Key.epoch) }
            epochSums = EpochSums(rows: rows, loss: loss, accuracy: accuracy)
        }
        var matrices: [NamedMatrix] = []
        for tensor in file.tensors {
            // Other tensors in the file, such as samples for a program, do not matter.
            guard let name = MatrixName(tensor.name), name.isKeptBetweenIterations else { continue }
            guard tensor.shape.count == 2 else { throw .notAMatrix(tensor.name) }
            guard tensor.elementType == .float64 || tensor.elementType == .float32 else {
                throw .otherNumbers(tensor.name)
            }
            matrices.append(
                NamedMatrix(name, Matrix(rows: tensor.shape[0], columns: tensor.shape[1], elements: tensor.values)))
        }
        self.init(
            setUp: lines.split(separator: "\n").map(String.init), dataChecksum: checksum,
            position: Position(
                iteration: try number(Key.iteration), operation: try number(Key.operation), cell: try number(Key.cell)),
            updateCount: try number(Key.updates),
            isSinglePrecision: file.tensors.first { $0.elementType == .float64 } == nil, epochSums: epochSums,
            matrices: matrices)
    }
}

/// Why a safetensors file with a session's metadata does not contain a valid session.
enum SavedSessionError: Error, Equatable {
    case badEntry(String)
    case newer(version: Int)
    case notAMatrix(String)
    case otherNumbers(String)
}

extension SavedSessionError: CustomStringConvertible {
    /// The reason, to continue a sentence like `cannot read 'model.safetensors': …`.
    var description: String {
        switch self {
        case .badEntry(let key): "its metadata have no sensible '\(key)': it is damaged"
        case .newer(let version):
            "it is of version \(version) of the format, written by a newer backstep than this one"
        case .notAMatrix(let name): "'\(name)' is not a matrix: it is damaged"
        case .otherNumbers(let name): "'\(name)' has elements of another type than F64 or F32: it is damaged"
        }
    }
}

extension NamedMatrix {
    func tensor(isSinglePrecision: Bool) -> Tensor {
        Tensor(
            name: name.description, shape: [matrix.rows, matrix.columns],
            elementType: isSinglePrecision ? .float32 : .float64, values: matrix.elements)
    }
}
