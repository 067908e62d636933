import Foundation

/// Finds the files that ship with the program, wherever it is installed.
///
/// `Bundle.module` is not used, since it ends the program if it finds nothing, instead of reporting an error.
public struct ResourceLocator: Equatable, Sendable {
    /// The folders to search, in order.
    public let folders: [String]

    /// Searches `folders`, in order.
    public init(folders: [String]) {
        self.folders = folders
    }

    /// Searches next to the program at `program`, where a build and an installation put the resources, then in the source
    /// folder that it was built from. A symbolic link to the program is followed.
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

    /// Searches next to the running program.
    public static var runningProgram: ResourceLocator { ResourceLocator(program: Bundle.main.executableURL) }

    /// The data of a shipped file.
    /// - Parameter read: returns the bytes of the file at a path, or nil if it cannot be read.
    /// - Throws: ``DatasetError/resourceMissing(file:folders:)``, or what is wrong with the file.
    public func load(_ shipped: ShippedDataset, read: (String) -> [UInt8]?) throws(DatasetError) -> Dataset {
        for folder in folders {
            if let bytes = read(folder + "/" + shipped.fileName) { return try shipped.parsed(bytes) }
        }
        throw .resourceMissing(file: shipped.fileName, folders: folders)
    }
}
