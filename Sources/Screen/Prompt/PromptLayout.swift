import CommandLanguage
import TerminalDrawing

/// Where the parts of the open prompt are, from the bottom of the screen upward: what is wrong with the line, the line
/// itself, and above it the candidates or the command's usage.
struct PromptLayout {
    let prompt: PromptState
    let size: Size
    let glyphs: GlyphSet

    /// What stands before the prompt's text.
    static let lead = " : "
    /// The most lines that say what is wrong.
    private static let mostProblemLines = 4

    private var lead: Int { Self.lead.count }
    private var textColumns: Int { max(0, size.columns - lead) }

    /// The characters of the line that are in view.
    var text: String { prompt.editor.view(columns: textColumns).text }

    /// Where the terminal's cursor is.
    var cursor: Point {
        Point(column: lead + prompt.editor.shown(columns: textColumns).cursorColumn, row: promptRow)
    }

    /// The row of the line.
    var promptRow: Int {
        let below = prompt.problem == nil ? 0 : 1 + problemLines.count + (suggestionLine == nil ? 0 : 1)
        return max(0, size.rows - 1 - below)
    }

    /// What is wrong with the line, below it and its caret.
    var problemLines: [String] {
        guard let problem = prompt.problem else { return [] }
        let lines = glyphs.spell(problem.message).wrapped(toColumns: max(1, size.columns - lead - 1))
        let limit = min(Self.mostProblemLines, max(1, size.rows - 6))
        guard lines.count > limit else { return lines }
        return lines.prefix(limit - 1) + [lines[limit - 1] + glyphs.spell("…")]
    }

    /// What was probably meant, and the key that inserts it.
    var suggestionLine: String? {
        prompt.problem?.suggestion.map { "did you mean '\(glyphs.spell($0))'? Tab writes it" }
    }

    /// The columns that the caret marks, as far as they are in view.
    var caret: Range<Int>? {
        guard let problem = prompt.problem else { return nil }
        let characters = prompt.characters(problem.range)
        let start = column(ofCharacter: characters.lowerBound)
        let end = max(start + 1, column(ofCharacter: characters.upperBound))
        return start..<max(start + 1, min(end, size.columns))
    }

    /// The column of a character of the line, or of the nearest one in view.
    func column(ofCharacter index: Int) -> Int {
        let shown = prompt.editor.shown(columns: textColumns).range
        let before = prompt.editor.text.dropFirst(shown.lowerBound).prefix(max(0, index - shown.lowerBound))
        return min(lead + CharacterWidth.of(before), max(lead, size.columns - 1))
    }
}
