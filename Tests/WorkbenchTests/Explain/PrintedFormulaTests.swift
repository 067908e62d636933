import NeuralEngine
import PlainText
import StepDebugger
import Testing

@testable import Workbench

/// The formulas that `explain` prints, evaluated as they are printed, give the values that are shown, for numbers of every
/// size.
@Suite struct PrintedFormulaTests {
    struct Case: CustomTestStringConvertible {
        let loss: Loss
        let precision: Precision
        let seed: Int
        var testDescription: String { "\(loss.rawValue) \(precision.rawValue) \(seed)" }
    }

    private static let seedCount = 60

    static let cases = Loss.allCases.flatMap { loss in
        Precision.allCases.flatMap { precision in
            (0..<12).map { Case(loss: loss, precision: precision, seed: $0) }
        }
    }

    @Test(arguments: cases)
    func whatIsPrintedIsWhatIsShown(_ test: Case) throws {
        for seed in stride(from: test.seed, to: Self.seedCount, by: 12) {
            let session = try Self.session(test, seed: seed)
            let plan = session.engine.plan
            let names =
                plan.matrices.filter { $0.isComputedByOperations && $0 != .inputs && $0 != .targets }
                + [MatrixName.probabilities.gradient, MatrixName.targets.gradient].filter(plan.contains)
            for name in names {
                let shape = session.shape(of: name)
                for index in 0..<shape.count {
                    let (row, column) = (index / shape.columns, index % shape.columns)
                    guard
                        let report = ExplanationReport(
                            session, name, row: row, column: column, comparesGradient: false)
                    else { continue }
                    Self.expectHolds(report, "seed \(seed)")
                }
            }
        }
    }

    /// Every line of numbers comes to the last one, and that is the value of the cell.
    static func expectHolds(_ report: ExplanationReport, _ place: String) {
        let text = report.text
        #expect(report.explanation.verdict == .given, "\(place)\n\(text)")
        let blocks = Self.equations(of: text)
        for (index, sides) in blocks.enumerated() {
            guard let last = sides.last, let shown = try? PrintedFormula.value(of: last) else {
                Issue.record("no value in\n\(text)")
                continue
            }
            if index == 0, !text.contains("the cell holds ") {
                #expect(
                    last.replacing("−", with: "-") == NumberFormat.rounded(report.explanation.value),
                    "\(place)\n\(text)")
            }
            for side in sides.dropLast() where Self.isNumeric(side) {
                do {
                    let value = try PrintedFormula.value(of: side)
                    #expect(Self.agrees(value, shown), "\(place): \(side) is \(value)\n\(text)")
                } catch {
                    Issue.record("\(place): \(error)\n\(text)")
                }
            }
        }
    }

    private static func agrees(_ value: PrintedFormula.Value, _ shown: PrintedFormula.Value) -> Bool {
        if shown.value.isNaN { return value.value.isNaN }
        // Infinity times a number whose printed digits may stand for zero is anything.
        if !shown.value.isFinite {
            return value.value == shown.value || value.low == -.infinity && value.high == .infinity
        }
        // Functions and sums round, too.
        let slack = 1e-12 * abs(shown.value) + 64 * .leastNonzeroMagnitude
        return value.value.isFinite && value.low - slack <= shown.high && value.high + slack >= shown.low
    }

    /// Whether a side has its numbers put in: whether no letter is left but those of functions and of words.
    private static func isNumeric(_ side: String) -> Bool {
        !side.contains(/[A-Z]\d*′?\[|[msu]\[|Σ|\b(N|lr|l1|l2|m|u|p|π)\b/)
    }

    /// The sides of the equations in a text, a block for the cell and one for each symbol that is defined.
    private static func equations(of text: String) -> [[String]] {
        var blocks: [[String]] = []
        var sign: Int?
        for line in text.split(separator: "\n").map(Array.init).dropFirst() {
            let text = String(line)
            let isDefinition = text.hasPrefix("  with ")
            if blocks.isEmpty || isDefinition {
                guard let equals = text.firstRange(of: " = ") else { break }
                sign = text.distance(from: text.startIndex, to: equals.lowerBound) + 1
                blocks.append([String(text[equals.upperBound...])])
                continue
            }
            guard let sign, line.count > sign + 1 else { break }
            // Only the first two lines of a formula have left-hand sides.
            let isFirst = blocks.count == 1 && blocks[0].count == 1
            if line[sign] == "=", line[sign - 1] == " ", isFirst || line[..<sign].allSatisfy({ $0 == " " }) {
                blocks[blocks.count - 1].append(String(line[(sign + 2)...]))
            } else if line[..<(sign + 2)].allSatisfy({ $0 == " " }) {
                blocks[blocks.count - 1][blocks[blocks.count - 1].count - 1] += text
            } else {
                break
            }
        }
        return blocks
    }

    // MARK: Sessions

    private static let hostile: [Double] = [
        0, -0.0, 1, -1, 1e-300, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, 1e300, -1e300, 1e308, 710, -710, -745,
        40, -40, 88.8, -103, 1e-8,
        -1e-10,
        1e38, -1e38, 3e38, 1e-40, 1e-20, -1e-20, 15.9, 20, 20.0000001, -16, 0.3, 0.3, -0.7, 1e6, -1e6, 1e15,
    ]

    /// A session after the backward pass of its first iteration.
    private static func session(_ test: Case, seed: Int) throws -> DebugSession {
        var random = SplitMix64(seed: UInt64(seed), stream: UInt64(test.loss.rawValue.count * 2))
        func isChosen(_ percent: Int) -> Bool { random.integer(below: 100) < percent }
        func matrix(_ rows: Int, _ columns: Int, hostilePercent: Int) -> Matrix<Double> {
            Matrix(
                rows: rows, columns: columns,
                elements: (0..<rows * columns).map { _ in
                    isChosen(hostilePercent) ? hostile[random.integer(below: hostile.count)] : random.normal()
                })
        }
        let (rows, outputs) = (1 + random.integer(below: 3), 1 + random.integer(below: 3))
        var targets = matrix(rows, outputs, hostilePercent: test.loss.hasProbabilities ? 0 : 30)
        if test.loss.hasProbabilities {
            let isSoft = isChosen(40)
            for n in 0..<rows {
                let one = random.integer(below: outputs)
                for j in 0..<outputs {
                    targets[n, j] = isSoft ? Double(random.integer(below: 5)) / 4 : j == one ? 1 : 0
                }
            }
        }
        let hidden = Activation.allCases[random.integer(below: Activation.allCases.count)]
        var network = NetworkSpecification(
            layerSizes: [2, 3, outputs], activations: [hidden, .identity], loss: test.loss, seed: UInt64(seed),
            precision: test.precision)
        network.reduction = isChosen(50) ? .mean : .sum
        if isChosen(30) { network.dropout = [0.25, 0] }
        if isChosen(30) { network.regularization = Regularization(l1: isChosen(50) ? 0.01 : 0, l2: 0.1) }
        let samples = Samples(
            inputs: matrix(rows, 2, hostilePercent: 20), targets: targets, isClassification: false)
        var session = DebugSession(
            engine: Engine(
                network: network, optimizer: OptimizerSettings(.sgd), batch: BatchSettings(size: .full),
                training: samples))
        try session.apply(.matrix(.weights(1), matrix(2, 3, hostilePercent: 10)))
        try session.apply(.matrix(.weights(2), matrix(3, outputs, hostilePercent: 10)))
        try session.apply(.matrix(.bias(1), matrix(1, 3, hostilePercent: 20)))
        try session.apply(.matrix(.bias(2), matrix(1, outputs, hostilePercent: 60)))
        session.seek(to: Position(iteration: 0, operation: session.engine.plan.operations.count - 1))
        return session
    }
}
