extension ModelFileError: CustomStringConvertible {
    /// The reason, as it follows `cannot read 'model.safetensors': `.
    public var description: String {
        kindMessage ?? safetensorsMessage ?? archiveMessage ?? arrayMessage ?? "it is damaged"
    }

    private var kindMessage: String? {
        switch self {
        case .empty: "the file is empty"
        case .notSafetensors(let looks): "it is no safetensors file" + looks.advice(wanted: .likeSafetensors)
        case .notAnArchive(let looks): "it is no .npz archive" + looks.advice(wanted: .likeZIP)
        default: nil
        }
    }

    private var safetensorsMessage: String? {
        switch self {
        case .headerTooLong(let length, let limit):
            "its first 8 bytes announce a header of \(length) bytes, more than the \(limit) that safetensors allow: "
                + "it is damaged, or no safetensors file"
        case .headerBeyondEnd(let header, let file):
            "it is cut off, or no safetensors file: its header should be \(header) bytes long, the whole file has \(file)"
        case .headerNotUTF8: "its header is not UTF-8: it is damaged"
        case .headerNotJSON(let error): "its header is not JSON: \(error)"
        case .headerNotAnObject: "its header is not a JSON object: it is damaged"
        case .metadataNotText(let key):
            key.map { "'\($0)' in its __metadata__ is not a text" } ?? "its __metadata__ is not an object of texts"
        case .badTensorEntry(let name, let fault): "the header's entry of '\(name)' \(fault)"
        case .unknownElementType(let type, let tensor):
            "'\(tensor)' has elements of type '\(type)', which are none of F64, F32, F16, BF16, integers and BOOL"
        case .wrongByteCount(let tensor, let expected, let actual):
            "'\(tensor)' should take \(expected) bytes by its shape, and its data_offsets span \(actual)"
        case .offsetsBeyondEnd(let tensor, let end, let data):
            "it is cut off: '\(tensor)' ends at byte \(end) of the data, and there are \(data)"
        case .overlappingTensors(let first, let second): "'\(first)' and '\(second)' overlap in the data: it is damaged"
        case .hole(let name, let count):
            "\(count) bytes \(name.map { "after '\($0)'" } ?? "of the data") belong to no tensor: it is damaged"
        default: nil
        }
    }

    private var archiveMessage: String? {
        switch self {
        case .truncatedArchive: "it is cut off, or damaged: the archive's list of contents is not at its end"
        case .archiveOfSeveralParts: "it is one part of an archive of several"
        case .badArchiveEntry(let entry): "the archive's entry '\(entry)' is damaged, or cut off"
        case .encryptedEntry(let entry): "the archive's entry '\(entry)' is encrypted"
        case .unknownCompression(let entry, let method):
            "the archive's entry '\(entry)' is compressed by method \(method); write it with numpy.savez or "
                + "numpy.savez_compressed"
        case .overlappingEntries(let first, let second):
            "the archive's entries '\(first)' and '\(second)' overlap: it is damaged"
        case .repeatedEntry(let entry): "the archive has '\(entry)' twice"
        case .tooMuchData(let limit): "it would unpack to more than \(limit >> 20) MiB"
        case .entryGrowsTooFar(let entry):
            "the archive's entry '\(entry)' claims to unpack to more than its compressed bytes can hold: it is damaged"
        case .damagedCompression(let entry): "the compressed data of '\(entry)' is damaged"
        case .wrongChecksum(let entry): "the checksum of '\(entry)' is wrong: it is damaged"
        default: nil
        }
    }

    private var arrayMessage: String? {
        switch self {
        case .notAnArray(let entry): "the archive's entry '\(entry)' is no array of NumPy"
        case .badArrayHeader(let entry): "the header of the array '\(entry)' is damaged"
        case .pythonObjects(let entry):
            "the array '\(entry)' holds Python objects, which only Python can read: save arrays of numbers"
        case .unknownArrayType(let type, let entry):
            "the array '\(entry)' has elements of type '\(type)', which are no numbers: save it with "
                + ".astype('float64')"
        case .wrongArrayLength(let entry, let expected, let actual):
            "the array '\(entry)' should have \(expected) bytes by its shape, and has \(actual)"
        default: nil
        }
    }
}

extension ModelFileError.Looks {
    fileprivate enum Wanted { case likeSafetensors, likeZIP }

    /// What to do with a file of another kind.
    fileprivate func advice(wanted: Wanted) -> String {
        let saving = "in Python, write it with 'from safetensors.torch import save_file; "
        switch self {
        case .unlikeAnything: return ""
        case .likeAPickle:
            return " but looks like Python's pickle, which can run programs and is not read: "
                + saving + "save_file(model.state_dict(), \"model.safetensors\")'"
        case .likeZIPArchive where wanted == .likeSafetensors:
            return " but a ZIP archive, as torch.save and numpy.savez write it: give an .npz file that ending, or, "
                + saving + "save_file(model.state_dict(), \"model.safetensors\")'"
        case .likeZIPArchive: return ""
        case .likeSafetensors: return " but looks like safetensors: give it that ending"
        case .likeNPY: return " but a single array: write it with numpy.savez(\"model.npz\", W1=…, b1=…)"
        case .likeHDF5:
            return " but HDF5, as Keras writes it: write its weights with numpy.savez(\"model.npz\", W1=…, b1=…)"
        }
    }
}

extension ModelFileError.TensorEntryFault: CustomStringConvertible {
    /// The rest of a sentence that begins with the entry.
    public var description: String {
        switch self {
        case .notAnObject: "is not a JSON object"
        case .dtype: "has no 'dtype' that is a text"
        case .shape: "has no 'shape' that is a list of whole numbers from 0 up"
        case .offsets: "has no 'data_offsets' that are two whole numbers, the first not above the second"
        case .unknownField(let field): "has a field '\(field)', which safetensors do not have"
        }
    }
}
