import Platform
import TerminalDrawing

/// The loop of `backstep watch` on a terminal: reads new records, draws frames and handles keys.
struct WatchScreen {
    private let terminal: any TerminalDriver
    private var files: FollowedLogs
    private(set) var state: WatchState
    private var rates = RecordRates()
    private var pacing = FramePacing(startingAt: .now)
    private var needsDrawing = true
    private var isAwaited = true
    private var exitStatus: Int32?

    /// How long to wait for a key before checking the files again, in milliseconds.
    private static let interval = 200
    /// How long a turn reads before it checks for keys.
    private static let readingTime = Duration.milliseconds(10)

    init(terminal: any TerminalDriver, paths: [String]) {
        self.terminal = terminal
        files = FollowedLogs(paths: paths)
        state = WatchState(logs: [])
    }

    /// Shows the logs until the user quits.
    ///
    /// - Returns: the exit status of the process.
    mutating func run() -> Int32 {
        defer { terminal.close() }
        terminal.reportsMouse = true
        while exitStatus == nil { turn() }
        return exitStatus!
    }

    /// One turn of the loop: reads, draws a frame if one is due, and handles the events that came.
    private mutating func turn() {
        read()
        drawIfDue()
        let hasMore = files.logs.contains(where: \.hasMore)
        var event = terminal.nextEvent(timeoutMilliseconds: hasMore || needsDrawing ? 0 : Self.interval)
        while let next = event, exitStatus == nil {
            handle(next)
            event = terminal.nextEvent(timeoutMilliseconds: 0)
        }
    }

    // MARK: Logs

    private mutating func read() {
        files.lookForLogs()
        let start = ContinuousClock.now
        var hasChanged = files.logs.count != state.logs.count || files.emptyFolders != state.emptyFolders
        for index in files.logs.indices where files.advance(index) { hasChanged = true }
        while ContinuousClock.now - start < Self.readingTime,
            let index = files.logs.firstIndex(where: \.hasMore)
        {
            _ = files.advance(index)
            hasChanged = true
        }
        let counts = files.logs.map { $0.status == .upToDate ? $0.log.runs.map(\.recordCount) : nil }
        if rates.measure(counts, at: start) { hasChanged = true }
        if hasChanged { takeOver() }
    }

    private mutating func takeOver() {
        needsDrawing = true
        state.emptyFolders = files.emptyFolders
        for (index, name) in files.names.enumerated() {
            if index == state.logs.count { state.logs.append(WatchedLog(name: name)) }
            state.logs[index].name = name
            state.logs[index].log = files.logs[index].log
            state.logs[index].status = files.logs[index].status
            state.logs[index].recordsPerSecond = rates.perSecond(index)
        }
    }

    // MARK: The terminal

    private var theme: Theme { .standard(for: terminal.colorTier) }

    private mutating func drawIfDue() {
        let now = ContinuousClock.now
        guard needsDrawing, isAwaited || pacing.isDue(at: now) else { return }
        let start = ThreadTime.now
        let model = WatchModel(state: state, size: terminal.size, theme: theme, glyphs: terminal.glyphs)
        terminal.present(model.draw(), cursor: nil)
        pacing.record(ThreadTime.now - start, at: now)
        needsDrawing = false
        isAwaited = false
    }

    private mutating func handle(_ event: TerminalEvent) {
        needsDrawing = true
        isAwaited = true
        switch event {
        case .key(.control("c")), .signal(.interrupt): exitStatus = ExitStatus.interrupted.rawValue
        case .key(.control("l")): terminal.redraw()
        case .key(let key):
            if state.handle(key, size: terminal.size) == .quit { exitStatus = ExitStatus.success.rawValue }
        case .mouse(let event):
            state.handle(event, size: terminal.size, theme: theme, glyphs: terminal.glyphs)
        case .signal(.resume), .resize: break
        case .signal(let signal): exitStatus = signal.exitStatus
        case .endOfInput: exitStatus = ExitStatus.success.rawValue
        }
    }
}

/// Measures how fast the runs grow, over about the last second.
struct RecordRates {
    private var start: (time: ContinuousClock.Instant, counts: [[Int]?])?
    private var rates: [[Double?]] = []

    /// The time over which it is measured.
    private static let span = Duration.seconds(1)

    /// Records how many records each run has now; nil for a log that is still being read, whose growth means nothing.
    ///
    /// - Returns: whether there are new rates.
    mutating func measure(_ counts: [[Int]?], at now: ContinuousClock.Instant) -> Bool {
        guard let start else {
            self.start = (now, counts)
            return false
        }
        let elapsed = now - start.time
        guard elapsed >= Self.span else { return false }
        let former = rates
        rates = counts.enumerated().map { index, log in
            let before = index < start.counts.count ? start.counts[index] : nil
            return (log ?? []).enumerated().map { run, count in
                guard let before, run < before.count, count >= before[run] else { return nil }
                return Double(count - before[run]) / (elapsed / .seconds(1))
            }
        }
        self.start = (now, counts)
        return rates != former
    }

    /// The rates of a log's runs; nil if not known.
    func perSecond(_ log: Int) -> [Double?] { log < rates.count ? rates[log] : [] }
}
