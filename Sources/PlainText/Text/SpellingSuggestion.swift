/// Finds what a misspelled word was probably meant to be.
package enum SpellingSuggestion {
    /// Longer words are not compared, since the time grows with the square of the length.
    private static let longestWord = 40

    /// The candidate closest to `word`, or nil when none is close. Case, `-` and `_` do not count.
    ///
    /// Among equally close candidates one of the same length, or one whose last letter came twice, wins, since exchanged
    /// letters are the commonest slip, and then the first. Where none is close, a word of three letters or more stands for the first candidate that it begins.
    package static func closest(to word: String, among candidates: [String]) -> String? {
        guard word.utf8.count <= longestWord else { return nil }
        let letters = plainLetters(of: word)
        guard !letters.isEmpty else { return nil }
        var best: (candidate: String, rank: Int)?
        for candidate in candidates {
            let candidateLetters = plainLetters(of: candidate)
            let farthest = farthest(forLength: max(letters.count, candidateLetters.count))
            guard abs(letters.count - candidateLetters.count) <= farthest else { continue }
            let distance = editDistance(letters, candidateLetters)
            guard distance <= farthest else { continue }
            let isLikely =
                letters.count == candidateLetters.count || letters == candidateLetters + candidateLetters.suffix(1)
            let rank = 2 * distance + (isLikely ? 0 : 1)
            if rank < (best?.rank ?? Int.max) { best = (candidate, rank) }
        }
        if let best { return best.candidate }
        guard letters.count >= 3 else { return nil }
        return candidates.first { plainLetters(of: $0).starts(with: letters) }
    }

    /// The Damerau-Levenshtein distance (optimal string alignment): how many insertions, deletions, substitutions
    /// and exchanges of neighbours turn one into the other.
    private static func editDistance(_ first: [UInt8], _ second: [UInt8]) -> Int {
        var beforePrevious = [Int](repeating: 0, count: second.count + 1)
        var previous = Array(0...second.count)
        for row in 0..<first.count {
            var current = [row + 1]
            current.reserveCapacity(second.count + 1)
            for column in 0..<second.count {
                let substitution = previous[column] + (first[row] == second[column] ? 0 : 1)
                var distance = min(previous[column + 1] + 1, current[column] + 1, substitution)
                let isExchange =
                    row > 0 && column > 0 && first[row] == second[column - 1] && first[row - 1] == second[column]
                if isExchange { distance = min(distance, beforePrevious[column - 1] + 1) }
                current.append(distance)
            }
            beforePrevious = previous
            previous = current
        }
        return previous[second.count]
    }

    /// How many slips a word of `length` letters may have and still be recognised. In a word of one or two letters
    /// every slip makes another word.
    private static func farthest(forLength length: Int) -> Int {
        switch length {
        case ...2: 0
        case ...5: 1
        case ...8: 2
        default: 3
        }
    }

    private static func plainLetters(of word: String) -> [UInt8] {
        word.lowercased().utf8.filter { $0 != Byte.minus && $0 != Byte.underscore }
    }
}
