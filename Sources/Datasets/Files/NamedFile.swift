/// What is in a file, with the name that messages call it by.
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

/// Told now and then which share of a long reading is done, from 0 to 1; throws ``DatasetError/cancelled`` where whoever
/// reads is to give up.
public typealias ReadingProgress = (_ share: Double) throws(DatasetError) -> Void

/// A place in a file that is no text.
public struct ByteLocation: Equatable, Sendable, CustomStringConvertible {
    /// The file's name as the user wrote it.
    public var file: String
    /// Counted from 0.
    public var byte: Int
    /// Whether it is counted in what the file holds once it is unpacked.
    public var isUnpacked: Bool

    /// The byte at an offset.
    public init(file: String, byte: Int, isUnpacked: Bool = false) {
        self.file = file
        self.byte = byte
        self.isUnpacked = isUnpacked
    }

    /// `FILE, byte 16`, with a word on the file where it was unpacked.
    public var description: String { "\(file), byte \(byte)\(isUnpacked ? " unpacked" : "")" }
}
