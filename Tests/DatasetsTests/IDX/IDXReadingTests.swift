import Datasets
import NeuralEngine
import Testing

@Suite struct IDXReadingTests {
    @Test(arguments: [false, true], [false, true])
    func imagesAndLabelsAreReadCompressedOrNot(areImagesPacked: Bool, areLabelsPacked: Bool) throws {
        let data = try readIDX(
            areImagesPacked ? gzipped(smallImages) : smallImages, areLabelsPacked ? gzipped(smallLabels) : smallLabels)
        #expect(data.sampleCount == 3 && data.inputs.columns == 6)
        #expect(data.imageShape == ImageShape(rows: 2, columns: 3))
        #expect(data.featureNames.first == "pixel_0_0" && data.featureNames.last == "pixel_1_2")
        #expect(data.inputs.row(0) == [0, 0.2, 0.4, 0.6, 0.8, 1])
        #expect(data.inputs[1, 5] == 6.0 / 255)
        #expect(data.target == .classes(labels: [1, 0, 1], names: ["2", "7"]))
    }

    @Test func onlyTheRowsThatAreAskedForBecomeNumbers() throws {
        let data = try readIDX(smallImages, smallLabels, rows: [0, 2])
        #expect(data.inputs.row(1) == Array(repeating: 9.0 / 255, count: 6))
        #expect(data.target == .classes(labels: [1, 1], names: ["2", "7"]))
    }

    @Test(
        arguments: [
            (0x09, [0xFF, 0x80, 0x7F, 0x00], [-1, -128, 127, 0]),
            (0x0B, [0xFF, 0xFE, 0x01, 0x00, 0x80, 0x00, 0x7F, 0xFF], [-2, 256, -32768, 32767]),
            (
                0x0C, [0xFF, 0xFF, 0xFF, 0xFF, 0, 1, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 3],
                [-1, 65536, -2_147_483_648, 3]
            ),
            (
                0x0D, [0x3F, 0x80, 0, 0, 0xBF, 0, 0, 0, 0x40, 0x49, 0x0F, 0xDB, 0, 0, 0, 0],
                [1, -0.5, 3.1415927410125732, 0]
            ),
            (
                0x0E,
                [0x3F, 0xF0, 0, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0]
                    + [0x3F, 0xB9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9A, 0, 0, 0, 0, 0, 0, 0, 0], [1, -2, 0.1, 0]
            ),
        ] as [(UInt8, [UInt8], [Double])])
    func numbersOfOtherTypesStayAsTheyAre(type: UInt8, cells: [UInt8], expected: [Double]) throws {
        let data = try readIDX(idxBytes(type: type, [2, 2], cells), idxBytes([2], [0, 1]))
        #expect(data.inputs.elements == expected)
        #expect(data.imageShape == nil && data.featureNames == ["x0", "x1"])
    }

    @Test func labelsMayBeOfAnyWholeType() throws {
        let labels = idxBytes(type: 0x0B, [3], [0xFF, 0xFF, 0, 10, 0xFF, 0xFF])
        #expect(try readIDX(smallImages, labels).target == .classes(labels: [0, 1, 0], names: ["-1", "10"]))
    }

    @Test func severalCompressedFilesOneAfterAnotherAreOneAndZerosFillItUp() throws {
        let packed = gzipped(Array(smallImages[..<20])) + gzipped(Array(smallImages[20...])) + [0, 0, 0]
        #expect(try readIDX(packed, smallLabels) == readIDX(smallImages, smallLabels))
    }

    @Test func classesAreThoseOfBothParts() throws {
        func samples(_ labels: [UInt8]) throws -> IDXSamples {
            try IDXSamples(
                images: NamedFile(name: "i", bytes: idxBytes([2, 1, 1], [0, 255])),
                labels: NamedFile(name: "l", bytes: idxBytes([2], labels)))
        }
        let (training, test) = (try samples([3, 1]), try samples([2, 3]))
        #expect(try IDXSamples.classes(of: [training, test]) == [1, 2, 3])
        let other = try IDXSamples(
            images: NamedFile(name: "wide", bytes: idxBytes([2, 1, 2], [0, 0, 0, 0])),
            labels: NamedFile(name: "l", bytes: idxBytes([2], [1, 3])))
        let error = #expect(throws: DatasetError.self) { try training.checkShape(ofTest: other) }
        #expect(error?.description == "wide, byte 8: images of 1×2 to test, and of 1×1 to train on")
    }

    @Test func readingIsGivenUpWhereNobodyWaits() {
        let images = NamedFile(name: "i", bytes: gzipped(smallImages))
        #expect(throws: DatasetError.cancelled) {
            _ = try IDXSamples(images: images, labels: NamedFile(name: "l", bytes: smallLabels)) {
                (_) throws(DatasetError) in throw .cancelled
            }
        }
    }
}
