import Foundation
import PackagePlugin

/// Makes the lessons part of the program: writes the numbered scenarios of the folder `Scenarios`, in the order of their
/// names, into a source file of the module `Course`.
///
/// SwiftPM only watches the folders of targets; the link `Sources/Course/Scenarios` lets it notice when lessons come
/// and go.
@main
struct EmbedLessons: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let folder = context.package.directoryURL.appending(path: "Scenarios")
        let lessons = try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
            .filter { $0.first?.isNumber == true && $0.hasSuffix(".scenario") }
            .sorted().map { folder.appending(path: $0) }
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedLessons.swift")
        let paths = ([output] + lessons).map { $0.path(percentEncoded: false) }
        return [
            .buildCommand(
                displayName: "Embedding \(lessons.count) lessons", executable: URL(filePath: "/bin/sh"),
                arguments: ["-c", Self.script, "sh"] + paths, inputFiles: lessons, outputFiles: [output])
        ]
    }

    /// Writes each file as a raw string. The line break before the closing quotes is not part of a string.
    private static let script = ##"""
        output=$1
        shift
        {
            echo '/// The names and the texts of the lessons.'
            echo 'let embeddedLessons: [(fileName: String, text: String)] = ['
            for file do
                printf '(fileName: "%s", text: #"""\n' "${file##*/}"
                cat "$file"
                printf '\n"""#),\n'
            done
            echo ']'
        } > "$output"
        """##
}
