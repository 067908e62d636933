import CommandLanguage
import Datasets
import PlainText
import StepDebugger
import TerminalDrawing
import Testing
import Workbench

@testable import Screen

/// The layout for training: what is wrong, how far it is, and the runs of a sweep.
@Suite struct TrainLayoutTests {
    static let digits = """
        data digits limit=400 test=0.3 seed=1
        network 64-16-10 seed=1
        optimizer adam lr=0.01
        batch 32
        layout train
        """

    static let iris = """
        data iris test=0.4 seed=1
        network 4-6-3 seed=1
        batch 16
        layout train
        """

    @Test func samplesThatAreWrongArePicturesWithTheirClasses() throws {
        let fixture = ScreenFixture(playing: Self.digits + "\ntrain 1 epochs")
        guard
            case .confusion(let confusion)? = fixture.workbench.outcome(
                fieldColumns: 1, fieldRows: 1, sampleLimit: 1000)
        else {
            Issue.record("digits have classes")
            return
        }
        let worst = try #require(confusion.mistakes.first)
        #expect(confusion.mistakes.map(\.probability) == confusion.mistakes.map(\.probability).sorted(by: >))
        #expect(fixture.workbench.setup.data?.imageShape == ImageShape(rows: 8, columns: 8))
        let lines = fixture.text(of: .samples, 150, 44)
        #expect(lines[0].contains("✓ \(confusion.classNames[worst.own])"))
        #expect(lines[1].contains("✗ \(confusion.classNames[worst.answer])"))
        #expect(lines[2].contains(NumberFormat.fixed(worst.probability, decimals: 3)))
        // The picture has more than one shade.
        let area = try #require(fixture.area(of: .samples, 150, 44)?.interior)
        let grid = fixture.grid(150, 44)
        let picture = Rect(column: area.column + 1, row: area.row, columns: 8, rows: 4)
        let shades = Set(
            (0..<picture.rows).flatMap { row in
                (0..<picture.columns).map {
                    grid[column: picture.column + $0, row: picture.row + row].style.foreground
                }
            })
        #expect(shades.count > 3)
        let wrong = fixture.title(of: .samples, 150, 44)
        let count = confusion.counts.indices.reduce(0) { $0 + confusion.counts[$1][$1] }
        #expect(wrong?.contains("wrong: \(confusion.samples.shown - count) of \(confusion.samples.shown)") == true)
    }

    @Test func samplesThatAreNoPicturesAreLinesOfTheirFeatures() throws {
        let fixture = ScreenFixture(playing: Self.iris + "\ntrain 1 epochs")
        guard
            case .confusion(let confusion)? = fixture.workbench.outcome(
                fieldColumns: 1, fieldRows: 1, sampleLimit: 1000)
        else {
            Issue.record("iris has classes")
            return
        }
        let worst = try #require(confusion.mistakes.first)
        let lines = fixture.text(of: .samples, 150, 44)
        #expect(lines[0].contains("true") && lines[0].contains("predicted"))
        #expect(lines[1].contains(confusion.classNames[worst.own]))
        #expect(lines[1].contains(confusion.classNames[worst.answer]))
        #expect(lines[1].contains(NumberFormat.rounded(worst.features[0], digits: 3)))
    }

    @Test func predictionsThatAreFarOffComeFirst() throws {
        let fixture = ScreenFixture(
            playing: """
                data inline X=[[1,0,0],[2,1,0],[3,0,1],[4,1,1]] Y=[[1],[2],[3],[40]]
                network 3-2-1 seed=1
                layout train
                next 3
                """)
        let lines = fixture.text(of: .samples, 150, 44)
        #expect(lines[0].contains("off"))
        #expect(lines[1].split(separator: " ").first == "40")
    }

    @Test func nothingWrongIsSaid() {
        var fixture = ScreenFixture(playing: Self.iris)
        fixture.run("data iris limit=2 seed=3\ntrain 300 epochs")
        #expect(fixture.text(of: .samples, 150, 44)[0].contains("no sample is wrong"))
    }

    /// If counts do not fit, percentages of the class do.
    @Test func aTableOfManyClassesIsInPercentWhereItIsNarrow() throws {
        let fixture = ScreenFixture(
            playing: """
                data fashion-mnist limit=500
                batch 100
                network 784-10 seed=1 precision=float32
                layout train
                train 4 epochs
                """)
        guard
            case .confusion(let confusion)? = fixture.workbench.outcome(
                fieldColumns: 1, fieldRows: 1, sampleLimit: 10_000)
        else {
            Issue.record("they have classes")
            return
        }
        let wide = fixture.text(of: .outcome, 200, 60)
        #expect(wide[2].split(separator: " ").dropFirst().first == Substring(String(confusion.counts[0][0])))
        #expect(confusion.samples.isComplete && confusion.samples.total == 10_000)
        let narrow = fixture.text(of: .outcome, 80, 30)
        #expect(narrow[0].contains("% of the class"))
        let percent = confusion.counts[0][0] * 100 / confusion.counts[0].reduce(0, +)
        #expect(narrow[2].split(separator: " ").dropFirst().first == (percent == 100 ? "✓" : Substring("\(percent)")))
    }

    // MARK: A run under way

    /// A run at some point.
    private func running(_ command: String, slices: Int, setup: String = TrainLayoutTests.iris) -> ScreenFixture {
        var fixture = ScreenFixture(playing: setup)
        let source = SourceText(name: "prompt", text: command)
        for command in Script.parse(source).commands { fixture.send(.perform(command, source)) }
        for _ in 0..<slices { fixture.send(.advance(budget: 200)) }
        return fixture
    }

    @Test func theHeaderShowsHowFarARunIs() throws {
        var fixture = running("train 100 epochs", slices: 10)
        let session = try #require(fixture.workbench.session)
        let share = Double(session.position.iteration) / Double(100 * session.iterationsPerEpoch)
        fixture.screen.iterationsPerSecond = 10
        let header = fixture.lines(150, 44)[0]
        #expect(header.contains("epoch \(String(session.epoch).leftPadded(to: 3))/100"))
        #expect(header.contains("\(Int(share * 100)) %"))
        let left = Double(100 * session.iterationsPerEpoch - session.position.iteration) / 10
        #expect(header.contains("ETA \(RunProgress.clock(left))"))
        // 90 samples in 6 iterations.
        #expect(header.contains("150 samples/s"))
        #expect(fixture.lines(60, 20)[0].contains("\(Int(share * 100)) %"))
    }

    @Test func theProgressIsAlwaysAsWide() {
        var widths: Set<Int> = []
        for slices in [1, 10, 60] {
            for rate in [nil, 1000, 12_345.6] {
                let fixture = running("train 10000 epochs", slices: slices)
                let progress = RunProgress(fixture.workbench, iterationsPerSecond: rate)
                widths.insert(progress?.texts(.unicode)[0].count ?? 0)
            }
        }
        #expect(widths.count == 1)
    }

    /// The iterations after which a run gives up are not how far it goes.
    @Test func aRunUntilSomethingHoldsHasNeitherABarNorAnEstimate() {
        let fixture = running("train until loss < 1e-9", slices: 3)
        #expect(fixture.workbench.run != nil)
        #expect(RunProgress(fixture.workbench, iterationsPerSecond: 10) == nil)
        let header = fixture.lines(120, 36)[0]
        #expect(!header.contains("ETA") && !header.contains("%") && header.contains("iteration"))
    }

    @Test func timesAreReadAsOnAClock() {
        #expect(RunProgress.clock(0) == "00:00")
        #expect(RunProgress.clock(71.2) == "01:12")
        #expect(RunProgress.clock(3661) == "1:01:01")
        #expect(RunProgress.clock(.infinity) == "99:59:59")
    }

    /// While training runs, the table is that of the last test: whole, and calm between two tests.
    @Test func whileARunGoesOnTheOutcomeIsThatOfTheLastEpoch() throws {
        let fixture = running("train 100 epochs", slices: 10)
        let session = try #require(fixture.workbench.session)
        let epoch = try #require(session.epochs.latest)
        let title = try #require(fixture.title(of: .outcome, 150, 44))
        #expect(title.contains("60 test, after epoch \(epoch.epoch)"))
        let accuracy = try #require(epoch.testAccuracy)
        #expect(title.contains("accuracy \(NumberFormat.rounded(accuracy, digits: 3))"))
        #expect(fixture.lines(150, 44).last?.contains("best test.loss") == true)
        #expect(fixture.lines(150, 44).last?.contains("o after this epoch") == true)
    }

    @Test func aKeyEndsTheRunWithItsEpoch() {
        var fixture = running("train 100 epochs", slices: 10)
        let request = fixture.screen.handle(.character("o"), workbench: fixture.workbench)
        #expect(request == .endAfterEpoch)
        #expect(ScreenFixture().screen.settings == fixture.screen.settings)
        var idle = ScreenFixture(playing: Self.iris)
        #expect(idle.screen.handle(.character("o"), workbench: idle.workbench) == nil)
    }

    // MARK: Sweeps

    @Test func aSweepHasATableAndItsCurves() throws {
        var fixture = ScreenFixture(playing: Self.iris)
        fixture.run("sweep lr=0.3,0.01 hidden=tanh,relu epochs=4")
        #expect(fixture.screen.layout == .train && fixture.screen.focus.pane == .runs)
        let lines = fixture.text(of: .runs, 150, 44)
        let sweep = try #require(fixture.workbench.sweep)
        let best = SweepReport(sweep, sort: .best).rows[0]
        #expect(lines[0].split(separator: " ").prefix(3) == ["run", "lr", "hidden"])
        #expect(lines[1].split(separator: " ").prefix(3).map(String.init) == ["\(best.number)"] + best.values)
        let curve = fixture.text(of: .curve, 150, 44).joined()
        for number in 1...4 { #expect(curve.contains("run-\(number)")) }
        #expect(fixture.area(of: .layers, 150, 44) == nil)
    }

    @Test func theTableIsSortedAndARunOpenedByKeys() throws {
        var fixture = ScreenFixture(playing: Self.iris)
        fixture.run("sweep lr=0.3,0.01,0.1 epochs=2")
        fixture.press(.left, .left, .left, .left, .left, .left, .left)
        #expect(fixture.title(of: .runs, 150, 44)?.contains("by run") == true)
        fixture.press(.right)
        #expect(fixture.title(of: .runs, 150, 44)?.contains("by lr") == true)
        let first = fixture.text(of: .runs, 150, 44)[1].split(separator: " ")
        #expect(first.prefix(2) == ["2", "0.01"])
        fixture.press(.down, .enter)
        #expect(fixture.workbench.sweep?.current == 3)
        #expect(fixture.workbench.session?.learningRate == 0.1)
    }

    @Test func theHeaderCountsTheRunsOfASweep() {
        let fixture = running("sweep lr=0.1,0.2 epochs=20", slices: 3)
        #expect(fixture.lines(150, 44)[0].contains("run 1/2"))
        #expect(fixture.workbench.iterationsOfRun > 0)
    }

    @Test(arguments: [Size(columns: 40, rows: 12), Size(columns: 80, rows: 24), Size(columns: 200, rows: 60)])
    func everySizeAndLookIsDrawn(size: Size) {
        for setup in [
            Self.digits, Self.iris, ScreenFixture.xor + "\nlayout train",
            "data inline X=[[1,0,0],[2,1,0]] Y=[[1],[2]]\nnetwork 3-2-1\nlayout train",
        ] {
            var fixture = ScreenFixture(playing: setup)
            fixture.run("next 2\nsweep lr=0.1,0.2 epochs=1")
            for look in ScreenLook.all {
                let grid = fixture.model(size.columns, size.rows, look).draw()
                #expect(grid.size == size)
                fixture.press(.tab)
            }
        }
    }
}
