import Testing

@testable import PlainText

@Suite struct SpellingSuggestionTests {
    @Test(arguments: [
        ("prnt", "print"), ("pritn", "print"), ("PRINT", "print"), ("leaky_relu", "leaky-relu"),
        ("leakyrelu", "leaky-relu"), ("fini", "finish"), ("stpe", "step"),
    ])
    func aSlipIsMended(word: String, meant: String) {
        let words = ["step", "print", "finish", "leaky-relu"]
        #expect(SpellingSuggestion.closest(to: word, among: words) == meant)
    }

    @Test(arguments: ["x", "", "-", "graph", "fi", String(repeating: "print", count: 9)])
    func whatIsCloseToNothingStaysAlone(word: String) {
        #expect(SpellingSuggestion.closest(to: word, among: ["print", "finish", "w"]) == nil)
    }

    /// Exchanged letters before a letter too few, and among equals the first.
    @Test func amongTheClosestOneOfTheSameLengthWinsAndThenTheFirst() {
        #expect(SpellingSuggestion.closest(to: "tset", among: ["tst", "test"]) == "test")
        #expect(SpellingSuggestion.closest(to: "sten", among: ["step", "stem"]) == "step")
        #expect(SpellingSuggestion.closest(to: "stepp", among: ["step", "stepi"]) == "step")
        #expect(SpellingSuggestion.closest(to: "anything", among: []) == nil)
    }
}
