import Testing

@testable import Benchmarks

@Suite struct SliceSeriesTests {
    private func slice(
        units: Int = 100, seconds: Double = 0.1, before: Double = 2, after: Double = 2
    ) -> Slice {
        Slice(units: units, seconds: seconds, calibrationBefore: before, calibrationAfter: after)
    }

    private func series(_ slices: [Slice]) -> SliceSeries {
        var series = SliceSeries()
        series.append(slices)
        return series
    }

    @Test func slicesBesideASlowCalibrationAreLeftOut() {
        let slices = [
            slice(units: 1), slice(units: 2, before: 2.2), slice(units: 3, after: 2.2),
            slice(units: 4, before: 2.09, after: 2.09), slice(units: 5, before: 2.11),
        ]
        #expect(series(slices).kept(bestCalibration: 2).map(\.units) == [1, 4])
    }

    @Test func aBetterCalibrationLaterInTheRunCountsForEarlierSlicesToo() {
        #expect(series([slice(), slice()]).kept(bestCalibration: 1.9).isEmpty)
    }

    @Test func theMedianOfTheKeptSlicesIsTheRate() {
        let summary = series([
            slice(units: 90), slice(units: 100), slice(units: 102), slice(units: 10, after: 9),
        ]).summary(bestCalibration: 2)
        #expect(isClose(summary.unitsPerSecond, 1000))
        #expect(isClose(summary.spread, 0.12))
        #expect(summary.calibrationSeconds == 2)
        #expect(summary.keptCount == 3)
        #expect(summary.measuredCount == 4)
    }

    @Test func theCalibrationIsThatBesideTheSlicesUsed() {
        let summary = series([slice(before: 2, after: 2.04), slice(before: 9)]).summary(bestCalibration: 2)
        #expect(isClose(summary.calibrationSeconds, 2.02))
    }

    @Test func whereNoneIsKeptAllAreUsedAndTheCountSaysSo() {
        let summary = series([slice(units: 50, before: 3, after: 3), slice(units: 70, before: 3, after: 3)])
            .summary(bestCalibration: 2)
        #expect(isClose(summary.unitsPerSecond, 600))
        #expect(summary.calibrationSeconds == 3)
        #expect(summary.keptCount == 0)
        #expect(summary.measuredCount == 2)
    }

    @Test(arguments: [([3.0], 3.0), ([1.0, 9.0, 2.0], 2.0), ([4.0, 1.0, 3.0, 2.0], 2.5)])
    func medians(values: [Double], median: Double) {
        #expect(Statistics.median(values) == median)
    }
}
