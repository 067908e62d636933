/// An archive of arrays as numpy.savez writes it: a ZIP archive with one `.npy` file per array.
public struct NPZFile: Equatable, Sendable {
    /// The arrays in the order of the archive; their names do not include `.npy`.
    public var arrays: [Tensor]

    /// An archive of arrays.
    public init(arrays: [Tensor]) {
        self.arrays = arrays
    }

    /// Reads and checks a whole archive, stored or deflated.
    public init(_ bytes: [UInt8]) throws(ModelFileError) {
        guard !bytes.isEmpty else { throw .empty }
        let looks = ModelFileError.Looks(bytes)
        guard looks == .likeZIPArchive else { throw .notAnArchive(looks) }
        arrays = []
        for entry in try ZIPArchive(bytes).entries {
            guard entry.name.hasSuffix(".npy") else { throw .notAnArray(entry: entry.name) }
            arrays.append(try Tensor(npy: entry.bytes, name: String(entry.name.dropLast(4))))
        }
    }

    /// The file, with its arrays stored without compression. Tensors of float32 are written as `<f4`, all others as `<f8`.
    public var bytes: [UInt8] {
        ZIPArchive(entries: arrays.map { ZIPArchive.Entry(name: $0.name + ".npy", bytes: $0.npy) }).bytes
    }
}
