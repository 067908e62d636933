import Foundation
import Testing

/// A file that another program wrote; `generate.py` tells which.
enum Fixture {
    static func bytes(_ name: String) throws -> [UInt8] {
        let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
        return Array(try Data(contentsOf: folder.appendingPathComponent(name)))
    }

    /// For each series the x and the bits of y.
    static func expected() throws -> [String: [(x: Double, bits: UInt64)]] {
        let object = try JSONSerialization.jsonObject(with: Data(bytes("expected.json")))
        let series = try #require(object as? [String: [[Any]]])
        return try series.mapValues { points in
            try points.map { point in
                let x = try #require((point[0] as? NSNumber)?.doubleValue)
                let bits = try #require((point[1] as? String).flatMap { UInt64($0, radix: 16) })
                return (x, bits)
            }
        }
    }
}
