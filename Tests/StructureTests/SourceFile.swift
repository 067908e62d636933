import Foundation

/// A source file of the package, read as text.
struct SourceFile {
    /// From the root of the package: `Sources/NeuralEngine/Matrix.swift`.
    var path: String
    var lines: [Substring]

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last == "" { lines.removeLast() }
    }

    /// The modules that a Swift file imports, with their line numbers from 1.
    var imports: [(line: Int, module: String)] {
        guard path.hasSuffix(".swift") else { return [] }
        let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        return lines.enumerated().flatMap { index, line in
            // A line may have several statements, and attributes and access levels may precede `import`.
            line.split(separator: ";").compactMap { statement -> (Int, String)? in
                var words = statement.prefix { $0 != "/" }.split(separator: " ")
                while let first = words.first, first.hasPrefix("@") || Self.accessLevels.contains(first) {
                    words.removeFirst()
                }
                guard words.count > 1, words.removeFirst() == "import" else { return nil }
                if kinds.contains(words[0]), words.count > 1 { words.removeFirst() }
                return (index + 1, String(words[0].prefix { $0 != "." }))
            }
        }
    }

    private static let accessLevels: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]

    /// The lines (from 1) whose code, apart from comments, uses an unsafe pointer.
    var linesWithUnsafePointers: [Int] { lineNumbers { $0.contains(/Unsafe\w*Pointer|withUnsafe/) } }

    /// The lines (from 1) whose code, apart from comments, names the engine or a part of it.
    var linesWithTheEngine: [Int] { lineNumbers { $0.contains(/\b(Engine|EngineCore|Program|Processor)\b/) } }

    private func lineNumbers(whoseCode isMeant: (Substring) -> Bool) -> [Int] {
        lines.indices.filter { index in
            isMeant(lines[index].prefix(upTo: lines[index].range(of: "//")?.lowerBound ?? lines[index].endIndex))
        }.map { $0 + 1 }
    }
}

extension SourceFile {
    /// The root of the package that this test was compiled from.
    static let packageRoot = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// All Swift and C files below `Sources` and `Tests`.
    static func all() throws -> [SourceFile] {
        try ["Sources", "Tests"].flatMap { folder in
            try FileManager.default.subpathsOfDirectory(atPath: packageRoot.appendingPathComponent(folder).path)
                .filter { path in [".swift", ".c", ".h"].contains { path.hasSuffix($0) } }
                .sorted()
                .map { try SourceFile(path: "\(folder)/\($0)") }
        }
    }

    /// Reads the file at `path` from the root of the package.
    init(path: String) throws {
        let url = Self.packageRoot.appendingPathComponent(path)
        self.init(path: path, text: try String(contentsOf: url, encoding: .utf8))
    }
}
