import PlainText
import Testing

@testable import ModelFiles

@Suite struct SafetensorsReadingTests {
    @Test func everyTypeThatPyTorchWritesIsRead() throws {
        let file = try SafetensorsFile(Fixture.bytes("types.safetensors"))
        #expect(file[metadata: "made by"] == "PyTorch \"quoted\"\n")
        for name in ["F64", "F32", "F16", "BF16", "I64", "I32", "I16", "I8", "U8"] {
            let tensor = try #require(file.tensors.first { $0.name == name })
            #expect(tensor.shape == [2, 3] && tensor.values == [0, 1, 2, 3, 4, 5])
        }
        #expect(file.tensors.first { $0.name == "BOOL" }?.values == [0, 1, 0, 1, 0, 1])
        #expect(file.tensors.first { $0.name == "empty" }?.shape == [0, 3])
        #expect(file.tensors.first { $0.name == "number" }?.shape == [])
        #expect(file.tensors.first { $0.name == "number" }?.values == [0.5])
    }

    @Test func halfPrecisionHasItsSubnormalsAndInfinities() throws {
        let file = try SafetensorsFile(Fixture.bytes("types.safetensors"))
        let half = try #require(file.tensors.first { $0.name == "half" }).values
        #expect(half[0] == 0.0999755859375 && half[1] == -65504 && half[2] == 0x1p-24)
        #expect(half[3] == .infinity && half[4] == -.infinity && half[5].isNaN)
    }

    @Test func aWrittenFileIsReadBackToTheSameBits() throws {
        let values: [Double] = [0.1, -0.0, .infinity, .nan, .leastNonzeroMagnitude, 1e308]
        let file = SafetensorsFile(
            metadata: [.init("setup", "a\n\"b\" \\ ü \u{1}"), .init("empty", "")],
            tensors: [
                Tensor(name: "W1", shape: [2, 3], elementType: .float64, values: values),
                Tensor(name: "ü", shape: [1], elementType: .float32, values: [Double(Float(0.1))]),
                Tensor(name: "none", shape: [3, 0], elementType: .float64, values: []),
            ])
        #expect(try SafetensorsFile(file.bytes) == file)
    }

    /// A file with a header as it stands here, and so many bytes of data.
    private func file(_ header: String, data: Int = 8) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(littleEndian: UInt64(header.utf8.count))
        return bytes + Array(header.utf8) + Array(repeating: 0, count: data)
    }

    private func error(_ bytes: [UInt8]) -> ModelFileError? {
        do {
            _ = try SafetensorsFile(bytes)
            return nil
        } catch {
            return error
        }
    }

    private static let good = #"{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}"#

    @Test func aFileMadeByHandIsRead() {
        #expect(error(file(Self.good)) == nil)
        #expect(error(file(Self.good + "   ")) == nil)
        #expect(error(file(#"{}"#, data: 0)) == nil)
    }

    @Test(arguments: [
        (
            #"{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"a":{"dtype":"F64","shape":[0],"data_offsets":[8,8]}}"#,
            ModelFileError.headerNotJSON(JSONError(fault: .repeatedName("a"), offset: 54))
        ),
        (
            #"{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,16]}}"#,
            .wrongByteCount(tensor: "a", expected: 8, actual: 16)
        ),
        (#"{"a":{"dtype":"F64","shape":[2],"data_offsets":[0,16]}}"#, .offsetsBeyondEnd(tensor: "a", end: 16, data: 8)),
        (#"{"a":{"dtype":"F64","shape":[0],"data_offsets":[0,0]}}"#, .hole(after: "a", byteCount: 8)),
        (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, .hole(after: nil, byteCount: 4)),
        (
            #"{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
            .overlappingTensors("a", "b")
        ),
        (#"{"a":{"dtype":"F64","shape":[1],"data_offsets":[8,0]}}"#, .badTensorEntry("a", .offsets)),
        (#"{"a":{"dtype":"F64","shape":[1],"data_offsets":[-8,0]}}"#, .badTensorEntry("a", .offsets)),
        (#"{"a":{"dtype":"F64","shape":[1],"data_offsets":[0]}}"#, .badTensorEntry("a", .offsets)),
        (#"{"a":{"dtype":"F64","shape":[-1],"data_offsets":[0,8]}}"#, .badTensorEntry("a", .shape)),
        (#"{"a":{"dtype":"F64","shape":[1.5],"data_offsets":[0,8]}}"#, .badTensorEntry("a", .shape)),
        (
            #"{"a":{"dtype":"F64","shape":[4294967296,4294967296,2],"data_offsets":[0,8]}}"#,
            .badTensorEntry("a", .shape)
        ),
        (#"{"a":{"dtype":"F64","shape":[9223372036854775807],"data_offsets":[0,8]}}"#, .badTensorEntry("a", .shape)),
        (#"{"a":{"shape":[1],"data_offsets":[0,8]}}"#, .badTensorEntry("a", .dtype)),
        (#"{"a":{"dtype":"F8_E4M3","shape":[8],"data_offsets":[0,8]}}"#, .unknownElementType("F8_E4M3", tensor: "a")),
        (#"{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8],"x":1}}"#, .badTensorEntry("a", .unknownField("x"))),
        (#"{"a":[]}"#, .badTensorEntry("a", .notAnObject)),
        (
            #"{"__metadata__":{"n":1},"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}"#,
            .metadataNotText(key: "n")
        ),
        (#"{"__metadata__":[]}"#, .metadataNotText(key: nil)),
        (
            #"{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}"#,
            .headerNotJSON(JSONError(fault: .unexpectedEnd, offset: 53))
        ),
        (
            #"{"a":{"dtype":"F64","shape":[01],"data_offsets":[0,8]}}"#,
            .headerNotJSON(JSONError(fault: .badNumber, offset: 29))
        ),
        (#"{} {}"#, .headerNotJSON(JSONError(fault: .unexpectedCharacter, offset: 3))),
        (#"{"\ud800":1}"#, .headerNotJSON(JSONError(fault: .badString, offset: 1))),
        (String(repeating: #"{"a":"#, count: 100), .headerNotJSON(JSONError(fault: .nestedTooDeep, offset: 320))),
        ("[1]", .notSafetensors(.unlikeAnything)),
    ])
    func hostileHeadersAreRefused(_ header: String, _ expected: ModelFileError) {
        #expect(error(file(header)) == expected)
    }

    @Test func lengthsOfHeadersAreChecked() {
        #expect(error([]) == .empty)
        #expect(error([1, 2, 3]) == .notSafetensors(.unlikeAnything))
        #expect(error(Array(repeating: 0xff, count: 16)) == .headerTooLong(.max, limit: 100_000_000))
        #expect(error(Array(file(Self.good).prefix(20))) == .headerBeyondEnd(header: 54, file: 20))
        var notText = file(Self.good)
        notText[10] = 0xff
        #expect(error(notText) == .headerNotUTF8)
    }

    @Test func filesOfOtherKindsAreNamed() throws {
        #expect(error(try Fixture.bytes("state_dict.pt")) == .notSafetensors(.likeZIPArchive))
        #expect(error(try Fixture.bytes("layers.npz")) == .notSafetensors(.likeZIPArchive))
        #expect(error([0x80, 0x02, 0x8a, 0x0a] + Array(repeating: 7, count: 20)) == .notSafetensors(.likeAPickle))
        let sentence = ModelFileError.notSafetensors(.likeZIPArchive).description
        #expect(sentence.contains("save_file(model.state_dict(), \"model.safetensors\")"))
    }
}
