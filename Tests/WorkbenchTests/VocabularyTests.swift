import CommandLanguage
import Datasets
import NeuralEngine
import Testing

@testable import Workbench

/// The language names what the engine has; neither knows the other.
@Suite struct VocabularyTests {
    @Test func theLanguageNamesWhatTheEngineHas() {
        #expect(Vocabulary.activations == Activation.allCases.map(\.rawValue))
        #expect(Vocabulary.losses == Loss.allCases.map(\.rawValue))
        #expect(Vocabulary.optimizers == OptimizerKind.allCases.map(\.rawValue))
        #expect(Set(Vocabulary.precisions) == Set(Precision.allCases.map(\.rawValue)))
        #expect(Vocabulary.schedulePeriods == LearningRateSchedule.Period.allCases.map(\.rawValue))
        #expect(Vocabulary.reductions == Reduction.allCases.map(\.rawValue))
        #expect(Vocabulary.bugs == Fault.Kind.allCases.map(\.rawValue))
        for spelling in Vocabulary.initializers { #expect(Initializer(spelling: spelling) != nil) }
        for name in Vocabulary.parameterizedInitializers.map(\.word) {
            #expect(Initializer(spelling: "\(name):0.5") != nil)
        }
    }

    @Test func theHelpOnDataListsEverySetInItsOwnWords() throws {
        let entry = try #require(CommandTable.backstep.entry(spelled: "data"))
        let sets =
            GeneratedDataset.allCases.map { ($0.rawValue, $0.meaning) }
            + ShippedDataset.allCases.map { ($0.rawValue, $0.meaning) } + [(FashionMNIST.name, FashionMNIST.meaning)]
        for (name, meaning) in sets {
            #expect(entry.details.count { $0.hasPrefix("  \(name) ") && $0.hasSuffix(" \(meaning)") } == 1, "\(name)")
        }
        for option in GeneratedDataset.Option.allCases {
            let described = try #require(entry.options.first { $0.name == option.rawValue })
            #expect(described.defaultText == option.defaultText && described.summary == option.meaning)
            let takers = GeneratedDataset.allCases.filter { $0.options.contains(option) }
            #expect(described.forms == takers.map(\.rawValue))
        }
    }

    @Test func everyScalarThatHelpListsHasAValue() {
        var bench = TestBench()
        _ = bench.run("data xor test=0.5 validation=0.5\nnetwork 2-3-2\nnext\nstep")
        for name in Vocabulary.scalars { #expect(bench.value(name)?.scalar?.isFinite == true, "\(name)") }
        #expect(Set(Vocabulary.constants) == Set(SessionScope.constants.keys))
    }
}
