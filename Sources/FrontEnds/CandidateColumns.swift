import CommandLanguage
import TerminalDrawing

/// The candidates of a completion as lines to print below a prompt.
enum CandidateColumns {
    /// Up to this many are listed one per line, with their meanings; more are listed in columns, like files.
    private static let mostWithMeaning = 24
    private static let gap = 2

    /// - columns: how wide the terminal is.
    static func lines(of candidates: [CompletionCandidate], columns: Int) -> [String] {
        let widest = candidates.map { CharacterWidth.of($0.label) }.max() ?? 0
        let hasMeanings = candidates.contains { !$0.meaning.isEmpty }
        if hasMeanings, candidates.count <= mostWithMeaning {
            return candidates.map { cut(padded($0.label, to: widest + gap) + $0.meaning, toColumns: columns - 1) }
        }
        // Down the columns, as in a dictionary.
        let across = max(1, (columns - 1 + gap) / (widest + gap))
        let rows = (candidates.count + across - 1) / across
        return (0..<rows).map { row in
            let line = stride(from: row, to: candidates.count, by: rows).map {
                padded(candidates[$0].label, to: widest + gap)
            }
            return cut(line.joined(), toColumns: columns - 1)
        }
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - CharacterWidth.of(text)))
    }

    /// The text, cut at the terminal's edge, without spaces at the end.
    private static func cut(_ text: String, toColumns columns: Int) -> String {
        var used = 0
        let fitting = text.prefix { character in
            used += CharacterWidth.of(character)
            return used <= columns
        }
        return String(fitting.reversed().drop { $0 == " " }.reversed())
    }
}
