import Datasets
import Derivations
import NeuralEngine
import Testing

@testable import CommandLanguage
@testable import Workbench

/// The language names what the engine has; neither knows the other.
@Suite struct VocabularyTests {
    private func words(_ command: String, option name: String? = nil) throws -> [String] {
        let entry = try #require(CommandTable.backstep.entry(spelled: command))
        guard let name else { return Array(entry.words) }
        return Array(try #require(entry.options.first { $0.name == name }).kind.choices)
    }

    @Test func theLanguageNamesWhatTheEngineHas() throws {
        for option in ["hidden", "output", "activations"] {
            #expect(try words("network", option: option) == Activation.allCases.map(\.rawValue))
        }
        #expect(try words("sweep", option: "hidden") == Activation.allCases.map(\.rawValue))
        #expect(try words("network", option: "loss") == Loss.allCases.map(\.rawValue))
        #expect(try words("optimizer") == OptimizerKind.allCases.map(\.rawValue))
        #expect(try words("sweep", option: "optimizer") == OptimizerKind.allCases.map(\.rawValue))
        #expect(try words("network", option: "precision") == Precision.allCases.map(\.rawValue))
        #expect(try words("schedule", option: "per") == LearningRateSchedule.Period.allCases.map(\.rawValue))
        #expect(try words("network", option: "reduction") == Reduction.allCases.map(\.rawValue))
        #expect(try words("bug") == Fault.Kind.allCases.map(\.rawValue) + ["off"])
        #expect(try words("derive") == DerivationName.allCases.map(\.rawValue))
        #expect(try words("layout") == LayoutName.allCases.map(\.rawValue))
        for spelling in try words("network", option: "init") { #expect(Initializer(spelling: spelling) != nil) }
        for name in Initializer.namesWithNumber.map(\.word) {
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
