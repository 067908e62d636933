import PlainText

/// Why a model file cannot be read. `ModelFileError+Wording.swift` has the messages, which do not include the file's name.
public enum ModelFileError: Error, Equatable, Sendable {
    // What kind of file it is.
    case empty
    case notSafetensors(Looks)
    case notAnArchive(Looks)

    /// The kind of file that a file of the wrong kind looks like.
    public enum Looks: Equatable, Sendable {
        case unlikeAnything, likeAPickle, likeZIPArchive, likeSafetensors, likeNPY, likeHDF5
    }

    // Safetensors.
    case headerTooLong(Int, limit: Int)
    case headerBeyondEnd(header: Int, file: Int)
    case headerNotUTF8
    case headerNotJSON(JSONError)
    case headerNotAnObject
    case metadataNotText(key: String?)
    case badTensorEntry(String, TensorEntryFault)
    case unknownElementType(String, tensor: String)
    case wrongByteCount(tensor: String, expected: Int, actual: Int)
    case offsetsBeyondEnd(tensor: String, end: Int, data: Int)
    case overlappingTensors(String, String)
    case hole(after: String?, byteCount: Int)

    /// What is wrong with a tensor's description.
    public enum TensorEntryFault: Equatable, Sendable {
        case notAnObject, dtype, shape, offsets, unknownField(String)
    }

    // Archives.
    case truncatedArchive
    case archiveOfSeveralParts
    case badArchiveEntry(String)
    case encryptedEntry(String)
    case unknownCompression(String, method: Int)
    case overlappingEntries(String, String)
    case repeatedEntry(String)
    case tooMuchData(limit: Int)
    case entryGrowsTooFar(String)
    case damagedCompression(String)
    case wrongChecksum(String)

    // Arrays of NumPy.
    case notAnArray(entry: String)
    case badArrayHeader(entry: String)
    case pythonObjects(entry: String)
    case unknownArrayType(String, entry: String)
    case wrongArrayLength(entry: String, expected: Int, actual: Int)
}
