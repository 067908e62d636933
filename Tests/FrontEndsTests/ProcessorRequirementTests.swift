import Testing

@testable import FrontEnds

@Suite struct ProcessorRequirementTests {
    @Test func aProcessorWithBothHasNothingToHear() {
        #expect(ProcessorRequirement(hasAVX2: true, hasFMA: true).message(isBaseline: false) == nil)
    }

    @Test(arguments: [
        (false, true, "no AVX2 instructions"), (true, false, "no FMA instructions"),
        (false, false, "no AVX2 and no FMA instructions"),
    ])
    func whatIsMissingIsNamedWithARemedy(hasAVX2: Bool, hasFMA: Bool, words: String) throws {
        let requirement = ProcessorRequirement(hasAVX2: hasAVX2, hasFMA: hasFMA)
        let message = try #require(requirement.message(isBaseline: false))
        #expect(message.hasPrefix("this processor has \(words), which this build needs"))
        #expect(message.hasSuffix("BACKSTEP_BASELINE=1 swift build -c release"))
        #expect(!message.contains("\n"))
    }

    @Test func aBaselineBuildRunsOnEveryProcessor() {
        #expect(ProcessorRequirement(hasAVX2: false, hasFMA: false).message(isBaseline: true) == nil)
    }

    @Test func theProcessorThatRunsThisTestHasWhatItsBuildNeeds() {
        #expect(ProcessorRequirement.ofThisProcessor.message() == nil)
    }
}
