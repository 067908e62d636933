import Testing

@testable import TerminalDrawing

@Suite struct ChartAxisTests {
    @Test(
        "Linear axes begin and end at round numbers and have round ticks",
        arguments: [
            (0.0...1.0, 6, 0...1, ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
            (0.0023...0.6931, 3, 0...0.7, ["0", "0.2", "0.4", "0.6"]),
            (-3...250, 4, -20...260, ["0", "100", "200"]),
            (99.5...100.5, 3, 99.5...100.5, ["99.5", "100.0", "100.5"]),
            (5...5, 3, 4.5...5.5, ["4.5", "5.0", "5.5"]), (0...0, 3, -1...1, ["-1", "0", "1"]),
            (1e-9...3e-9, 3, 1e-9...3e-9, ["1e-9", "2e-9", "3e-9"]),
            (0...1e6, 5, 0...1e6, ["0", "500000", "1e6"]),
            (-1e308...1e308, 4, -1e308...1e308, ["-1e308", "1e308"]),
        ] as [(ClosedRange<Double>, Int, ClosedRange<Double>, [String])])
    func linear(range: ClosedRange<Double>, count: Int, ends: ClosedRange<Double>, labels: [String]) {
        let axis = ChartAxis(covering: range, tickCount: count)
        #expect(axis.ticks.map(\.label) == labels)
        #expect(axis.lower...axis.upper == ends)
    }

    @Test(
        "Log axes have decades, with 2 and 5 where there is room, and every so many where there is none",
        arguments: [
            (0.0023...0.6931, 5, 0.002...1, ["0.002", "0.005", "0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1"]),
            (1e-12...1e3, 4, 1e-12...1e3, ["1e-12", "1e-8", "0.0001", "1"]),
            (0.0011...900, 6, 0.001...1000, ["0.001", "0.01", "0.1", "1", "10", "100", "1000"]),
            (3...40, 8, 2...50, ["2", "5", "10", "20", "50"]),
            // Less than a decade: equal steps.
            (0.5...0.7, 4, 0.5...0.7, ["0.5", "0.6", "0.7"]),
        ] as [(ClosedRange<Double>, Int, ClosedRange<Double>, [String])])
    func logarithmic(range: ClosedRange<Double>, count: Int, ends: ClosedRange<Double>, labels: [String]) {
        let axis = ChartAxis(covering: range, isLog: true, tickCount: count)
        #expect(axis.ticks.map(\.label) == labels)
        #expect(axis.lower...axis.upper == ends)
    }

    @Test func valuesThatChangeALittleLeaveTheAxisAlone() {
        let axes = Set((0...40).map { "\(ChartAxis(covering: 0.0231 + Double($0) * 0.0005...2.297, tickCount: 5))" })
        #expect(axes.count == 1)
    }

    @Test func endsThatWereGivenStay() {
        for isLog in [false, true] {
            let axis = ChartAxis(covering: 3.21...77.7, isLog: isLog, tickCount: 5, snaps: false)
            #expect(axis.lower == 3.21 && axis.upper == 77.7)
            #expect(axis.ticks.allSatisfy { $0.value >= 3.21 && $0.value <= 77.7 })
            #expect(axis.ticks.count >= 2)
        }
    }

    @Test func placesAndValuesAreInverse() {
        for isLog in [false, true] {
            let axis = ChartAxis(covering: 0.003...400, isLog: isLog, tickCount: 5)
            #expect(axis.fraction(of: axis.lower) == 0 && axis.fraction(of: axis.upper) == 1)
            for share in stride(from: 0.0, through: 1, by: 0.1) {
                #expect(abs(axis.fraction(of: axis.value(at: share)) - share) < 1e-12)
            }
        }
        #expect(abs(ChartAxis(covering: 1...100, isLog: true, tickCount: 3).fraction(of: 10) - 0.5) < 1e-15)
    }

    @Test func anyRangeHasAnAxisWithTicksOnIt() {
        let numbers: [Double] = [
            -.greatestFiniteMagnitude, -1e300, -7, -1e-300, 0, .leastNonzeroMagnitude, 1e-300, 0.1, 1,
            1.0000000000000002,
            99.99, 1e15, 1e300, .greatestFiniteMagnitude,
        ]
        for (index, low) in numbers.enumerated() {
            for high in numbers[index...] {
                for isLog in [false, true] where !isLog || low > 0 {
                    for snaps in [false, true] {
                        for count in [0, 2, 6, 30] {
                            let axis = ChartAxis(covering: low...high, isLog: isLog, tickCount: count, snaps: snaps)
                            #expect(
                                axis.lower < axis.upper && axis.lower <= low && axis.upper >= high,
                                "\(low) \(high) \(isLog) \(snaps) \(count): \(axis)")
                            #expect(axis.ticks.count >= 2)
                            #expect(axis.ticks.allSatisfy { $0.value >= axis.lower && $0.value <= axis.upper })
                            #expect(
                                zip(axis.ticks, axis.ticks.dropFirst()).allSatisfy { $0.value < $1.value },
                                "\(low) \(high) \(isLog) \(snaps) \(count): \(axis)")
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: [
        (25, -2, "0.25"), (30, -2, "0.30"), (4, 2, "400"), (1, -7, "1e-7"), (25, 5, "2.5e6"), (-5, -1, "-0.5"),
        (0, 3, "0"), (5, -5, "0.00005"), (100, -3, "0.100"), (123, 0, "123"), (-12, 6, "-1.2e7"), (10, 5, "1e6"),
    ])
    func roundNumbersAreWrittenInFewDigits(mantissa: Int, exponent: Int, text: String) {
        let number = RoundNumber(mantissa: mantissa, exponent: exponent)
        #expect(number.label == text)
        #expect(Double(text) == number.value)
    }
}
