import NeuralEngine
import StepDebugger
import TerminalDrawing
import Testing

@testable import Screen

@Suite struct MatrixViewTests {
    @Test func whatRoundingLeftIsZero() {
        let numbers = MatrixNumbers(Matrix([[0.5, -1.7e-18], [-0.00001, 0.00001]]), widest: 7)
        #expect([-1.7e-18, -0.00001, 0.00001, -0.0].map(numbers.text) == ["      0", " 0.0000", " 0.0000", "      0"])
        let session = ScreenFixture(playing: "data xor\nnetwork 2-2-2\nlet W1 = [[0.1, 0.2], [-0.3, 1e-17]]").workbench
            .session
        let summary = session.flatMap { SessionMatrix($0, .weights(1)) }?.summary
        #expect(summary?.text == "min -0.3  mean 0  max 0.2")
    }

    @Test func aFormulaThatIsTooWideEndsInItsPane() {
        let fixture = ScreenFixture(
            playing: "data spirals samples=30\nnetwork 2-2\noptimizer adam\nbatch full\nnext 2\nlayout data")
        let matrices = fixture.text(of: .matrices, 80, 24)
        #expect(
            matrices.contains { $0.contains("W1′ 2×2…") && $0.contains("mW1 2×2…") && $0.hasSuffix("…") }, "\(matrices)"
        )
        #expect(!fixture.text(of: .outcome, 80, 24).contains { $0.contains("2×2") })
    }

    @Test func pointsStandBelowOneAnother() {
        let numbers = MatrixNumbers(Matrix([[0.5, -0.25], [0.0312, 1]]), widest: 7)
        #expect([0.5, -0.25, 0.0312, 1].map(numbers.text) == [" 0.5000", "-0.2500", " 0.0312", " 1.0000"])
    }

    @Test func wholeNumbersTakeNoMoreRoomThanTheirDigits() {
        let numbers = MatrixNumbers(Matrix([[0, 16], [3, 7]]), widest: 7)
        #expect(numbers.width == 2)
        #expect([0.0, 16].map(numbers.text) == [" 0", "16"])
        #expect(MatrixNumbers(Matrix([[-1, 1]]), widest: 7).width == 2)
    }

    @Test func smallAndLargeMatricesShareAPowerOfTen() {
        let small = MatrixNumbers(Matrix([[2.5e-6, -1e-7]]), widest: 7)
        #expect(small.scaleSuffix == " ×1e-6")
        #expect([2.5e-6, -1e-7].map(small.text) == [" 2.5000", "-0.1000"])
        let large = MatrixNumbers(Matrix([[123456.5, -1]]), widest: 7)
        #expect(large.scaleSuffix == " ×1e5")
        #expect(large.text(123456.5) == " 1.2346")
    }

    @Test func nonFiniteNumbersAreShown() {
        let numbers = MatrixNumbers(Matrix([[.nan, .infinity, -.infinity, 0.512345]]), widest: 7)
        #expect([.nan, .infinity, -.infinity].map(numbers.text) == ["    nan", "    inf", "   -inf"])
        #expect(MatrixNumbers(Matrix([[.nan, 1]]), widest: 7).text(.nan) == " nan")
    }

    @Test func noCellIsWiderThanItsColumn() {
        // Among this seed's numbers are some that round up to another digit.
        var generator = SplitMix64(seed: 35)
        for _ in 0..<500 {
            let values = (0..<6).map { _ in Double(bitPattern: generator.next()) }
            for widest in 5...7 {
                let numbers = MatrixNumbers(Matrix(rows: 2, columns: 3, elements: values), widest: widest)
                for value in values { #expect(numbers.text(value).count == numbers.width) }
            }
        }
    }

    /// 9.99996 is 10.0000 with four decimals, and 10 with none.
    @Test(arguments: [9.99996, 9.996, 9.9999999999999, 9.95, 99.9996, 999.96, 9999.6, 0.99996])
    func whatRoundsUpToAnotherDigitFits(_ digits: Double) {
        for exponent in stride(from: -320, through: 307, by: 3) {
            for value in [digits, -digits].map({ $0 * Double("1e\(exponent)")! }) where value.isFinite {
                for widest in 5...7 {
                    for others in [[0.0], [-0.25], [.nan, 1]] {
                        let numbers = MatrixNumbers(Matrix([[value] + others]), widest: widest)
                        #expect(numbers.width <= widest)
                        #expect(
                            ([value] + others).allSatisfy { numbers.text($0).count == numbers.width },
                            "\(value) \(widest)")
                    }
                }
            }
        }
    }

    @Test func roundingUpTakesADecimalOrAPowerOfTen() {
        #expect(MatrixNumbers(Matrix([[-9.99996, 0.5]]), widest: 7).text(-9.99996) == "-10.000")
        #expect(MatrixNumbers(Matrix([[-99.9996, 0.5]]), widest: 7).text(-99.9996) == "-100.00")
        let large = MatrixNumbers(Matrix([[-99999.7, 0.123]]), widest: 7)
        #expect(large.text(-99999.7) + large.scaleSuffix == "-1.0000 ×1e5")
        let small = MatrixNumbers(Matrix([[-9.99996e-7, 1e-9]]), widest: 7)
        #expect(small.text(-9.99996e-7) + small.scaleSuffix == "-1.0000 ×1e-6")
    }

    @Test func theSmallestNumbersHaveDigits() {
        for (value, text) in [(0x1p-1030, " 8.6917 ×1e-311"), (-0x1p-1074, "-4.9407 ×1e-324")] {
            let numbers = MatrixNumbers(Matrix([[value]]), widest: 7)
            #expect(numbers.text(value) + numbers.scaleSuffix == text)
        }
    }

    @Test func theCursorShowsItsCellAndTheValueBefore() throws {
        var fixture = ScreenFixture()
        fixture.run("next")
        // The list, then vW1, then W1.
        fixture.press(.tab, .tab, .down, .right)
        let lines = fixture.lines(120, 36)
        let expected = fixture.workbench.session?.matrix(.weights(1))?[1, 1]
        let line = try #require(lines.first { $0.contains("W1[1,1] = ") })
        #expect(line.contains("before 0.5"))
        #expect(expected != 0.5)
        let grid = fixture.grid(120, 36)
        #expect(grid.cells.contains { $0.style == Theme.dark.cursor })
    }

    @Test func aLargeMatrixScrollsWithTheCursor() {
        var fixture = ScreenFixture(playing: "data digits\nnetwork 64-40-10\nbatch 100\nstep")
        fixture.press(.tab)
        for _ in 0..<99 { fixture.press(.down) }
        for _ in 0..<70 { fixture.press(.right) }
        #expect(fixture.lines(120, 36).contains { $0.contains("X[99,63] = ") })
    }

    @Test func numbersOfAnyMatrixAreOnTheScreenWhereTheyFit() {
        var fixture = ScreenFixture()
        fixture.run("step 4")
        let text = fixture.grid(200, 60).plainText
        for number in ["0.5056", "-0.4948", "-0.2625", "0.0769", "0.2060", "-0.3671"] {
            #expect(text.contains(number), "\(number)")
        }
    }

    @Test(arguments: ScreenLook.all) func cellsThatAreStillToComeHaveNoNumber(_ look: ScreenLook) throws {
        var fixture = ScreenFixture()
        fixture.run("step 2")
        fixture.run("stepi 6")
        // The third and fourth cell of the second row have not been computed, nor has any of the rows below.
        let mark = look.glyphs == .ascii ? "." : "·"
        let lines = fixture.text(of: .matrices, 120, 36, look)
        #expect(lines.contains { $0.contains("A1[1,1] = 0.462117") })
        let rows = try #require(lines.firstIndex { $0.contains("A1 4×4") || $0.contains("A1 4x4") }) + 2
        let cells = lines[rows..<rows + 4].map { $0.split(separator: " ").suffix(4).map(String.init) }
        #expect(cells[1] == ["0.4621", "0.4621", mark, mark])
        #expect(cells[2] == [mark, mark, mark, mark])
        // In the viewer as well.
        fixture.run("view A1")
        #expect(fixture.text(of: .matrices, 120, 36, look).filter { $0.contains(" \(mark)") }.count == 3)
        fixture.screen.cursors[.activation(1)] = CellPosition(row: 2, column: 0)
        #expect(fixture.text(of: .matrices, 120, 36, look).contains { $0.contains("A1[2,0] is not computed yet") })
        // One more cell, and it has a number; once the operation is over, all have.
        fixture.run("view\nstepi")
        #expect(fixture.text(of: .matrices, 120, 36, look)[rows + 1].hasSuffix("-0.6640       \(mark)"))
        fixture.run("step")
        #expect(!fixture.text(of: .matrices, 120, 36, look)[rows + 1].contains(mark + " "))
    }

    @Test func aPictureShowsNothingOfCellsThatAreStillToCome() throws {
        var fixture = ScreenFixture(playing: "data moons\nnetwork 2-40-2")
        fixture.run("next\nstep\nstepi 100")
        let session = try #require(fixture.workbench.session)
        let look = try #require(SessionMatrix(session, .preactivation(1)))
        let block = MatrixBlock(look)
        let overview = block.overview(rows: 8, columns: 8)
        #expect(overview[..<8].contains { $0 != 0 })
        #expect(overview[16...].allSatisfy { $0 == 0 })
        fixture.run("step")
        let after = try #require(fixture.workbench.session)
        let whole = MatrixBlock(try #require(SessionMatrix(after, .preactivation(1))))
        #expect(whole.overview(rows: 8, columns: 8)[16...].contains { $0 != 0 })
    }
}
