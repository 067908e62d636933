import CommandLanguage
import Testing

@testable import Workbench

/// The terms of the field.
@Suite struct GlossaryTests {
    @Test func theyAreInOrderAndEachWordStandsForOne() {
        let names = Glossary.terms.map { $0.name.lowercased() }
        #expect(names == names.sorted())
        let spellings = Glossary.terms.flatMap { [$0.name] + $0.alternatives }.map { $0.lowercased() }
        #expect(Set(spellings).count == spellings.count)
    }

    @Test(arguments: Glossary.terms) func whatATermSendsOneToIsACommand(_ term: GlossaryTerm) throws {
        for command in term.commands {
            #expect(try CommandParser.parse(command) != nil, "\(command)")
        }
        #expect(term.meaning.hasSuffix("."), "\(term.name)")
    }

    @Test(arguments: Glossary.terms) func helpKnowsATermUnderEachOfItsWords(_ term: GlossaryTerm) throws {
        for word in [term.name] + term.alternatives {
            let spelled = word.replacing(" ", with: "-")
            guard CommandTable.backstep.entry(spelled: spelled.lowercased()) == nil else { continue }
            let text = try #require(HelpText.text(for: spelled), "\(spelled)")
            #expect(text.hasPrefix("\(term.name)\n"))
            #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(text)")
        }
    }

    @Test func helpExplainsATermAndSuggestsOneThatIsMisspelled() {
        var bench = TestBench()
        #expect(
            bench.run("help one-hot").map(\.body.text) == [
                "one-hot\n    A row that is 1 in the column of the true class and 0 elsewhere. See\n    'print Y'."
            ])
        #expect(
            throws: ParseError(.unknownCommand("logits", suggestion: "logit"), at: SourceRange(lower: 5, upper: 11))
        ) {
            try CommandParser.parse("help logits")
        }
        #expect(bench.run("help MSE") == bench.run("help mean-squared-error"))
    }

    @Test func whatBeginsAsWasTypedComesFirst() {
        #expect(
            Glossary.terms(matching: "Sat").map(\.name) == [
                "saturation", "initialisation", "regularisation", "standardise",
            ])
        #expect(Glossary.terms(matching: "product").first?.name == "elementwise product")
        #expect(Glossary.terms(matching: "qqq").isEmpty)
    }

    @Test(arguments: [
        ("The logits are large.", "logit", true), ("A slope of 0.", "derivative", true),
        ("Without momentum, it stops.", "momentum", true), ("the learning rates", "learning rate", true),
        ("learning is rated", "learning rate", false), ("Lossless.", "loss", false), ("", "loss", false),
        ("two classes", "class", true), ("dW = Xᵀ·dY", "weight", false), ("ŷ − y", "ŷ", true),
    ])
    func aTermIsFoundInATextByItsWords(text: String, name: String, occurs: Bool) throws {
        let term = try #require(Glossary.terms.first { $0.name == name })
        #expect(term.occurs(in: GlossaryTerm.Text(text)) == occurs)
    }
}
