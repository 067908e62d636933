// swift-tools-version: 6.0
import PackageDescription

/// The mathematics is unusably slow without the optimiser, so it is on in debug builds too: a lesson or a test
/// that trains a network then takes the same time in both. Whole modules at a time, or generic code would not be
/// specialised across files; and with threads, or the compiler expects one object file where SwiftPM expects many.
/// Without optimisation across modules, which puts bodies of functions into a module's interface: one changed formula
/// then had every module above compiled anew, for two and a half minutes instead of half a minute.
let optimizedInDebugBuilds: [SwiftSetting] = [
    .unsafeFlags(
        ["-O", "-wmo", "-disable-cmo", "-disable-batch-mode", "-num-threads", "2"], .when(configuration: .debug))
]

/// Eight numbers at a time and a·b + c in one instruction, which processors have since 2013 (AVX2 and FMA); the program
/// checks that when it starts, so no other module may be compiled with these flags. Without them a build is several times
/// slower: `BACKSTEP_BASELINE=1 swift build` makes one for older processors. ARM has the same instructions in every 64-bit
/// processor.
let isBaseline = Context.environment["BACKSTEP_BASELINE"] == "1"
let baselineCondition: [SwiftSetting] = isBaseline ? [.define("BACKSTEP_BASELINE")] : []
#if arch(x86_64)
    let vectorInstructions: [SwiftSetting] =
        isBaseline ? [] : [.unsafeFlags(["-Xcc", "-march=x86-64-v3"])]
#else
    let vectorInstructions: [SwiftSetting] = []
#endif

/// Operations on whole vectors come from the compiler's module Builtin, as the standard library's own numbers do; what
/// for, and that all works without it, is written in VectorInstructions.swift.
let vectorOperations: [SwiftSetting] = [.enableExperimentalFeature("BuiltinModule")]

let package = Package(
    name: "backstep",
    products: [
        .executable(name: "backstep", targets: ["backstep"])
    ],
    targets: [
        // Bytes, numbers and JSON, once for all modules.
        .target(name: "PlainText", swiftSettings: optimizedInDebugBuilds),

        // The mathematics and the stepping.
        .target(
            name: "NeuralEngine",
            swiftSettings: optimizedInDebugBuilds + baselineCondition + vectorInstructions + vectorOperations),
        .target(name: "StepDebugger", dependencies: ["NeuralEngine"], swiftSettings: optimizedInDebugBuilds),
        .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
        .target(
            name: "Datasets", dependencies: ["NeuralEngine", "CZlib", "PlainText"],
            resources: [.copy("Resources")], swiftSettings: optimizedInDebugBuilds),

        // The formulas' derivations, as mathematics that is evaluated and laid out.
        .target(name: "Derivations", dependencies: ["NeuralEngine"], swiftSettings: optimizedInDebugBuilds),

        // Logs of runs, which are read by the gigabyte.
        .target(name: "RunLogs", dependencies: ["PlainText"], swiftSettings: optimizedInDebugBuilds),
        .target(name: "ModelFiles", dependencies: ["CZlib", "PlainText"], swiftSettings: optimizedInDebugBuilds),

        // The language and what it drives.
        .target(name: "CommandLanguage", dependencies: ["PlainText"]),
        .target(
            name: "Workbench",
            dependencies: [
                "CommandLanguage", "Datasets", "StepDebugger", "NeuralEngine", "RunLogs", "Derivations", "PlainText",
            ]),

        // The screen.
        .target(name: "TerminalDrawing", dependencies: ["PlainText"]),
        .target(
            name: "Screen",
            dependencies: [
                "TerminalDrawing", "Workbench", "CommandLanguage", "Datasets", "StepDebugger", "NeuralEngine",
                "RunLogs",
                "Derivations", "PlainText",
            ]),
        .target(name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw")]),
        .target(name: "NcursesTerminal", dependencies: ["CNcurses", "TerminalDrawing"]),

        // The lessons: the plugin writes what is in Scenarios into the module.
        .plugin(name: "EmbedLessons", capability: .buildTool(), path: "Sources/EmbedLessons"),
        .target(name: "Course", exclude: ["Scenarios"], plugins: ["EmbedLessons"]),

        // The program.
        .target(name: "Platform", dependencies: ["TerminalDrawing"]),
        .target(
            name: "Grading",
            dependencies: ["Workbench", "CommandLanguage", "StepDebugger", "NeuralEngine", "PlainText", "Platform"]),
        .target(name: "RunWatching", dependencies: ["RunLogs", "TerminalDrawing", "PlainText", "Platform"]),
        .target(
            name: "Benchmarks",
            dependencies: ["StepDebugger", "NeuralEngine", "TerminalDrawing", "PlainText", "Platform"]),
        .target(name: "CProcessor"),
        .target(
            name: "FrontEnds",
            dependencies: [
                "Screen", "Workbench", "CommandLanguage", "StepDebugger", "NeuralEngine", "Datasets",
                "ModelFiles", "TerminalDrawing", "CProcessor", "RunLogs", "Course", "Derivations", "PlainText",
                "Platform", "Grading", "Benchmarks", "RunWatching",
            ],
            swiftSettings: baselineCondition),
        .executableTarget(name: "backstep", dependencies: ["FrontEnds", "NcursesTerminal"]),

        // Tests mirror the sources; EndToEndTests drive the built program in a real pseudo-terminal.
        .target(name: "TestSupport", dependencies: ["TerminalDrawing", "Platform"], path: "Tests/TestSupport"),
        .target(name: "CAllocationCount", path: "Tests/CAllocationCount"),
        .testTarget(name: "PlainTextTests", dependencies: ["PlainText", "TestSupport"]),
        .testTarget(name: "PlatformTests", dependencies: ["Platform", "TestSupport"]),
        .testTarget(
            name: "NeuralEngineTests", dependencies: ["NeuralEngine", "TestSupport", "CAllocationCount"],
            resources: [.copy("Fixtures")],
            // The elementary functions are tested with every Float there is.
            swiftSettings: optimizedInDebugBuilds + baselineCondition + vectorInstructions),
        .testTarget(
            name: "StepDebuggerTests",
            dependencies: ["StepDebugger", "NeuralEngine", "TestSupport", "CAllocationCount"]),
        .testTarget(name: "DerivationsTests", dependencies: ["Derivations", "NeuralEngine"]),
        // The language is tested with the commands that it has.
        .testTarget(
            name: "LanguageTests", dependencies: ["CommandLanguage", "Workbench", "PlainText", "TestSupport"]),
        .testTarget(name: "DatasetsTests", dependencies: ["Datasets", "NeuralEngine", "CZlib", "TestSupport"]),
        .testTarget(
            name: "RunLogsTests", dependencies: ["RunLogs", "PlainText", "TestSupport"],
            resources: [.copy("Fixtures")]),
        .testTarget(
            name: "ModelFilesTests", dependencies: ["ModelFiles", "PlainText", "TestSupport"],
            resources: [.copy("Fixtures")]),
        .testTarget(
            name: "WorkbenchTests",
            dependencies: [
                "Workbench", "CommandLanguage", "Datasets", "StepDebugger", "NeuralEngine", "RunLogs", "Derivations",
                "PlainText", "TestSupport",
            ]),
        .testTarget(
            name: "GradingTests",
            dependencies: [
                "Grading", "Workbench", "CommandLanguage", "Datasets", "NeuralEngine", "PlainText", "TestSupport",
            ]),
        .testTarget(
            name: "RunWatchingTests", dependencies: ["RunWatching", "RunLogs", "TerminalDrawing", "TestSupport"]),
        .testTarget(
            name: "BenchmarksTests",
            dependencies: ["Benchmarks", "NeuralEngine", "TerminalDrawing", "PlainText", "Platform"]),
        .testTarget(name: "CourseTests", dependencies: ["Course", "CommandLanguage", "Workbench"]),
        .testTarget(name: "TerminalDrawingTests", dependencies: ["TerminalDrawing", "TestSupport"]),
        .testTarget(
            name: "ScreenTests",
            dependencies: [
                "Screen", "Workbench", "CommandLanguage", "StepDebugger", "NeuralEngine", "Datasets",
                "TerminalDrawing", "RunLogs", "Derivations", "PlainText", "TestSupport",
            ]),
        .testTarget(
            name: "FrontEndsTests",
            dependencies: [
                "FrontEnds", "Workbench", "Screen", "CommandLanguage", "StepDebugger", "NeuralEngine",
                "Datasets", "TerminalDrawing", "ModelFiles", "RunLogs", "Course", "Derivations", "PlainText",
                "Platform", "Grading", "Benchmarks",
                "TestSupport",
            ]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["backstep", "Workbench", "CommandLanguage", "Platform", "TestSupport", "TerminalDrawing"],
            swiftSettings: baselineCondition),
        .testTarget(name: "StructureTests"),
    ],
    swiftLanguageModes: [.v6]
)
