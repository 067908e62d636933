import NeuralEngine
import StepDebugger
import Testing

/// Which cells made a cell: those that its explanation names, where the session shows them.
@Suite struct LinkedCellsTests {
    /// Every operand that an explanation names is linked, and what is seen there is the number that was read; everything
    /// that is linked is named, unless a sum is too long to be shown whole.
    private func expectLinksAreOperands(_ session: DebugSession, _ comment: String) {
        for name in session.engine.allNames {
            guard let shape = SessionMatrix(session, name)?.shape else { continue }
            for row in 0..<shape.rows {
                for column in 0..<shape.columns {
                    let place = "\(comment) \(session.position) \(name)[\(row),\(column)]"
                    expectLinksAreOperands(session, MatrixCell(name, row, column), place)
                }
            }
        }
    }

    private func expectLinksAreOperands(_ session: DebugSession, _ cell: MatrixCell, _ place: String) {
        let links = session.linkedCells(of: cell.name, row: cell.row, column: cell.column)
        let explanation = session.explanation(
            of: cell.name, row: cell.row, column: cell.column, comparesGradient: false)
        guard let expression = explanation?.formula?.expression else {
            #expect(links.isEmpty, "\(place)")
            return
        }
        let operands = expression.operands.filter { $0.matrix != nil }
        for operand in operands {
            let own = links.filter {
                $0.matrix == operand.matrix && $0.contains(row: operand.row.number, column: operand.column.number)
            }
            #expect(
                own.contains { link in
                    value(session, link, operand.row.number, operand.column.number) == operand.value
                        || operand.value.isNaN
                }, "\(place): \(operand.place) = \(operand.value)")
        }
        for link in links {
            #expect(operands.contains { $0.matrix == link.matrix }, "\(place): \(link)")
            let look = SessionMatrix(session, link.matrix, isPrevious: link.isPrevious)
            #expect(link.rows.upperBound <= look?.shape.rows ?? 0, "\(place): \(link)")
            #expect(link.columns.upperBound <= look?.shape.columns ?? 0, "\(place): \(link)")
        }
        if expression.longestSeries == nil {
            let cells = links.reduce(0) { $0 + $1.rows.count * $1.columns.count }
            #expect(cells == Set(operands.map(\.place)).count, "\(place): \(links)")
        }
    }

    private func value(_ session: DebugSession, _ link: LinkedCells, _ row: Int, _ column: Int) -> Double? {
        (link.isPrevious ? session.previous(link.matrix) : session.matrix(link.matrix))?[row, column]
    }

    @Test(arguments: SampleNetworks.all)
    func linksAreTheOperandsOfTheExplanationAfterEveryOperation(_ sample: SampleNetworks.Sample) {
        var session = sample.session
        session.run(to: .iterations(1))
        for _ in session.engine.plan.operations {
            session.run(to: .operations(1))
            expectLinksAreOperands(session, sample.description)
        }
        session.run(to: .iterations(2))
        expectLinksAreOperands(session, sample.description)
    }

    /// What is linked, written down by hand, after an iteration that was followed by none.
    @Test(arguments: [
        ("Z1", 2, 1, ["X[2:3,0:3]", "W1′[0:3,1:2]", "b1′[0:1,1:2]"]),
        ("A1", 2, 1, ["Z1[2:3,1:2]"]),
        ("Z2", 1, 0, ["A1[1:2,0:4]", "W2′[0:4,0:1]", "b2′[0:1,0:1]"]),
        ("A2", 1, 0, ["A1[1:2,0:4]", "W2′[0:4,0:1]", "b2′[0:1,0:1]"]),
        ("P", 1, 0, ["Z2[1:2,0:2]"]),
        ("loss", 0, 0, ["Y[0:3,0:2]", "Z2[0:3,0:2]"]),
        ("dZ2", 1, 0, ["P[1:2,0:1]", "Y[1:2,0:1]"]),
        ("dW2", 3, 1, ["A1[0:3,3:4]", "dZ2[0:3,1:2]"]),
        ("db2", 0, 1, ["dZ2[0:3,1:2]"]),
        ("dA1", 2, 3, ["dZ2[2:3,0:2]", "W2′[3:4,0:2]"]),
        ("dZ1", 2, 3, ["dA1[2:3,3:4]", "A1[2:3,3:4]"]),
        ("dX", 2, 1, ["dZ1[2:3,0:4]", "W1′[1:2,0:4]"]),
        ("vW1", 1, 2, ["vW1′[1:2,2:3]", "dW1[1:2,2:3]"]),
        ("W1", 1, 2, ["W1′[1:2,2:3]", "vW1[1:2,2:3]"]),
        ("b1", 0, 2, ["b1′[0:1,2:3]", "vb1[0:1,2:3]"]),
        ("X", 0, 1, []), ("Y", 0, 1, []),
    ])
    func linksByHand(_ name: String, _ row: Int, _ column: Int, _ expected: [String]) throws {
        var session = SampleSessions.session()
        session.run(to: .iterations(1))
        let links = session.linkedCells(of: try #require(MatrixName(name)), row: row, column: column)
        let spelled = links.map { link in
            let prime = link.isPrevious ? "′" : ""
            return "\(link.matrix)\(prime)[\(link.rows.lowerBound):\(link.rows.upperBound),"
                + "\(link.columns.lowerBound):\(link.columns.upperBound)]"
        }
        #expect(spelled.sorted() == expected.sorted())
    }

    /// Of a long sum all terms are linked, not only those that an explanation shows.
    @Test func allTermsOfALongSumAreLinked() {
        let network = NetworkSpecification(
            layerSizes: [40, 30, 2], activations: [.tanh, .identity], loss: .crossEntropy, seed: 3)
        let engine = Engine(
            network: network, optimizer: OptimizerSettings(), batch: BatchSettings(),
            training: SampleSessions.samples(count: 25, features: 40))
        var session = DebugSession(engine: engine)
        session.run(to: .operations(session.engine.plan.operations.count - 1))
        #expect(
            session.linkedCells(of: .preactivation(1), row: 3, column: 7) == [
                LinkedCells(matrix: .inputs, isPrevious: false, rows: 3..<4, columns: 0..<40),
                LinkedCells(matrix: .weights(1), isPrevious: false, rows: 0..<40, columns: 7..<8),
                LinkedCells(matrix: .bias(1), isPrevious: false, rows: 0..<1, columns: 7..<8),
            ])
        #expect(
            session.linkedCells(of: MatrixName.weights(1).gradient, row: 3, column: 7) == [
                LinkedCells(matrix: .inputs, isPrevious: false, rows: 0..<25, columns: 3..<4),
                LinkedCells(
                    matrix: MatrixName.preactivation(1).gradient, isPrevious: false, rows: 0..<25, columns: 7..<8),
            ])
        #expect(session.linkedCells(of: .loss, row: 0, column: 0).first?.rows == 0..<25)
    }

    /// In the middle of an operation, what is seen at a link is still what was read, or it is not linked.
    @Test(arguments: SampleNetworks.all)
    func linksInTheMiddleOfAnOperationShowWhatWasRead(_ sample: SampleNetworks.Sample) {
        var session = sample.session
        var linkCount = 0
        for operation in session.engine.plan.operations.indices {
            let cells = session.engine.outputSteps(ofOperation: operation)
            guard cells > 1 else { continue }
            session.seek(to: Position(iteration: 1, operation: operation, cell: cells / 2))
            for name in session.engine.plan.operations[operation].writes {
                guard let shape = SessionMatrix(session, name)?.shape else { continue }
                for index in 0..<shape.count {
                    let (row, column) = (index / shape.columns, index % shape.columns)
                    let explanation = session.explanation(of: name, row: row, column: column, comparesGradient: false)
                    let operands = explanation?.formula?.expression.operands ?? []
                    let links = session.linkedCells(of: name, row: row, column: column)
                    for operand in operands where operand.value == operand.value {
                        let (i, j) = (operand.row.number, operand.column.number)
                        let own = links.filter { $0.matrix == operand.matrix && $0.contains(row: i, column: j) }
                        linkCount += own.count
                        #expect(
                            own.isEmpty || own.contains { value(session, $0, i, j) == operand.value },
                            "\(sample) \(session.position) \(name)[\(row),\(column)]: \(operand.place)")
                    }
                }
            }
        }
        #expect(linkCount > 0)
    }

    @Test func whatIsNotThereHasNoLinks() {
        var session = SampleSessions.session()
        #expect(session.linkedCells(of: .weights(1), row: 0, column: 0).isEmpty)
        #expect(session.linkedCells(of: .preactivation(1), row: 0, column: 0).isEmpty)
        #expect(session.linkedCells(of: .weights(7), row: 0, column: 0).isEmpty)
        #expect(session.linkedCells(of: .weights(1), row: 99, column: -1).isEmpty)
        // What a run overwrites is not kept.
        _ = session.advance(toward: nil, budget: 1000)
        #expect(!session.linkedCells(of: .weights(1), row: 0, column: 0).contains { $0.isPrevious })
    }
}
