import PlainText
import Testing

@testable import ModelFiles

@Suite struct NumPyReadingTests {
    private static let numbers: [Double] = [0.5, -1.5, 2.5, -3.5, 4.5, -5.5]

    @Test(arguments: ["arrays.npz", "compressed.npz"])
    func everyTypeAndOrderThatNumPyWritesIsRead(_ name: String) throws {
        let arrays = try NPZFile(Fixture.bytes(name)).arrays
        func array(_ name: String) throws -> Tensor { try #require(arrays.first { $0.name == name }) }
        for name in ["f8", "f4", "f2", "big_f8", "fortran"] {
            #expect(try array(name).shape == [2, 3])
            #expect(try array(name).values == Self.numbers, "\(name)")
        }
        for name in ["i8", "i4", "u1", "big_i4"] { #expect(try array(name).values == [0, 1, 2, 3, 4, 5], "\(name)") }
        #expect(try array("b1").values == [0, 1, 0, 1, 0, 1])
        #expect(try array("fortran3").shape == [2, 3, 4])
        let counted = (0..<24).map { (index: Int) -> Double in
            let number = Double(index) + 0.5
            return index % 2 == 1 ? -number : number
        }
        #expect(try array("fortran3").values == counted)
        #expect(try array("row").shape == [3])
        let number = try array("number")
        #expect(number.shape.isEmpty)
        #expect(number.values == [0.5])
        #expect(try array("empty").shape == [0, 3])
        #expect(arrays.map(\.name).prefix(2) == ["f8", "f4"])
    }

    private func error(_ bytes: [UInt8]) -> ModelFileError? {
        do {
            _ = try NPZFile(bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test func whatIsNoNumberIsRefused() throws {
        #expect(error(try Fixture.bytes("objects.npz")) == .pythonObjects(entry: "objects"))
        #expect(error(try Fixture.bytes("words.npz")) == .unknownArrayType("<U3", entry: "words"))
        #expect(error(try Fixture.bytes("layers.safetensors")) == .notAnArchive(.likeSafetensors))
        guard case .notAnArray? = error(try Fixture.bytes("state_dict.pt")) else {
            Issue.record("an archive of PyTorch was read")
            return
        }
    }

    @Test func aWrittenArchiveIsReadBackToTheSameBits() throws {
        let file = NPZFile(arrays: [
            Tensor(name: "W1", shape: [2, 2], elementType: .float64, values: [0.1, -0.0, .nan, .infinity]),
            Tensor(name: "b1", shape: [1, 2], elementType: .float32, values: [0.5, Double(Float(0.1))]),
            Tensor(name: "none", shape: [0], elementType: .float64, values: []),
        ])
        #expect(try NPZFile(file.bytes) == file)
        #expect(try NPZFile(NPZFile(arrays: []).bytes).arrays == [])
    }

    // MARK: Damage

    @Test func aFlippedBitInTheDataIsNoticed() throws {
        for name in ["layers.npz", "compressed.npz"] {
            let bytes = try Fixture.bytes(name)
            let archive = try ZIPArchive(bytes)
            let entry = try #require(archive.entries.first)
            var damaged = bytes
            // Some way into the first entry's data, behind its name.
            damaged[30 + entry.name.utf8.count + 60] ^= 4
            switch error(damaged) {
            case .wrongChecksum, .damagedCompression, .badArchiveEntry: break
            case let other: Issue.record("\(name): \(String(describing: other))")
            }
        }
    }

    /// An archive with one entry, whose fields in the list are set to other numbers.
    private func archive(packed: [UInt8], method: UInt16, size: UInt32, flags: UInt16 = 0, repeated: Int = 1) -> [UInt8]
    {
        var bytes: [UInt8] = []
        func fields(_ bytes: inout [UInt8]) {
            for field: UInt16 in [20, flags, method, 0, 0x21] { bytes.append(littleEndian: field) }
            for field in [0, UInt32(packed.count), size] { bytes.append(littleEndian: field) }
            for field: UInt16 in [5, 0] { bytes.append(littleEndian: field) }
        }
        bytes.append(littleEndian: ZIPArchive.entryMark)
        fields(&bytes)
        bytes += Array("a.npy".utf8) + packed
        var list: [UInt8] = []
        for index in 0..<repeated {
            list.append(littleEndian: ZIPArchive.listMark)
            list.append(littleEndian: UInt16(20))
            fields(&list)
            list += Array(repeating: 0, count: 14) + Array((index == 0 ? "a.npy" : "\(index).npy").utf8)
        }
        let start = bytes.count
        bytes += list
        bytes.append(littleEndian: ZIPArchive.endMark)
        for field: UInt16 in [0, 0, UInt16(repeated), UInt16(repeated)] { bytes.append(littleEndian: field) }
        for field in [UInt32(list.count), UInt32(start)] { bytes.append(littleEndian: field) }
        return bytes + [0, 0]
    }

    @Test func bombsAreRefusedBeforeTheyUnpack() {
        let small = [UInt8](repeating: 1, count: 100)
        #expect(error(archive(packed: small, method: 8, size: 4_000_000_000)) == .tooMuchData(limit: 1 << 30))
        #expect(error(archive(packed: small, method: 8, size: 500_000_000)) == .entryGrowsTooFar("a.npy"))
        #expect(error(archive(packed: small, method: 8, size: 1000)) == .damagedCompression("a.npy"))
        #expect(error(archive(packed: small, method: 0, size: 1000)) == .badArchiveEntry("a.npy"))
        #expect(error(archive(packed: small, method: 12, size: 100)) == .unknownCompression("a.npy", method: 12))
        #expect(error(archive(packed: small, method: 0, size: 100, flags: 1)) == .encryptedEntry("a.npy"))
        #expect(
            error(archive(packed: small, method: 0, size: 100, repeated: 2)) == .overlappingEntries("a.npy", "1.npy"))
    }

    @Test(arguments: [
        "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999, 99999999999), }",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }", "{'descr': '<f8', 'shape': (1,), }",
        "{'descr': '<f8', 'fortran_order': 0, 'shape': (1,), }", "", "{", "{'descr': ",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1,), } x",
    ])
    func damagedHeadersAreRefused(_ header: String) {
        var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
        bytes.append(littleEndian: UInt16(header.utf8.count))
        bytes += Array(header.utf8) + Array(repeating: 0, count: 8)
        let archive = ZIPArchive(entries: [ZIPArchive.Entry(name: "a.npy", bytes: bytes)]).bytes
        #expect(error(archive) == .badArrayHeader(entry: "a"))
    }

    @Test func anArrayHasTheLengthOfItsShape() {
        var array = Tensor(name: "a", shape: [2], elementType: .float64, values: [1, 2]).npy
        array.removeLast()
        let archive = ZIPArchive(entries: [ZIPArchive.Entry(name: "a.npy", bytes: array)]).bytes
        #expect(error(archive) == .wrongArrayLength(entry: "a", expected: 16, actual: 15))
    }
}
