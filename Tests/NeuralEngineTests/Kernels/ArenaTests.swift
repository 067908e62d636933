import Foundation
import Testing

@testable import NeuralEngine

@Suite(.serialized) struct ArenaTests {
    @Test(arguments: [0, 1, 7, 262_143, 262_144, 262_145, 1_000_001])
    func beginsWithZerosAtACacheLine(_ count: Int) {
        // Memory that was used before must not show through.
        for value in [1.0, 2.0] {
            var arena = Arena<Double>(count: count)
            #expect(arena.values(in: 0..<count).allSatisfy { $0 == 0 })
            arena.withCells { cells in
                #expect(Int(bitPattern: cells) % 64 == 0)
                for index in 0..<count { cells[index] = value }
            }
        }
    }

    @Test(arguments: [100, 600_000])
    func aCopyThatIsWrittenToLeavesTheOtherAsItWas(_ count: Int) {
        var arena = Arena<Double>(count: count)
        arena[count - 1] = 3
        var copy = arena
        copy[0] = 7
        #expect(arena[0] == 0)
        #expect(copy[0] == 7)
        #expect(copy[count - 1] == 3)
    }

    #if os(Linux)
        @Test func roomThatNobodyWritesToTakesNoMemory() throws {
            let before = try residentBytes()
            let arena = Arena<Double>(count: 64 << 20)
            let after = try residentBytes()
            #expect(arena[40 << 20] == 0)
            #expect(after - before < 256 << 20, "512 MiB of zeros took \((after - before) >> 20) MiB")
        }

        private func residentBytes() throws -> Int {
            let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
            return try #require(Int(fields[1])) * sysconf(Int32(_SC_PAGESIZE))
        }
    #endif
}
