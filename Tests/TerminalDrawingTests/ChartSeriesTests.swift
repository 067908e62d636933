import Testing

@testable import TerminalDrawing

@Suite struct ChartSeriesTests {
    @Test func pointsAreSortedAndThoseWithoutAPlaceLeftOut() {
        let pairs: [(Double, Double)] = [(3, 1), (1, 2), (.nan, 3), (1, 4), (.infinity, 5), (2, 6)]
        let series = ChartSeries(points: pairs.map { ChartPoint(x: $0.0, y: $0.1) }, color: .standard)
        #expect(series.points.map(\.x) == [1, 1, 2, 3])
        #expect(series.points.map(\.y) == [2, 4, 6, 1])
    }

    /// Numbers with a few gaps and a few below zero.
    private static let mixed: [Double] = (0..<1500).map { index -> Double in
        if index % 401 == 7 { return .nan }
        if index % 613 == 5 { return -Double(index) }
        return Double((index * 7919) % 1009) - 3
    }

    private static func range(_ values: [Double]) -> ClosedRange<Double>? {
        guard let low = values.min(), let high = values.max() else { return nil }
        return low...high
    }

    @Test func whatStretchesAmountToIsWhatTheirPointsAre() {
        let series = ChartSeries(values: Self.mixed, color: .standard)
        // Bounds at the ends of blocks, beside them and in them.
        let bounds = [0, 1, 7, 8, 200, 255, 256, 257, 511, 512, 513, 700, 1023, 1024, 1025, 1400, 1499, 1500]
        for start in bounds {
            for end in bounds where end >= start {
                let part = Array(Self.mixed[start..<end])
                let finite = part.filter { $0.isFinite }
                let summary = series.summary(of: start..<end)
                #expect(summary.range(isLog: false) == Self.range(finite))
                #expect(summary.range(isLog: true) == Self.range(finite.filter { $0 > 0 }))
                #expect(summary.isFinite == (finite.count == part.count))
                #expect(summary.nonPositiveCount == finite.filter { $0 <= 0 }.count)
            }
        }
    }

    @Test func pointsAreFoundByTheirPlace() {
        let pairs: [(Double, Double)] = [(0, 1), (10, 2), (20, .nan), (30, 4)]
        let series = ChartSeries(points: pairs.map { ChartPoint(x: $0.0, y: $0.1) }, color: .standard)
        #expect(series.latestPoint(at: 10)?.y == 2)
        #expect(series.latestPoint(at: 29)?.y == 2)
        #expect(series.latestPoint(at: 1e9)?.y == 4)
        #expect(series.latestPoint(at: -1) == nil && series.latestPoint(at: .nan) == nil)
        #expect(series.nearestX(to: 18, in: 0...30) == 10)
        #expect(series.nearestX(to: 21, in: 0...30) == 30)
        #expect(series.nearestX(to: 21, in: 0...25) == 10)
        #expect(series.nearestX(to: 21, in: 11...25) == nil)
        #expect(series.neighborX(of: 10, isAfter: true) == 20 && series.neighborX(of: 10, isAfter: false) == 0)
        #expect(series.neighborX(of: 30, isAfter: true) == nil && series.neighborX(of: 0, isAfter: false) == nil)
        #expect(series.extent(.linear) == 0...30 && series.extent(.logarithmic) == 10...30)
        #expect(series.count(in: 5...20) == 2)
        for start in 0...4 {
            for wanted in [-5.0, 0, 5, 10, 25, 30, 31] {
                let expected = series.points.indices.first { $0 >= start && series.points[$0].x >= wanted }
                #expect(series.firstIndex(from: start) { $0.x >= wanted } == expected ?? 4)
            }
        }
    }

    // MARK: Smoothing

    /// By hand: 0.5·0 + 0.5·2 = 1, over 1 − 0.5; then 0.5·1 + 0.5·4 = 2.5, over 1 − 0.25; 0.5·2.5 + 0.5·6 = 4.25, over 0.875.
    @Test func smoothingIsTheAverageOfThePastCorrectedForItsStart() {
        let smoothed = ChartSeries(values: [2, 4, 6], color: .standard).smoothed(by: 0.5).points.map(\.y)
        #expect(smoothed == [2, 2.5 / 0.75, 4.25 / 0.875])
    }

    @Test func aConstantStaysAndSoDoesWhatIsNoNumber() {
        let series = ChartSeries(values: [3, 3, .nan, 3, .infinity, 3], color: .standard)
        let smoothed = series.smoothed(by: 0.9).points.map(\.y)
        #expect(smoothed[2].isNaN && smoothed[4] == .infinity)
        #expect([0, 1, 3, 5].allSatisfy { abs(smoothed[$0] - 3) < 1e-12 })
    }

    @Test(arguments: [0, -1, Double.nan])
    func withoutAWeightNothingChanges(weight: Double) {
        let series = ChartSeries(values: [1, 5, 2], color: .standard)
        #expect(series.smoothed(by: weight) == series)
    }

    @Test func theOtherPropertiesStay() {
        var series = ChartSeries(name: "a", values: [1, 2], color: .rgb(1, 2, 3), stroke: .dotted)
        (series.isBackdrop, series.pale) = (true, ChartSeries.Pale(after: 1, color: .rgb(9, 9, 9)))
        let smoothed = series.smoothed(by: 0.9)
        #expect(smoothed.name == "a" && smoothed.color == .rgb(1, 2, 3) && smoothed.stroke == .dotted)
        #expect(smoothed.isBackdrop && smoothed.pale == series.pale)
    }
}
