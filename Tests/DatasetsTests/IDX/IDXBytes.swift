import CZlib
import Datasets

/// A file in the IDX format.
/// - Parameters:
///   - type: 0x08 for bytes.
///   - cells: their bytes.
func idxBytes(type: UInt8 = 0x08, _ dimensions: [Int], _ cells: [UInt8]) -> [UInt8] {
    [0, 0, type, UInt8(dimensions.count)]
        + dimensions.flatMap { size in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: size >> $0) } } + cells
}

/// Bytes as gzip compresses them.
func gzipped(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    guard zlibBeginDeflation(&stream, 6, 31) == Z_OK else { return [] }
    defer { deflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: bytes.count + 1000)
    let made = input.withUnsafeMutableBufferPointer { input in
        output.withUnsafeMutableBufferPointer { output in
            stream.next_in = input.baseAddress
            stream.avail_in = UInt32(input.count)
            stream.next_out = output.baseAddress
            stream.avail_out = UInt32(output.count)
            _ = deflate(&stream, Z_FINISH)
            return output.count - Int(stream.avail_out)
        }
    }
    return Array(output[..<made])
}

/// Three images of 2×3 pixels, and their labels.
let smallImages = idxBytes([3, 2, 3], [0, 51, 102, 153, 204, 255, 1, 2, 3, 4, 5, 6, 9, 9, 9, 9, 9, 9])
let smallLabels = idxBytes([3], [7, 2, 7])

/// Reads images and labels as `data idx` does.
func readIDX(
    _ images: [UInt8], _ labels: [UInt8], rows: [Int]? = nil
) throws(DatasetError) -> Dataset {
    let samples = try IDXSamples(
        images: NamedFile(name: "images", bytes: images), labels: NamedFile(name: "labels", bytes: labels))
    return try samples.dataset(name: "small", rows: rows, classes: IDXSamples.classes(of: [samples]))
}
