import Foundation
import Testing

@Suite struct ArchitectureTests {
    @Test func thePackageKeepsToItsArchitecture() throws {
        let root = SourceFile.packageRoot
        let manifest = PackageManifest(
            try String(contentsOf: root.appendingPathComponent("Package.swift"), encoding: .utf8))
        let files = try SourceFile.all()
        #expect(Architecture().violations(manifest: manifest, files: files) == [])
    }
}

/// The checker itself, on packages with deliberate violations.
@Suite struct ArchitectureCheckerTests {
    private let architecture = Architecture(
        allowedDependencies: ["NeuralEngine": [], "StepDebugger": ["NeuralEngine"], "CDoor": [], "Maker": []],
        modulesWithoutFoundation: ["NeuralEngine"], lineLimit: 5)
    private let manifest = """
        let package = Package(
            targets: [
                .target(name: "NeuralEngine", swiftSettings: [.define("X")]),
                // .target(name: "Commented", dependencies: ["StepDebugger"]),
                .target(
                    name: "StepDebugger",
                    dependencies: ["NeuralEngine"]),
                .target(name: "CDoor"),
                .plugin(name: "Maker", capability: .buildTool(), path: "Sources/Making"),
                .testTarget(name: "EngineTests", dependencies: ["NeuralEngine"], resources: [.copy("Data")]),
                .target(name: "TestSupport", path: "Tests/TestSupport"),
            ]
        )
        """
    private let files = [
        "Sources/NeuralEngine/Matrix.swift": "import Glibc\n",
        "Sources/NeuralEngine/Kernels/Product.swift": "let p: UnsafePointer<Int>\n",
        "Sources/StepDebugger/Session.swift": "import Foundation\nimport NeuralEngine\n",
        "Sources/CDoor/include/door.h": "int door(void);\n",
        "Sources/Making/Maker.swift": "import PackagePlugin\n",
        "Tests/EngineTests/Tests.swift": "@testable import NeuralEngine\nimport Testing\n",
    ]

    private func violations(
        manifest: String? = nil, planting planted: [String: String] = [:], without removed: String? = nil
    ) -> [String] {
        var files = files
        for (path, text) in planted { files[path] = text }
        if let removed { files[removed] = nil }
        return architecture.violations(
            manifest: PackageManifest(manifest ?? self.manifest),
            files: files.sorted { $0.key < $1.key }.map { SourceFile(path: $0.key, text: $0.value) })
    }

    @Test func aSoundPackageHasNoViolation() {
        #expect(violations() == [])
    }

    @Test func theManifestIsReadWithFoldersAndDependencies() {
        #expect(
            PackageManifest(manifest).targets == [
                .init(name: "NeuralEngine", folder: "Sources/NeuralEngine", dependencies: []),
                .init(name: "StepDebugger", folder: "Sources/StepDebugger", dependencies: ["NeuralEngine"]),
                .init(name: "CDoor", folder: "Sources/CDoor", dependencies: []),
                .init(name: "Maker", folder: "Sources/Making", dependencies: []),
                .init(name: "EngineTests", folder: "Tests/EngineTests", dependencies: ["NeuralEngine"]),
                .init(name: "TestSupport", folder: "Tests/TestSupport", dependencies: []),
            ])
    }

    @Test(arguments: [
        "import StepDebugger", "@testable import StepDebugger", "@_exported public import StepDebugger",
        "import struct StepDebugger.Session", "  internal import class StepDebugger.Session  // why",
        "import Glibc; import StepDebugger",
    ])
    func anImportAgainstTheArrowIsFound(_ statement: String) {
        #expect(
            violations(planting: ["Sources/NeuralEngine/Matrix.swift": "// a comment\n" + statement]) == [
                "Sources/NeuralEngine/Matrix.swift:2: NeuralEngine must not import StepDebugger",
                "Sources/NeuralEngine/Matrix.swift:2: Package.swift does not say that NeuralEngine uses StepDebugger",
            ])
    }

    @Test(arguments: ["// import StepDebugger", "let text = \"import StepDebugger\"", "import StepDebuggerKit"])
    func whatOnlyLooksLikeAnImportIsNone(_ line: String) {
        #expect(violations(planting: ["Sources/NeuralEngine/Matrix.swift": line]) == [])
    }

    @Test func aTestThatUsesAnUndeclaredModuleIsFound() {
        #expect(
            violations(planting: ["Tests/EngineTests/Tests.swift": "import StepDebugger"]) == [
                "Tests/EngineTests/Tests.swift:1: Package.swift does not say that EngineTests uses StepDebugger"
            ])
    }

    @Test(arguments: ["Foundation", "FoundationEssentials"])
    func foundationWhereItIsNotWantedIsFound(_ module: String) {
        #expect(
            violations(planting: ["Sources/NeuralEngine/Matrix.swift": "import \(module)"]) == [
                "Sources/NeuralEngine/Matrix.swift:1: NeuralEngine must not import \(module)"
            ])
    }

    @Test(arguments: [
        "let p: UnsafeMutablePointer<Int>", "let p: UnsafeRawBufferPointer", "array.withUnsafeBytes { _ in }",
        "withUnsafeTemporaryAllocation(of: Int.self, capacity: 1) { _ in }",
    ])
    func unsafePointersOutsideOfTheKernelsAreFound(_ line: String) {
        #expect(
            violations(planting: ["Sources/NeuralEngine/Matrix.swift": "// UnsafePointer\n" + line]) == [
                "Sources/NeuralEngine/Matrix.swift:2: unsafe pointers belong in Sources/NeuralEngine/Kernels/"
            ])
    }

    @Test(arguments: ["extension Engine {}", "func penalty(_ program: Program) {}", "let core: EngineCore<Double>"])
    func aFormulaThatKnowsTheEngineIsFound(_ line: String) {
        let path = "Sources/NeuralEngine/Formulas/Linear.swift"
        #expect(violations(planting: [path: "// Engine\n" + line]) == ["\(path):2: formulas must not know the engine"])
        #expect(violations(planting: ["Sources/NeuralEngine/Engine.swift": line]) == [])
    }

    @Test func aLongFileIsFound() {
        let path = "Sources/StepDebugger/Session.swift"
        #expect(violations(planting: [path: "\n\n\n\n\n"]) == [])
        #expect(violations(planting: [path: "\n\n\n\n\n\n"]) == ["\(path): 6 lines, more than 5"])
    }

    @Test func aDependencyAgainstTheArrowIsFound() {
        let broken = manifest.replacing("name: \"CDoor\"", with: "name: \"CDoor\", dependencies: [\"StepDebugger\"]")
        #expect(violations(manifest: broken) == ["Package.swift: CDoor must not depend on StepDebugger"])
    }

    @Test func testsThatNeedAModuleAboveTheirOwnAreFound() {
        let broken = manifest.replacing(
            ".target(name: \"CDoor\"),",
            with:
                ".target(name: \"CDoor\"), .testTarget(name: \"NeuralEngineTests\", dependencies: [\"StepDebugger\"]),")
        #expect(
            violations(manifest: broken) == [
                "Package.swift: NeuralEngineTests must not depend on StepDebugger, which uses NeuralEngine"
            ])
    }

    @Test func anotherPackageIsFound() {
        let broken = manifest.replacing("targets: [", with: "dependencies: [.package(path: \"x\")], targets: [")
        #expect(violations(manifest: broken) == ["Package.swift: depends on another package"])
    }

    @Test func aModuleThatTheTableDoesNotKnowIsFound() {
        let broken = manifest.replacing("\"CDoor\"", with: "\"Cellar\"")
        #expect(
            violations(manifest: broken) == [
                "Package.swift: target Cellar is not in the table of modules",
                "Package.swift: there is no target CDoor",
                "Sources/CDoor/include/door.h: in no target's folder",
            ])
    }

    @Test func aModuleWithoutSourcesIsFound() {
        #expect(violations(without: "Sources/CDoor/include/door.h") == ["Sources/CDoor: no source file"])
    }
}
