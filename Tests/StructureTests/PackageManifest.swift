/// The targets of a `Package.swift`, read from its text: asking SwiftPM for them would wait for the build that runs
/// this test.
struct PackageManifest {
    struct Target: Equatable {
        var name: String
        var folder: String
        var dependencies: [String]
    }

    var targets: [Target] = []
    var hasPackageDependencies: Bool

    init(_ text: String) {
        let code = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.prefix(upTo: line.firstRange(of: "//")?.lowerBound ?? line.endIndex)
        }.joined(separator: "\n")
        hasPackageDependencies = code.contains(".package(")
        for start in code.matches(of: /\.(target|executableTarget|testTarget|plugin)\(/) {
            let call = code[start.range.upperBound...].prefix(toClosing: ")", opening: "(")
            guard let name = call.firstMatch(of: /name:\s*"([^"]+)"/)?.1 else { continue }
            let path = call.firstMatch(of: /path:\s*"([^"]+)"/)?.1
            var dependencies: [String] = []
            if let list = call.firstMatch(of: /dependencies:\s*\[/) {
                let names = call[list.range.upperBound...].prefix(toClosing: "]", opening: "[")
                dependencies = names.matches(of: /"([^"]+)"/).map { String($0.1) }
            }
            targets.append(
                Target(
                    name: String(name),
                    folder: path.map(String.init) ?? (start.1 == "testTarget" ? "Tests/" : "Sources/") + name,
                    dependencies: dependencies))
        }
    }
}

extension Substring {
    /// The text before the bracket that closes the one before it.
    fileprivate func prefix(toClosing closing: Character, opening: Character) -> Substring {
        var depth = 1
        return prefix { character in
            depth += character == opening ? 1 : character == closing ? -1 : 0
            return depth > 0
        }
    }
}
