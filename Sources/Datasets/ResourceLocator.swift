import Foundation

/// Finds the files that ship with the program, wherever it was put.
///
/// `Bundle.module` is not used: it ends the program when it finds nothing, and this is an error to report.
public struct ResourceLocator: Equatable, Sendable {
    /// The folders to look in, the first first.
    public let folders: [String]

    /// Looks in `folders`, the first first.
    public init(folders: [String]) {
        self.folders = folders
    }

    /// Looks beside the program at `program` (where a build and an installation put the resources; a symbolic link
    /// is followed), then in the source folder that it was built from.
    public init(program: URL?) {
        let folderOfResources = "backstep_Datasets.resources/Resources"
        var folders: [String] = []
        for file in [program?.resolvingSymlinksInPath(), program].compactMap(\.self) {
            let folder = file.deletingLastPathComponent().appendingPathComponent(folderOfResources).path
            if !folders.contains(folder) { folders.append(folder) }
        }
        folders.append(URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Resources")
        self.init(folders: folders)
    }

    /// Looks where the program that is running was started from.
    public static var runningProgram: ResourceLocator { ResourceLocator(program: Bundle.main.executableURL) }

    /// The data of a shipped file.
    /// - Parameter read: gives the bytes of the file at a path, or nil if there is none that can be read.
    /// - Throws: ``DatasetError/resourceMissing(file:folders:)``, or what is wrong with the file.
    public func load(_ shipped: ShippedDataset, read: (String) -> [UInt8]?) throws(DatasetError) -> Dataset {
        for folder in folders {
            if let bytes = read(folder + "/" + shipped.fileName) { return try shipped.parsed(bytes) }
        }
        throw .resourceMissing(file: shipped.fileName, folders: folders)
    }
}
