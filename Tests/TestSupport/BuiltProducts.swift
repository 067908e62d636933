import Foundation

/// The products of this package's build.
public enum BuiltProducts {
    /// The folder of the running test bundle, which also contains the executables.
    public static var folder: URL {
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    }

    /// The executable `name`.
    /// - Throws: if it has not been built.
    public static func url(forExecutable name: String) throws -> URL {
        let url = folder.appendingPathComponent(name)
        guard FileManager.default.isExecutableFile(atPath: url.path) else {
            throw TestSupportError.notBuilt(url.path)
        }
        return url
    }
}
