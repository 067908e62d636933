/// The contents of a file, with its name for messages.
public struct NamedFile: Sendable {
    /// The file as the user wrote it.
    public let name: String
    /// Its contents.
    public let bytes: [UInt8]

    /// The contents of the file called `name`.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// Receives the share of a long read that is done, from 0 to 1, and throws ``DatasetError/cancelled`` to cancel it.
public typealias ReadingProgress = (_ share: Double) throws(DatasetError) -> Void

/// A place in a binary file.
public struct ByteLocation: Equatable, Sendable, CustomStringConvertible {
    /// The file's name as the user wrote it.
    public var file: String
    /// Counted from 0.
    public var byte: Int
    /// Whether it counts bytes of the unpacked contents.
    public var isUnpacked: Bool

    /// The byte at an offset.
    public init(file: String, byte: Int, isUnpacked: Bool = false) {
        self.file = file
        self.byte = byte
        self.isUnpacked = isUnpacked
    }

    /// `FILE, byte 16`, or `FILE, byte 16 unpacked`.
    public var description: String { "\(file), byte \(byte)\(isUnpacked ? " unpacked" : "")" }
}
