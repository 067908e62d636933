import Datasets
import TestSupport
import Testing

/// What users read about files of the IDX format that are not as they should be.
@Suite(.timeLimit(.minutes(1))) struct IDXErrorTests {
    private func message(_ images: [UInt8], _ labels: [UInt8] = smallLabels) -> String? {
        do {
            _ = try readIDX(images, labels)
            return nil
        } catch {
            return error.description
        }
    }

    @Test(
        arguments: [
            ([], "images, byte 0: the file is empty"),
            (
                [0x50, 0x4B, 3, 4, 9],
                "images, byte 0: this is no IDX file: it begins with 50 4B 03 04, and not with two bytes of 0, a type and a "
                    + "number of dimensions"
            ),
            (
                [0, 0],
                "images, byte 0: this is no IDX file: it begins with 00 00, and not with two bytes of 0, a type and a number "
                    + "of dimensions"
            ),
            ([0, 0, 0x0A, 1], "images, byte 2: 0A is no type of numbers in IDX: there are 08, 09, 0B, 0C, 0D and 0E"),
            ([0, 0, 8, 0], "images, byte 3: an array of no dimensions has no samples"),
            ([0, 0, 8, 3, 0, 0, 0, 3, 0], "images, byte 9: the file ends before the last of its dimensions"),
            (idxBytes([3, 0, 3], []), "images, byte 8: an array of 3×0×3 has no cells"),
            (
                idxBytes([0xFFFF_FFFF, 0xFFFF_FFFF, 2], []),
                "images, byte 4: an array of 4294967295×4294967295×2 is too large: at most 536870912 cells are read"
            ),
            (
                idxBytes([60000, 28, 28], [1, 2]),
                "images, byte 18: the file ends after 2 bytes of cells, and its dimensions need 47040000"
            ),
            (smallImages + [1], "images, byte 34: 1 byte after the last cell of an array of 3×2×3"),
            (
                smallLabels,
                "images, byte 3: an array of one dimension, as labels are: the file with the images comes first, then the "
                    + "one with the labels"
            ),
            (
                idxBytes(type: 0x0D, [3, 1], [0, 0, 0, 0, 0x7F, 0xC0, 0, 0, 0, 0, 0, 0]),
                "images, byte 16: a number that is not finite"
            ),
        ] as [([UInt8], String)])
    func theFileAndThePlaceAreNamed(images: [UInt8], expected: String) {
        #expect(message(images) == expected)
    }

    @Test func labelsThatAreNoneAreRefused() {
        #expect(
            message(smallImages, smallImages)
                == "labels, byte 3: an array of 3×2×3, and labels have one dimension: the file with the images comes "
                + "first, then the one with the labels")
        #expect(
            message(smallImages, idxBytes(type: 0x0D, [1], [0, 0, 0, 0]))
                == "labels, byte 2: labels must be whole numbers: they number the classes")
        #expect(
            message(smallImages, idxBytes([2], [0, 1]))
                == "labels, byte 4: 2 labels, but 3 images in images: they belong to different sets")
        let many = (0..<1200).flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        #expect(
            message(idxBytes([1200, 1], Array(repeating: 0, count: 1200)), idxBytes(type: 0x0B, [1200], many))
                == "labels, byte 2008: more than 1000 classes")
    }

    @Test func whatIsPackedIsNamedByItsPlaceUnpacked() {
        #expect(
            message(gzipped(idxBytes([3, 2, 3], [1])))
                == "images, byte 17 unpacked: the file ends after 1 byte of cells, and its dimensions need 18")
        #expect(
            message(gzipped(smallImages + [1, 2, 3]))
                == "images, byte 34 unpacked: more bytes after the last cell of an array of 3×2×3")
    }

    @Test func damageToCompressedDataIsToldFromAFileCutShort() throws {
        let packed = gzipped(smallImages)
        let cut = try #require(message(Array(packed.dropLast(12))))
        #expect(cut.hasSuffix("the file ends in the middle of its compressed data: a copy or download was cut short"))
        // The trailer has a check sum and the length.
        var wrongSum = packed
        wrongSum[packed.count - 6] ^= 1
        #expect(message(wrongSum)?.hasSuffix("the compressed data are damaged: incorrect data check") == true)
        var wrongLength = packed
        wrongLength[packed.count - 1] ^= 1
        #expect(message(wrongLength)?.hasSuffix("the compressed data are damaged: incorrect length check") == true)
        #expect(
            message(packed + [1, 2])
                == "images, byte \(packed.count): 2 bytes too many after the end of the compressed data")
        #expect(message([0x1F, 0x8B])?.contains("cut short") == true)
    }

    @Test func aSmallFileThatUnpacksToMuchMoreThanItsHeaderSaysIsNotUnpacked() {
        let bomb = gzipped(smallImages + [UInt8](repeating: 0, count: 50_000_000))
        #expect(bomb.count < 100_000)
        let start = ContinuousClock.now
        #expect(message(bomb)?.contains("more bytes after the last cell") == true)
        #expect(ContinuousClock.now - start < .seconds(1))
    }

    @Test func aHeaderThatPromisesMoreThanTheFileCanHoldTakesNoMemory() {
        let liar = gzipped(idxBytes([500_000, 28, 28], [1, 2, 3]))
        #expect(message(liar)?.contains("the file ends after 3 bytes of cells") == true)
    }

    @Test func aCompressedCSVIsReadAndABombRefused() throws {
        let text = Array("a,y\n1,0\n2,1\n".utf8)
        let data = try Dataset(csv: gzipped(text), file: "d.csv.gz", options: CSVOptions(label: "y"))
        #expect(data.inputs.elements == [1, 2])
        let error = #expect(throws: DatasetError.self) {
            _ = try Dataset(csv: gzipped(text).dropLast(5), file: "d.csv.gz", options: CSVOptions(label: "y"))
        }
        #expect(error?.description.hasPrefix("d.csv.gz, byte") == true)
    }

    /// Whatever is done to a file, it is read or refused with a sentence.
    @Test(arguments: 0..<8)
    func damagedFilesAreReadOrRefused(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let csv = Array("a,b,\"y\"\n1,2.5e3,x\n-3,4,\"y \"\"z\"\n5,6,x\n".utf8)
        let originals = [smallImages, smallLabels, gzipped(smallImages), csv, gzipped(csv)]
        var refused = 0
        for _ in 0..<400 {
            let (images, labels) = (
                damaged(random.pick(originals), &random),
                random.pick([smallLabels, damaged(random.pick(originals), &random)])
            )
            do {
                let data = try readIDX(images, labels)
                #expect(data.inputs.elements.allSatisfy { $0.isFinite })
            } catch {
                refused += 1
                #expect(!error.description.isEmpty)
            }
            do {
                let data = try Dataset(csv: images, file: "d", options: CSVOptions(label: "-1"))
                #expect(data.inputs.elements.allSatisfy { $0.isFinite })
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
        #expect(refused > 100)
    }

    /// A file with a few bytes changed, taken out, put in, or cut off.
    private func damaged(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<random.pick(0...3) where !bytes.isEmpty {
            let place = random.pick(0...bytes.count - 1)
            switch random.pick(0...4) {
            case 0: bytes[place] = UInt8(random.pick(0...255))
            case 1: bytes[place] ^= 1 << UInt8(random.pick(0...7))
            case 2: bytes.remove(at: place)
            case 3: bytes.insert(contentsOf: [UInt8](repeating: UInt8(random.pick(0...255)), count: 3), at: place)
            default: bytes.removeLast(bytes.count - place)
            }
        }
        return bytes
    }
}
