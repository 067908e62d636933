import StepDebugger
import Testing

@Suite struct TroubleKindTests {
    @Test func aKindHasItsThresholdUnlessAnotherIsAskedFor() {
        #expect(
            Trouble.Kind.allCases.map { Trouble($0) }.dropFirst() == [
                .deadUnits(share: 0.5), .vanishing(ratio: 0.001), .exploding(ratio: 10),
                .saturated(share: 0.9, slope: 0.01), .diverging(factor: 10),
            ])
        #expect(Trouble(.nonFinite) == .nonFinite)
        #expect(Trouble(.saturated, threshold: 0.3, slope: 0.2) == .saturated(share: 0.3, slope: 0.2))
        #expect(Trouble(.vanishing, threshold: 0.1) == .vanishing(ratio: 0.1))
    }

    @Test(arguments: Trouble.Kind.allCases)
    func aKindIsSaidInAFewWords(_ kind: Trouble.Kind) {
        #expect(!kind.meaning.isEmpty && !kind.meaning.hasSuffix("."))
        guard let threshold = kind.threshold else { return #expect(kind == .nonFinite) }
        #expect(!threshold.meaning.isEmpty)
        #expect(threshold.defaultValue > 0 && (!threshold.isShare || threshold.defaultValue <= 1))
    }
}
