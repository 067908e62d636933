import CProcessor

/// What the engine's instructions require of the processor, checked before the first of them runs. Otherwise the system
/// would end the program with nothing but "illegal instruction".
///
/// The package's manifest gives the engine these instructions, and this module none of them.
struct ProcessorRequirement: Equatable {
    /// Vectors of 256 bits.
    var hasAVX2: Bool
    /// Fused multiplication and addition.
    var hasFMA: Bool

    /// What this processor has; those other than x86-64 have everything that is needed.
    static var ofThisProcessor: ProcessorRequirement {
        ProcessorRequirement(hasAVX2: processorHasAVX2(), hasFMA: processorHasFMA())
    }

    /// What is missing, and what to do about it; nil if nothing is missing.
    ///
    /// - Parameter isBaseline: whether the program was built to run on every processor.
    func message(isBaseline: Bool = builtForBaseline) -> String? {
        let missing = [("AVX2", hasAVX2), ("FMA", hasFMA)].filter { !$0.1 }.map(\.0)
        guard !isBaseline, !missing.isEmpty else { return nil }
        return """
            this processor has no \(missing.joined(separator: " and no ")) instructions, which this build needs; \
            build it again for any x86-64 processor, only slower: BACKSTEP_BASELINE=1 swift build -c release
            """
    }

    static var builtForBaseline: Bool {
        #if BACKSTEP_BASELINE
            true
        #else
            false
        #endif
    }
}
