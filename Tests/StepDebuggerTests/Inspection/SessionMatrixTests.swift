import NeuralEngine
import StepDebugger
import Testing

/// Reading a matrix in place gives what a copy would.
@Suite struct SessionMatrixTests {
    private func expectSameCells(_ found: SessionMatrix?, _ matrix: Matrix<Double>?, _ comment: String) {
        guard let found, let matrix else {
            #expect((found == nil) == (matrix == nil), "\(comment)")
            return
        }
        guard found.shape == matrix.shape else {
            Issue.record("\(comment): \(found.shape) instead of \(matrix.shape)")
            return
        }
        let window = found.window(rows: 0..<matrix.rows, columns: 0..<matrix.columns)
        for row in 0..<matrix.rows {
            for column in 0..<matrix.columns {
                let bits = matrix[row, column].bitPattern
                #expect(found[row, column].bitPattern == bits, "\(comment)[\(row),\(column)]")
                #expect(window[row, column].bitPattern == bits, "\(comment)[\(row),\(column)] in a window")
            }
        }
    }

    private func expectLooksLikeCopies(_ session: DebugSession, _ comment: String) {
        for name in session.engine.allNames {
            // A copy of what was never computed has no cells; in place there are those to come.
            if let matrix = SessionMatrix(session, name), matrix.computedCount == 0, session.position.cell > 0 {
                continue
            }
            let place = "\(comment) \(session.position) \(name)"
            expectSameCells(SessionMatrix(session, name), session.matrix(name), place)
            expectSameCells(
                SessionMatrix(session, name, isPrevious: true), session.previous(name), "\(place) before")
        }
    }

    @Test(arguments: SampleNetworks.all)
    func everyMatrixIsTheOneThatACopyHasAfterEveryOperation(_ sample: SampleNetworks.Sample) {
        var session = sample.session
        let count = session.engine.plan.operations.count
        // Batches of 3, 3 and 1 samples, and the next epoch's first, which has more rows than the one before.
        for _ in 0..<4 * count + 1 {
            expectLooksLikeCopies(session, sample.description)
            session.run(to: .operations(1))
        }
    }

    @Test(arguments: SampleNetworks.all)
    func everyMatrixIsTheOneThatACopyHasInTheMiddleOfAnOperation(_ sample: SampleNetworks.Sample) {
        var session = sample.session
        for iteration in 0..<4 {
            for operation in session.engine.plan.operations.indices {
                let cells = session.engine.outputSteps(ofOperation: operation)
                for cell in Set([1, 2, cells / 2, cells - 1]).sorted() where cell > 0 && cell < cells {
                    session.seek(to: Position(iteration: iteration, operation: operation, cell: cell))
                    expectLooksLikeCopies(session, sample.description)
                }
            }
        }
    }

    @Test func whatIsWrittenForTheFirstTimeHasItsShapeFromTheFirstCellOn() throws {
        var session = SampleNetworks.all[0].session
        let last = session.engine.plan.operations.count - 2
        session.seek(to: Position(iteration: 0, operation: last, cell: 1))
        let gradient = try #require(SessionMatrix(session, MatrixName.inputs.gradient))
        #expect(gradient.shape == session.shape(of: .inputs) && gradient.shape.count > 0)
        #expect(gradient.computedCount == 0)
        #expect(!gradient.isComputed(row: 0, column: 0))
        #expect(session.matrix(MatrixName.inputs.gradient)?.rows == 0)
    }

    @Test func whileARunGoesOnThereIsNoInputGradientAndNothingBefore() throws {
        var session = SampleSessions.session()
        _ = session.advance(toward: nil, budget: 1000)
        expectLooksLikeCopies(session, "in a run")
        #expect(SessionMatrix(session, .inputs.gradient)?.shape == MatrixShape(rows: 0, columns: 3))
        #expect(SessionMatrix(session, .weights(1), isPrevious: true) == nil)
        session.settle()
        expectLooksLikeCopies(session, "settled")
        #expect(try #require(SessionMatrix(session, .inputs.gradient)).shape.rows > 0)
    }

    @Test func aMatrixWithoutAPlaceInTheNetworkHasNoLook() {
        let session = SampleSessions.session()
        for name in [MatrixName.weights(3), .mask(1), .weights(1).secondMoment, .activation(9)] {
            #expect(SessionMatrix(session, name) == nil, "\(name)")
        }
    }

    @Test func theSummaryOfAnOperationUnderWayIsOfWhatIsShown() throws {
        var session = SampleSessions.session()
        session.run(to: .operations(1))
        session.run(to: .cells(5))
        let look = try #require(SessionMatrix(session, .preactivation(1)))
        let cells = try #require(session.matrix(.preactivation(1))).elements
        // Five cells are there, the other seven have never been written.
        #expect(look.summary.zeroCount == 7)
        #expect(look.summary.maximum == cells.max())
        #expect(look.summary(ofRow: 2).zeroCount == 4)
        #expect(look.summary(ofColumn: 0).minimum == min(cells[0], cells[4], 0))
        #expect(look.overview(rows: 1, columns: 1)[0, 0] == cells.max { abs($0) < abs($1) })
        #expect(look.histogram(bins: 1, over: 0...0) == [7])
    }

    @Test func noMoreBlocksAreMadeThanThereAreCells() throws {
        let session = SampleSessions.session()
        let look = try #require(SessionMatrix(session, .weights(1)))
        #expect(look.overview(rows: 100, columns: 100) == session.matrix(.weights(1)))
        let empty = try #require(SessionMatrix(session, .activation(1)))
        #expect(empty.overview(rows: 5, columns: 5).shape == MatrixShape(rows: 0, columns: 4))
        #expect(empty.summary.mean.isNaN)
    }
}
