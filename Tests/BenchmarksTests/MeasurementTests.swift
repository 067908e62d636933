import NeuralEngine
import Testing

@testable import Benchmarks

/// The meter and the plan, on simulated machines.
@Suite struct MeasurementTests {
    private let machine = SimulatedMachine()

    private func run(_ plan: MeasurementPlan) -> (series: [SliceSeries], best: Double) {
        var meter = machine.meter()
        let series = plan.run(&meter)
        return (series, meter.bestCalibration)
    }

    @Test func aSliceIsTheWorkBetweenTwoCalibrationsAndNoMore() {
        var meter = machine.meter()
        machine.speed = { $0 < 0.3 ? 1 : 0.5 }
        let slices = meter.measure(SimulatedWork(machine, unitSeconds: 0.01), slices: 4, units: 10)
        #expect(slices.map(\.units) == [10, 10, 10, 10])
        for (slice, seconds) in zip(slices, [0.1, 0.1, 0.1]) { #expect(abs(slice.seconds - seconds) < 0.02) }
        #expect(isClose(slices[3].seconds, 0.2))
        #expect(isClose(slices[0].calibrationBefore, 0.002))
        #expect(isClose(slices[3].calibrationAfter, 0.004))
        for (slice, next) in zip(slices, slices.dropFirst()) {
            #expect(slice.calibrationAfter == next.calibrationBefore)
        }
        #expect(isClose(meter.bestCalibration, 0.002))
    }

    @Test(arguments: [(1e-7, 1_000_000), (0.01, 10), (0.04, 2), (0.7, 1)])
    func aSliceHasAsManyUnitsAsItsTimeHolds(unitSeconds: Double, units: Int) {
        let found = machine.meter().units(of: SimulatedWork(machine, unitSeconds: unitSeconds), in: 0.1)
        #expect(abs(found - units) <= units / 100)
    }

    @Test func aQuietMachineIsMeasuredForTheTimeWanted() {
        let work = SimulatedWork(machine, unitSeconds: 0.0001)
        let (series, best) = run(MeasurementPlan(parts: [.init(work: work)], seconds: 1))
        #expect((1.0..<1.15).contains(series[0].seconds))
        let summary = series[0].summary(bestCalibration: best)
        #expect(isClose(summary.unitsPerSecond, 10_000))
        #expect(summary.keptCount == summary.measuredCount)
        #expect(summary.spread < 1e-9)
    }

    @Test func partsTakeTurnsForTheirShares() {
        let works = [0.0001, 0.03, 0.2].map { SimulatedWork(machine, unitSeconds: $0) }
        let plan = MeasurementPlan(
            parts: [
                .init(work: works[0], slicesPerTurn: 3), .init(work: works[1], weight: 0.5),
                .init(work: works[2], weight: 0.5),
            ],
            seconds: 2)
        let (series, _) = run(plan)
        #expect((2.0..<2.8).contains(series[0].seconds))
        for index in 1...2 { #expect((0.8..<1.6).contains(series[index].seconds)) }
        #expect(series[2].slices.allSatisfy { $0.units == 1 })
    }

    @Test func slowSpellsOfTheMachineDoNotChangeTheResult() {
        // For half of the time another program takes a third of the speed.
        machine.speed = { Int($0 / 0.7).isMultiple(of: 2) ? 1 : 0.66 }
        let work = SimulatedWork(machine, unitSeconds: 0.0001)
        let (series, best) = run(MeasurementPlan(parts: [.init(work: work)], seconds: 1))
        let summary = series[0].summary(bestCalibration: best)
        #expect(abs(summary.unitsPerSecond - 10_000) < 1)
        #expect(summary.keptCount < summary.measuredCount)
        #expect(MeasurementPlan.isEnough(series[0], seconds: 1, bestCalibration: best))
    }

    @Test func aMachineThatStaysSlowIsGivenUpAfterThreeTimesTheTime() {
        // Quick only while the works are tried out, so that nothing afterwards compares with the first calibration.
        var meter = machine.meter()
        _ = meter.measure(SimulatedWork(machine, unitSeconds: 0.01), slices: 1, units: 1)
        machine.speed = { _ in 0.5 }
        let series = MeasurementPlan(
            parts: [.init(work: SimulatedWork(machine, unitSeconds: 0.01))], seconds: 1
        ).run(&meter)[0]
        #expect((3.0..<3.4).contains(series.seconds))
        #expect(!MeasurementPlan.isEnough(series, seconds: 1, bestCalibration: meter.bestCalibration))
        let summary = series.summary(bestCalibration: meter.bestCalibration)
        #expect(summary.keptCount == 0)
        #expect(isClose(summary.unitsPerSecond, 50))
        // The calibration was as slow as the work, so its share of the peak is what it is on a quiet machine.
        #expect(isClose(summary.calibrationSeconds, 0.004))
    }

    @Test func stepsLongerThanAllTheTimeAreStillMeasuredThreeTimes() {
        let work = SimulatedWork(machine, unitSeconds: 5)
        let (series, _) = run(MeasurementPlan(parts: [.init(work: work, slicesPerTurn: 3)], seconds: 0.5))
        #expect(series[0].slices.map(\.units) == [1, 1, 1])
    }

    @Test func theCalibrationIsFittedToTwoMilliseconds() {
        var seconds = 0.0
        // On this clock every run of the first try, 65 536 times around the loop, takes a quarter of that.
        let calibration = Calibration.fitted(.float64, threads: 1) {
            seconds += 0.0005
            return seconds
        }
        #expect(abs(calibration.iterations - 4 * 65_536) <= 1)
    }

    @Test(arguments: [1, 2, 7])
    func theCalibrationCountsTheOperationsOfAllItsThreads(threads: Int) {
        let calibration = Calibration(precision: .float32, threads: threads, iterations: 5)
        calibration.run()
        #expect(
            calibration.floatingPointOperations
                == Double(threads) * MachineLimits.floatingPointOperations(ofLoop: 5, .float32))
    }
}
