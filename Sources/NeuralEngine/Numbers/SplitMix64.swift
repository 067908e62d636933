/// Steele, Lea and Flood's SplitMix64: a small seeded generator whose numbers are the same on every machine.
///
/// Source: "Fast splittable pseudorandom number generators", OOPSLA 2014.
public struct SplitMix64: RandomNumberGenerator, Equatable, Sendable {
    private var state: UInt64

    /// A generator that produces the same numbers for the same seed.
    public init(seed: UInt64) {
        state = seed
    }

    /// One of many independent streams of a seed: neighbouring seeds or streams do not resemble each other. Parameters use one
    /// stream per layer, shuffling uses one per epoch.
    public init(seed: UInt64, stream: UInt64) {
        var seeds = SplitMix64(seed: seed)
        var streams = SplitMix64(seed: stream)
        state = seeds.next() ^ (streams.next() &* 0xD1B5_4A32_D192_ED03)
    }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Skips `count` numbers, in constant time.
    mutating func skip(_ count: Int) { state &+= UInt64(count) &* 0x9E37_79B9_7F4A_7C15 }

    /// A number in 0 ..< 1 with 53 random bits.
    public mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// A number from the standard normal distribution, by Box and Muller's transform.
    public mutating func normal() -> Double {
        let radius = (-2 * Double.log(1 - uniform())).squareRoot()
        return radius * DoubleLanes.cos(DoubleLanes(2 * Double.pi * uniform()))[0]
    }

    /// A whole number in 0 ..< bound. (The standard library's own method may change between its versions.)
    public mutating func integer(below bound: Int) -> Int {
        precondition(bound > 0, "no number is below \(bound)")
        return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// Fills an array with the numbers 0 ..< its count in random order, by Fisher and Yates's shuffle.
    package mutating func permute<Order: MutableCollection<Int32>>(_ order: inout Order) where Order.Index == Int {
        for index in order.indices { order[index] = Int32(index) }
        for last in stride(from: order.count - 1, to: 0, by: -1) {
            order.swapAt(last, integer(below: last + 1))
        }
    }
}
