import PlainText
import TerminalDrawing
import Testing
import Workbench

@testable import Screen

/// How the network does on the data.
@Suite struct OutcomeTests {
    private func outcome(_ setup: String) -> ScreenFixture {
        var fixture = ScreenFixture(playing: setup)
        fixture.run("layout data")
        return fixture
    }

    @Test func twoFeaturesHaveABoundaryWithTheSamplesOnIt() throws {
        let fixture = outcome(ScreenFixture.xor + "\ntrain 400 iterations")
        #expect(fixture.title(of: .outcome, 120, 36)?.contains("decision boundary") == true)
        let area = try #require(fixture.area(of: .outcome, 120, 36)?.interior)
        for look in ScreenLook.all {
            let grid = fixture.model(120, 36, look).draw()
            // Two samples of each class, in the corners of a square.
            for index in 0..<2 {
                let mark = look.glyphs.classMarks[index]
                let points = grid.points(in: area) { cell in
                    cell.character == mark
                        && (look.theme == .monochrome || cell.style.foreground == look.theme.classColors[index])
                }
                try #require(points.count == 2, "\(look) \(index)")
                #expect(points[0].row != points[1].row && points[0].column != points[1].column)
            }
        }
        let grid = fixture.grid(120, 36)
        let backgrounds = Set(grid.points(in: area) { _ in true }.map { grid[$0].style.background })
        #expect(backgrounds.count > 2)
    }

    /// The field changes as the network learns.
    @Test func theBoundaryFollowsTheTraining() {
        var fixture = outcome(ScreenFixture.xor)
        let before = fixture.grid(120, 36)
        fixture.run("train 100 iterations")
        #expect(fixture.grid(120, 36) != before)
    }

    @Test func classesHaveATableOfConfusions() throws {
        let fixture = outcome("data iris test=0.3 seed=1\nnetwork 4-8-3 seed=1\nbatch 16\ntrain 3 epochs")
        guard
            case .confusion(let confusion) = fixture.workbench.outcome(fieldColumns: 1, fieldRows: 1, sampleLimit: 999)
        else {
            Issue.record("iris has classes")
            return
        }
        let accuracy = NumberFormat.rounded(try #require(confusion.accuracy), digits: 3)
        let title = try #require(fixture.title(of: .outcome, 120, 36))
        #expect(title.contains("confusion  \(confusion.samples.total) test  accuracy \(accuracy)"))
        for (columns, rows) in [(120, 36), (80, 24)] {
            let lines = fixture.text(of: .outcome, columns, rows)
            #expect(lines[0].contains("true ▼  predicted ▶"))
            for (own, name) in confusion.classNames.enumerated() {
                let line = try #require(lines.dropFirst(2).first { $0.hasPrefix(" \(name.prefix(6))") })
                #expect(
                    line.split(separator: " ").dropFirst().map { Int($0) ?? 0 } == confusion.counts[own], "\(line)")
            }
            for own in 0..<3 {
                for other in 0..<3 where other != own && confusion.counts[own][other] > 0 {
                    let names = confusion.classNames
                    let mistake = "\(names[own]) taken for \(names[other]): \(confusion.counts[own][other])"
                    #expect(lines.contains { $0.contains(mistake) })
                }
            }
        }
    }

    @Test func numbersArePredictedAgainstTrue() throws {
        let fixture = outcome(
            "data inline X=[[1,2,3],[4,5,6],[2,2,1],[0,1,0]] Y=[[0.5],[2.5],[1],[0]]\nnetwork 3-2-1 loss=mse seed=3\n"
                + "optimizer sgd lr=0.01\ntrain 50 iterations")
        guard
            case .predictions(let predictions) = fixture.workbench.outcome(
                fieldColumns: 1, fieldRows: 1, sampleLimit: 999)
        else {
            Issue.record("these are numbers")
            return
        }
        let determination = NumberFormat.rounded(try #require(predictions.determination), digits: 3)
        let title = try #require(fixture.title(of: .outcome, 120, 36))
        #expect(title.contains("predicted against true  4 training  R² \(determination)"))
        let lines = fixture.text(of: .outcome, 120, 36)
        #expect(lines.contains { $0.contains("true") })
        #expect(lines.contains { $0.contains("predicted") })
        // One for each sample, unless two share a character.
        #expect((2...4).contains(lines.joined().count { $0 == "●" }))
    }

    @Test func withoutDataThereIsASentence() {
        let fixture = outcome("network 2-4-2")
        #expect(fixture.text(of: .outcome, 120, 36).joined().contains("no data that fits the network yet"))
        #expect(outcome("").text(of: .outcome, 80, 24).joined().contains("no data that fits the network yet"))
    }

    @Test func nonFiniteNumbersAreNoted() {
        let fixture = outcome("data iris\nnetwork 4-5-3\nlet W1[0,0] = nan\nstep 2")
        let lines = fixture.text(of: .outcome, 120, 36)
        #expect(lines.contains { $0.contains("nothing was said about 150: the outputs are not numbers") })
    }
}
