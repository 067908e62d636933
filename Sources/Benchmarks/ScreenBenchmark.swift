import Foundation
import NeuralEngine
import Platform
import TerminalDrawing

/// Measures the real screen on an invisible but real terminal, driven by keys.
struct ScreenBenchmark {
    /// Opens the terminal on standard input and output.
    let openTerminal: ([String: String]) throws -> any TerminalDriver
    /// Opens the screen on it.
    let openScreen: ScreenOpener
    /// How long to measure each thing.
    let seconds: Double
    let threads: Int

    static let size = Size(columns: 200, rows: 60)
    static let environment = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"]

    private static let goalOfChange = Duration.milliseconds(4)
    private static let goalOfWholeScreen = Duration.milliseconds(20)
    /// How long training runs in a turn, with or without the screen.
    private var turn: Double { min(0.25, seconds) }
    private static let fewestTurns = 4
    private static let fewestFrames = 10
    private static let fewestAnswers = 20

    func measure(_ meter: inout InterleavedMeter) throws -> ScreenMeasurement {
        let scratch = try ScratchTerminal(columns: Self.size.columns, rows: Self.size.rows)
        defer { scratch.close() }
        let real = try openTerminal(Self.environment)
        defer { real.close() }
        let terminal = MeasuredTerminal(real) { signal in
            real.close()
            scratch.close()
            // An interrupted measurement is no loss.
            _exit(signal.exitStatus)
        }
        let measured = try frames(terminal, scratch)
        let trained = try ScreenWorkload.all.map { try training($0, terminal, scratch, &meter) }
        return ScreenMeasurement(size: Self.size, frames: measured, training: trained)
    }

    /// The loop on a workload, with its first frame on the screen.
    private func started(_ workload: ScreenWorkload, _ terminal: any TerminalDriver) -> any MeasuredScreen {
        let loop = openScreen(terminal, threads)
        loop.setUp(workload.setUp)
        return loop
    }

    // MARK: Frames

    private func frames(_ terminal: MeasuredTerminal, _ scratch: ScratchTerminal) throws -> [ScreenMeasurement.Frames] {
        var measured: [ScreenMeasurement.Frames] = []
        for workload in ScreenWorkload.all.prefix(2) {
            let loop = started(workload, terminal)
            // Twice through an iteration, so that everything is shown.
            for _ in 0..<2 * loop.operationCount {
                _ = frame(loop, typing: "s", scratch)
            }
            measured.append(
                .init(
                    change: "an operation ran, \(workload.description)",
                    costs: costs { frame(loop, typing: "s", scratch) }, goal: Self.goalOfChange))
            measured.append(
                .init(
                    change: "an iteration ran, \(workload.description)",
                    costs: costs { frame(loop, typing: "n", scratch) }, goal: Self.goalOfChange))
        }
        return measured + [graph(terminal, scratch), otherTheme(terminal), noise(terminal)]
    }

    /// Frames with the widest network that is drawn as neurons and edges, an operation further each.
    private func graph(_ terminal: MeasuredTerminal, _ scratch: ScratchTerminal) -> ScreenMeasurement.Frames {
        let loop = started(ScreenWorkload.graph, terminal)
        for command in ["layout data", "plot graph"] { loop.perform(command) }
        for _ in 0..<2 * loop.operationCount { _ = frame(loop, typing: "s", scratch) }
        return .init(
            change: "the graph: an operation ran, \(ScreenWorkload.graph.description)",
            costs: costs { frame(loop, typing: "s", scratch) }, goal: Self.goalOfChange)
    }

    /// Frames until the time is up.
    private func costs(of nextFrame: () -> FrameCost) -> [FrameCost] {
        let end = ContinuousClock.now + .seconds(seconds)
        var costs: [FrameCost] = []
        while costs.count < Self.fewestFrames || ContinuousClock.now < end { costs.append(nextFrame()) }
        return costs
    }

    /// The frame that answers a key.
    private func frame(_ loop: any MeasuredScreen, typing key: String, _ scratch: ScratchTerminal) -> FrameCost {
        let count = loop.frameCount
        scratch.type(key)
        while loop.frameCount == count { loop.turn() }
        return loop.lastFrame!
    }

    /// Frames with a different colour in every cell: the usual screen, alternately dark and light.
    private func otherTheme(_ terminal: MeasuredTerminal) -> ScreenMeasurement.Frames {
        let loop = started(ScreenWorkload.all[1], terminal)
        var isLight = false
        let measured = costs {
            isLight.toggle()
            loop.perform("set theme \(isLight ? "light" : "dark")")
            let count = loop.frameCount
            while loop.frameCount == count { loop.turn() }
            return loop.lastFrame!
        }
        return .init(change: "every cell: another theme", costs: measured, goal: Self.goalOfWholeScreen)
    }

    /// Frames with a different character and different colours in every cell, none like its neighbour's: nothing costs
    /// more to draw.
    private func noise(_ terminal: MeasuredTerminal) -> ScreenMeasurement.Frames {
        var random = SplitMix64(seed: 1)
        let heat = HeatColors.dark(for: terminal.colorTier)
        var styles: [Style] = []
        for _ in 0..<Self.size.columns * Self.size.rows {
            let upper = heat.style(for: 2 * random.uniform() - 1, scale: 1)
            let lower = heat.style(for: 2 * random.uniform() - 1, scale: 1)
            styles.append(Style(foreground: upper.background, background: lower.background))
        }
        var shift = 0
        let measured = costs {
            shift += 1
            var grid = CellGrid(size: Self.size)
            for row in 0..<Self.size.rows {
                for column in 0..<Self.size.columns {
                    let index = row * Self.size.columns + column
                    grid[column: column, row: row] = Cell(
                        shift.isMultiple(of: 2) ? "▀" : "▄", style: styles[(index + 7 * shift) % styles.count])
                }
            }
            let start = ThreadTime.now
            terminal.present(grid, cursor: nil)
            return FrameCost(drawing: .zero, presenting: ThreadTime.now - start)
        }
        return .init(
            change: "every cell: half blocks in colours at random", costs: measured, goal: Self.goalOfWholeScreen)
    }

    // MARK: Training

    private func training(
        _ workload: ScreenWorkload, _ terminal: MeasuredTerminal, _ scratch: ScratchTerminal,
        _ meter: inout InterleavedMeter
    ) throws -> ScreenMeasurement.Training {
        let loop = started(workload, terminal)
        scratch.type("c")
        while !loop.isRunning { loop.turn() }
        var (headless, watched) = (SliceSeries(), SliceSeries())
        var shares: [Double] = []
        // The same session in the same memory both ways.
        var (frames, watchedTime) = (0, Duration.zero)
        for pair in -1..<max(Self.fewestTurns, Int(seconds / turn)) {
            func runHeadless() -> Slice { slice(loop, &meter) { $0.advanceWithoutFrames() } }
            func runWatched() -> Slice {
                let (start, count) = (ContinuousClock.now, loop.frameCount)
                defer {
                    frames += loop.frameCount - count
                    watchedTime += ContinuousClock.now - start
                }
                return slice(loop, &meter) { $0.turn() }
            }
            let slices: (headless: Slice, watched: Slice)
            if pair.isMultiple(of: 2) {
                let first = runHeadless()
                slices = (first, runWatched())
            } else {
                let first = runWatched()
                slices = (runHeadless(), first)
            }
            // The first pair warms up.
            guard pair >= 0 else {
                (frames, watchedTime) = (0, .zero)
                continue
            }
            headless.append([slices.headless])
            watched.append([slices.watched])
            shares.append(slices.watched.rate / slices.headless.rate)
        }
        let times = answers(loop, terminal, scratch)
        scratch.type(" ")
        while loop.isRunning { loop.turn() }
        let best = meter.bestCalibration
        return ScreenMeasurement.Training(
            workload: workload, headless: headless.summary(bestCalibration: best),
            watched: watched.summary(bestCalibration: best), keptShares: shares,
            framesPerSecond: Double(frames) / (watchedTime / .seconds(1)), answers: times)
    }

    /// Trains for a turn, from the start of one iteration to the start of another.
    private func slice(
        _ loop: any MeasuredScreen, _ meter: inout InterleavedMeter, _ advance: (any MeasuredScreen) -> Void
    ) -> Slice {
        let now = meter.now
        return meter.measure {
            let end = now() + turn
            let start = loop.iteration
            while now() < end || loop.iteration == start || !loop.isBetweenIterations { advance(loop) }
            return loop.iteration - start
        }
    }

    /// Keys that move the focus from pane to pane while training goes on.
    private func answers(
        _ loop: any MeasuredScreen, _ terminal: MeasuredTerminal, _ scratch: ScratchTerminal
    ) -> [Duration] {
        let answers = AnswerTimes()
        terminal.answers = answers
        let keyboard = scratch.keyboard
        answers.start { keyboard("\t") }
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end || answers.times.count < Self.fewestAnswers { loop.turn() }
        answers.stop()
        terminal.answers = nil
        return answers.times
    }
}
