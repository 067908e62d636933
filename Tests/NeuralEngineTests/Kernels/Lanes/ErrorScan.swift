@testable import NeuralEngine

/// The largest error that a search came across, in units of the last place of the exact result, and where.
struct WorstError {
    var ulps = 0.0
    var argument = 0.0
}

/// Searches Floats for the largest error of a function, a block of them at a time: fast enough for all that there are.
struct ErrorScan {
    private let size = 2048
    private let arguments: UnsafeMutableBufferPointer<Float>
    private let results: UnsafeMutableBufferPointer<Float>
    private let wideArguments: UnsafeMutableBufferPointer<Double>
    private let exactResults: UnsafeMutableBufferPointer<Double>

    private init() {
        arguments = .allocate(capacity: size)
        results = .allocate(capacity: size)
        wideArguments = .allocate(capacity: size)
        exactResults = .allocate(capacity: size)
    }

    private func deallocate() {
        arguments.deallocate()
        results.deallocate()
        wideArguments.deallocate()
        exactResults.deallocate()
    }

    /// The worst error of a function at bit patterns a stride apart, against the same function of Double. An odd stride
    /// meets each pattern at most once; 1 meets all of them.
    static func worstError(
        of function: (FloatLanes) -> FloatLanes, against exact: (DoubleLanes) -> DoubleLanes, stride: UInt32
    ) -> WorstError {
        let scan = ErrorScan()
        defer { scan.deallocate() }
        var worst = WorstError()
        for block in 0..<((1 << 32) / (scan.size * Int(stride))) {
            let first = UInt32(truncatingIfNeeded: block &* scan.size &* Int(stride))
            scan.compute(function, exact, first: first, stride: stride)
            let ulps = scan.largestError()
            if !(ulps <= worst.ulps) { worst = WorstError(ulps: ulps, argument: scan.argument(ofError: ulps)) }
            if ulps.isNaN { break }
        }
        return worst
    }

    private func compute(
        _ function: (FloatLanes) -> FloatLanes, _ exact: (DoubleLanes) -> DoubleLanes, first: UInt32, stride: UInt32
    ) {
        let (x, y) = (arguments.baseAddress!, results.baseAddress!)
        let (wideX, exactY) = (wideArguments.baseAddress!, exactResults.baseAddress!)
        for i in 0..<size {
            x[i] = Float(bitPattern: first &+ UInt32(truncatingIfNeeded: i) &* stride)
            wideX[i] = Double(x[i])
        }
        for i in Swift.stride(from: 0, to: size, by: FloatLanes.count) {
            function(FloatLanes(from: x + i)).store(to: y + i)
        }
        // All the functions increase: where both ends of a block give the same, so does what is between them.
        let (start, end) = (exact(DoubleLanes(wideX[0]))[0], exact(DoubleLanes(wideX[size - 1]))[0])
        if start == end {
            for i in 0..<size { exactY[i] = start }
        } else {
            for i in Swift.stride(from: 0, to: size, by: DoubleLanes.count) {
                exact(DoubleLanes(from: wideX + i)).store(to: exactY + i)
            }
        }
    }

    /// The largest error in the block; NaN if there is one where none should be, or none where one should be.
    private func largestError() -> Double {
        let (y, exactY) = (results.baseAddress!, exactResults.baseAddress!)
        var largest: Int64 = 0
        for i in 0..<size {
            let bits = errorBits(y[i], exactY[i])
            largest = bits > largest ? bits : largest
        }
        return Double(bitPattern: UInt64(largest))
    }

    private func argument(ofError ulps: Double) -> Double {
        let bits = Int64(bitPattern: ulps.bitPattern)
        let index = (0..<size).first { errorBits(results[$0], exactResults[$0]) == bits }
        return wideArguments[index!]
    }

    /// The error in units of the exact result's last place, as bits, which are in the numbers' order: whole numbers are
    /// what the compiler compares many at a time. ∞ counts as 2¹²⁸, the Float that would come after the largest.
    @inline(__always) private func errorBits(_ result: Float, _ exact: Double) -> Int64 {
        let wide = limited(Double(result), to: 0x1p128)
        let exact = limited(exact, to: 0x1p128)
        let binade = Double(bitPattern: exact.bitPattern & Double.infinity.bitPattern)
        let lowest = binade > 0x1p-126 ? binade : 0x1p-126
        let highest = lowest < 0x1p127 ? lowest : 0x1p127
        // 2²³ / highest, by its bits.
        let perUlp = Double(bitPattern: (2 * 1023 + 23) << 52 &- highest.bitPattern)
        let ulps = (wide - exact).magnitude * perUlp
        return wide != wide && exact != exact ? 0 : Int64(bitPattern: ulps.bitPattern)
    }

    @inline(__always) private func limited(_ number: Double, to limit: Double) -> Double {
        let lower = number > limit ? limit : number
        return lower < -limit ? -limit : lower
    }
}
