import Foundation

/// What this package's build has made.
public enum BuiltProducts {
    /// The folder of the running test bundle, where executables lie too.
    public static var folder: URL {
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    }

    /// Where the executable `name` is.
    /// - Throws: if it has not been built.
    public static func url(forExecutable name: String) throws -> URL {
        let url = folder.appendingPathComponent(name)
        guard FileManager.default.isExecutableFile(atPath: url.path) else {
            throw TestSupportError.notBuilt(url.path)
        }
        return url
    }
}
