import Foundation
import Testing

/// Files that other programs wrote; make_fixtures.py beside them says how.
enum Fixture {
    static func bytes(_ name: String) throws -> [UInt8] {
        let url = try #require(Bundle.module.resourceURL).appendingPathComponent("Fixtures/\(name)")
        return [UInt8](try Data(contentsOf: url))
    }
}

/// Numbers that a seed decides, for damage that can be repeated.
struct SeededNumbers {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
