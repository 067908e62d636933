import Testing

@testable import NeuralEngine

/// The words and the numbers that stand beside what they are about, held against what the engine has.
@Suite struct NamesAndDefaultsTests {
    // MARK: Optimizers

    @Test(arguments: OptimizerKind.allCases)
    func aParametersStandardIsWhatSettingsStartWith(_ kind: OptimizerKind) {
        let settings = OptimizerSettings(kind)
        for parameter in OptimizerParameter.allCases {
            #expect(settings[parameter] == kind.defaultValue(of: parameter), "\(parameter)")
            guard case .number(let number) = settings[parameter] else { continue }
            #expect(parameter.range.contains(number), "\(parameter)")
        }
    }

    /// The table has every number of the settings, each in a place of its own.
    @Test func everyNumberOfTheSettingsIsInTheTable() {
        let fields = Mirror(reflecting: OptimizerSettings()).children.compactMap(\.label)
        #expect(Set(fields).subtracting(["kind", "schedule"]).count == OptimizerParameter.allCases.count)
        for parameter in OptimizerParameter.allCases {
            var settings = OptimizerSettings()
            settings[parameter] = parameter.range == .flag ? .flag(true) : .number(0.125)
            let changed = Mirror(reflecting: settings).children.filter { child in
                "\(child.value)" == "0.125" || "\(child.value)" == "true"
            }
            #expect(changed.count == 1, "\(parameter)")
            #expect(!settings.isOff(parameter))
            for other in OptimizerParameter.allCases where other != parameter {
                #expect(settings[other] == OptimizerSettings()[other])
            }
        }
    }

    /// A parameter that a rule does not take changes nothing that it does; one that it takes changes something.
    @Test(arguments: OptimizerKind.allCases, OptimizerParameter.allCases)
    func aRuleTakesWhatChangesItsUpdates(_ kind: OptimizerKind, _ parameter: OptimizerParameter) {
        var (plain, changed) = (OptimizerSettings(kind), OptimizerSettings(kind))
        // Nesterov's momentum means nothing without one.
        if parameter == .nesterov { (plain.momentum, changed.momentum) = (0.5, 0.5) }
        changed[parameter] = parameter.range == .flag ? .flag(true) : .number(0.25)
        var engines = [plain, changed].map { SampleEngines.engine(SampleEngines.network(), $0) }
        for index in engines.indices { engines[index].runIterations(3) }
        let isSame = engines[0].matrix(.weights(1)) == engines[1].matrix(.weights(1))
        #expect(isSame == !kind.takes(parameter))
    }

    @Test func theTableSaysItsStandardsInWords() {
        func text(_ parameter: OptimizerParameter) -> String {
            parameter.defaultText { $0 == 1e-8 ? "1e-8" : $0 == 1e-10 ? "1e-10" : $0 == 0 ? "0" : "\($0)" }
        }
        #expect(
            OptimizerParameter.allCases.map(text) == [
                "0.001; rmsprop and adagrad 0.01", "0", "no", "0; adamw 0.01", "0.9", "0.999", "0.99",
                "1e-8; adagrad 1e-10",
            ])
        #expect(
            OptimizerParameter.allCases.map { $0.kinds.map(\.rawValue).joined(separator: " ") } == [
                "sgd adam adamw rmsprop adagrad", "sgd rmsprop", "sgd", "sgd adam adamw rmsprop adagrad", "adam adamw",
                "adam adamw", "rmsprop", "adam adamw rmsprop adagrad",
            ])
    }

    // MARK: Activations

    /// The derivative jumps, or bends, at a kink and nowhere else.
    @Test(arguments: Activation.allCases)
    func aKinkIsWhereTwoPiecesMeet(_ activation: Activation) {
        let h = 1e-3
        for step in -30_000...30_000 {
            let z = Double(step) * h
            // The two points beside a kink see it, too.
            if let kink = activation.kink, z != kink, abs(z - kink) < 1.5 * h { continue }
            let bend = (activation.derivative(z + h) - 2 * activation.derivative(z) + activation.derivative(z - h)) / h
            // Softplus jumps by less than can be seen here.
            let isKink = activation.kink == z && activation != .softplus
            #expect((abs(bend) > 0.1) == isKink, "at \(z)")
            if (abs(bend) > 0.1) != isKink { return }
        }
    }

    @Test(arguments: Activation.allCases)
    func whatSaturatesIsFlatAtBothEnds(_ activation: Activation) {
        let slopes = [-40, 40].map { (z: Double) in abs(activation.derivative(z)) }
        #expect(activation.saturates == slopes.allSatisfy { $0 < 1e-6 })
        let outputs = Matrix(rows: 1, columns: 3, elements: [-40, 0, 40].map { (z: Double) in activation.value(z) })
        let flat = MatrixCells(outputs).flatCellCount(after: activation, slope: 0.01)
        #expect(flat == (activation.saturates ? 2 : nil))
    }

    // MARK: Initialisers and schedules

    @Test(arguments: Initializer.Kind.allCases)
    func anInitialiserIsItsKindAndItsNumber(_ kind: Initializer.Kind) throws {
        let spelling = kind.rawValue + (kind.parameter == nil ? "" : ":0.5")
        let initializer = try #require(Initializer(spelling: spelling))
        #expect(initializer.parts.kind == kind)
        #expect(initializer.parts.number == (kind.parameter == nil ? nil : 0.5))
        #expect(initializer.description == spelling)
        #expect(Initializer(spelling: kind.parameter == nil ? kind.rawValue + ":1" : kind.rawValue) == nil)
    }

    @Test(arguments: LearningRateSchedule.Kind.allCases)
    func aFormIsItsKindAndItsNumbers(_ kind: LearningRateSchedule.Kind) throws {
        var numbers: [String: Double] = [:]
        for (index, parameter) in kind.parameters.enumerated() {
            numbers[parameter.name] = parameter.range == .count ? Double(index + 2) : 0.25
        }
        let form = try #require(LearningRateSchedule.Form(kind, numbers: numbers))
        #expect(form.kind == kind)
        #expect(form.numbers.map(\.parameter) == kind.parameters)
        for (parameter, value) in form.numbers { #expect(value == numbers[parameter.name]) }
        // What has no number of its own has to be given.
        let needsNumbers = kind.parameters.contains { $0.defaultValue == nil }
        #expect((LearningRateSchedule.Form(kind) == nil) == needsNumbers)
        for parameter in kind.parameters {
            if let standard = parameter.defaultValue { #expect(parameter.range.contains(standard)) }
        }
    }

    /// The largest count that users can write is rounded up as a Double.
    @Test func aCountBeyondIntIsTheLargestInt() {
        let form = LearningRateSchedule.Form(.step, numbers: ["every": Double(Int.max)])
        #expect(form == .step(every: .max, gamma: 0.1))
    }

    @Test func schedulesStandardsAreThoseOfTheLanguage() {
        #expect(LearningRateSchedule.Form(.step, numbers: ["every": 3]) == .step(every: 3, gamma: 0.1))
        #expect(LearningRateSchedule.Form(.cosine, numbers: ["length": 4]) == .cosine(length: 4, minimum: 0))
        #expect(LearningRateSchedule.Form(.warmup) == .warmup(length: 5, start: 1.0 / 3))
    }

    // MARK: Words

    /// A few words: one line that fits beside a name, without a full stop.
    @Test func everyMeaningIsAFewWords() {
        let meanings =
            Activation.allCases.map(\.meaning) + Loss.allCases.map(\.meaning) + Reduction.allCases.map(\.meaning)
            + Precision.allCases.map(\.meaning) + OptimizerKind.allCases.map(\.meaning)
            + OptimizerParameter.allCases.map(\.meaning) + Initializer.Kind.allCases.map(\.meaning)
            + LearningRateSchedule.Kind.allCases.map(\.meaning) + Fault.Kind.allCases.map(\.meaning)
            + LearningRateSchedule.Kind.allCases.flatMap(\.parameters).map(\.meaning)
        for meaning in meanings {
            #expect(!meaning.isEmpty && meaning.count <= 70 && !meaning.hasSuffix("."), "\(meaning)")
        }
        #expect(Set(Activation.allCases.map(\.meaning)).count == Activation.allCases.count)
        #expect(Set(OptimizerKind.allCases.map(\.meaning)).count == OptimizerKind.allCases.count)
    }
}
