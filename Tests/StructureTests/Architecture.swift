/// The table of what modules may import, and the rules for their sources.
struct Architecture {
    /// For each module in `Sources`, the other modules that it may import.
    var allowedDependencies: [String: Set<String>] = [
        "PlainText": [],
        "NeuralEngine": [],
        "CommandLanguage": ["PlainText"],
        "TerminalDrawing": ["PlainText"],
        "CNcurses": [],
        "CProcessor": [],
        "CZlib": [],
        "Course": [],
        "EmbedLessons": [],
        "StepDebugger": ["NeuralEngine"],
        "Derivations": ["NeuralEngine"],
        "Datasets": ["NeuralEngine", "CZlib", "PlainText"],
        "RunLogs": ["PlainText"],
        "ModelFiles": ["CZlib", "PlainText"],
        "Workbench": [
            "CommandLanguage", "Datasets", "StepDebugger", "NeuralEngine", "RunLogs", "Derivations", "PlainText",
        ],
        "Screen": [
            "TerminalDrawing", "Workbench", "CommandLanguage", "Datasets", "StepDebugger", "NeuralEngine", "RunLogs",
            "Derivations", "PlainText",
        ],
        "Platform": ["TerminalDrawing"],
        "Grading": ["Workbench", "CommandLanguage", "StepDebugger", "NeuralEngine", "PlainText", "Platform"],
        "RunWatching": ["RunLogs", "TerminalDrawing", "PlainText", "Platform"],
        "Benchmarks": ["StepDebugger", "NeuralEngine", "TerminalDrawing", "PlainText", "Platform"],
        "NcursesTerminal": ["CNcurses", "TerminalDrawing"],
        "FrontEnds": [
            "Screen", "Workbench", "CommandLanguage", "StepDebugger", "NeuralEngine", "Datasets",
            "ModelFiles", "TerminalDrawing", "CProcessor", "RunLogs", "Derivations", "Course",
            "PlainText", "Platform", "Grading", "Benchmarks", "RunWatching",
        ],
        "backstep": ["FrontEnds", "NcursesTerminal"],
    ]
    /// These compute and draw; whatever needs Foundation happens elsewhere.
    var modulesWithoutFoundation: Set<String> = [
        "PlainText", "NeuralEngine", "CommandLanguage", "TerminalDrawing", "StepDebugger", "RunLogs", "ModelFiles",
        "Derivations",
    ]
    /// The engine is built from what is in these folders, which know nothing of it.
    var foldersThatKnowNoEngine = [
        "Sources/NeuralEngine/Formulas/", "Sources/NeuralEngine/Explanation/", "Sources/NeuralEngine/Network/",
        "Sources/NeuralEngine/Numbers/",
    ]
    /// In the engine, unsafe pointers live in this folder and nowhere else.
    var folderOfUnsafePointers = "Sources/NeuralEngine/Kernels/"
    /// The most lines of a file.
    var lineLimit = 400

    private var modules: Set<String> { Set(allowedDependencies.keys) }

    /// Every violation in `manifest` and `files`, one line each.
    func violations(manifest: PackageManifest, files: [SourceFile]) -> [String] {
        manifestViolations(manifest, files: files) + files.flatMap { violations(in: $0, manifest: manifest) }
    }

    private func manifestViolations(_ manifest: PackageManifest, files: [SourceFile]) -> [String] {
        var violations: [String] = []
        if manifest.hasPackageDependencies { violations.append("Package.swift: depends on another package") }
        for target in manifest.targets where target.folder.hasPrefix("Sources/") {
            guard let allowed = allowedDependencies[target.name] else {
                violations.append("Package.swift: target \(target.name) is not in the table of modules")
                continue
            }
            for dependency in target.dependencies where !allowed.contains(dependency) {
                violations.append("Package.swift: \(target.name) must not depend on \(dependency)")
            }
        }
        // A module must be testable without the modules built on it.
        for target in manifest.targets where target.folder.hasPrefix("Tests/") && target.name.hasSuffix("Tests") {
            let tested = String(target.name.dropLast("Tests".count))
            for dependency in target.dependencies where uses(dependency, tested) {
                violations.append(
                    "Package.swift: \(target.name) must not depend on \(dependency), which uses \(tested)")
            }
        }
        for module in modules.sorted() {
            guard let target = manifest.targets.first(where: { $0.name == module }) else {
                violations.append("Package.swift: there is no target \(module)")
                continue
            }
            if !files.contains(where: { $0.path.hasPrefix(target.folder + "/") }) {
                violations.append("\(target.folder): no source file")
            }
        }
        return violations
    }

    /// Whether a module may import another, or import a module that may.
    private func uses(_ module: String, _ other: String) -> Bool {
        (allowedDependencies[module] ?? []).contains { $0 == other || uses($0, other) }
    }

    private func violations(in file: SourceFile, manifest: PackageManifest) -> [String] {
        guard let target = manifest.targets.first(where: { file.path.hasPrefix($0.folder + "/") }) else {
            return ["\(file.path): in no target's folder"]
        }
        var violations: [String] = []
        for (line, module) in file.imports {
            if let allowed = allowedDependencies[target.name], modules.contains(module), !allowed.contains(module) {
                violations.append("\(file.path):\(line): \(target.name) must not import \(module)")
            }
            if manifest.targets.contains(where: { $0.name == module }), !target.dependencies.contains(module) {
                violations.append("\(file.path):\(line): Package.swift does not say that \(target.name) uses \(module)")
            }
            if modulesWithoutFoundation.contains(target.name), module.hasPrefix("Foundation") {
                violations.append("\(file.path):\(line): \(target.name) must not import \(module)")
            }
        }
        if target.name == "NeuralEngine", !file.path.hasPrefix(folderOfUnsafePointers) {
            for line in file.linesWithUnsafePointers {
                violations.append("\(file.path):\(line): unsafe pointers belong in \(folderOfUnsafePointers)")
            }
        }
        if foldersThatKnowNoEngine.contains(where: file.path.hasPrefix) {
            for line in file.linesWithTheEngine {
                violations.append("\(file.path):\(line): formulas must not know the engine")
            }
        }
        if target.folder.hasPrefix("Sources/"), file.lines.count > lineLimit {
            violations.append("\(file.path): \(file.lines.count) lines, more than \(lineLimit)")
        }
        return violations
    }
}
