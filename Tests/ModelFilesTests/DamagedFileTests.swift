import Testing

@testable import ModelFiles

/// Files cut off at every byte, and with bits flipped: what is read has sound shapes, or an error says why it is not read.
@Suite struct DamagedFileTests {
    static let names = [
        "layers.npz", "compressed.npz", "layers.safetensors", "types.safetensors", "state_dict.safetensors",
        "state_dict.pt",
    ]

    /// Reads bytes as both kinds of file.
    /// - Returns: whether either was read.
    private func isRead(_ bytes: [UInt8]) -> Bool {
        var tensors: [Tensor]?
        do throws(ModelFileError) {
            tensors = try SafetensorsFile(bytes).tensors
        } catch {
            #expect(!error.description.isEmpty)
        }
        do throws(ModelFileError) {
            tensors = try NPZFile(bytes).arrays
        } catch {
            #expect(!error.description.isEmpty)
        }
        for tensor in tensors ?? [] { #expect(tensor.shape.reduce(1, *) == tensor.values.count) }
        return tensors != nil
    }

    @Test(arguments: names)
    func aFileThatIsCutOffIsRefused(_ name: String) throws {
        let bytes = try Fixture.bytes(name)
        for count in 0..<bytes.count {
            if isRead(Array(bytes.prefix(count))) { Issue.record("\(name) was read from its first \(count) bytes") }
        }
    }

    @Test(arguments: names)
    func flippedBitsNeverMakeWrongShapes(_ name: String) throws {
        let bytes = try Fixture.bytes(name)
        var numbers = SeededNumbers(state: 17)
        for place in bytes.indices {
            var damaged = bytes
            damaged[place] ^= 1 << numbers.next(below: 8)
            _ = isRead(damaged)
        }
        for _ in 0..<2000 {
            var damaged = bytes
            for _ in 0...numbers.next(below: 4) {
                damaged[numbers.next(below: bytes.count)] = UInt8(numbers.next(below: 256))
            }
            if numbers.next(below: 4) == 0 {
                damaged.removeSubrange(0..<numbers.next(below: bytes.count))
            }
            _ = isRead(damaged)
        }
    }
}
