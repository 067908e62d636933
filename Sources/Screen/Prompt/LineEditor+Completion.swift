import CommandLanguage
import TerminalDrawing

/// What completion does to a line.
extension LineEditor {
    /// Replaces what is typed with a candidate. The cursor skips any part of it that already follows, and a space.
    public mutating func take(_ candidate: CompletionCandidate, of result: CompletionResult) {
        var rest = Substring(candidate.text)
        let isContinued = rest.hasPrefix(result.typed)
        if isContinued { rest = rest.dropFirst(result.typed.count) }
        let behind = text.dropFirst(cursor)
        if isContinued, !rest.isEmpty, behind.hasPrefix(rest) {
            moveCursor(to: cursor + rest.count)
        } else {
            replace(result.range, with: candidate.text)
        }
        guard candidate.endsInBlank else { return }
        if text.dropFirst(cursor).first == " " {
            moveCursor(to: cursor + 1)
        } else {
            insert(" ")
        }
    }

    /// Inserts what all candidates begin with, if that is longer than what is typed or differs from it in case.
    ///
    /// - Returns: whether that changed the line.
    public mutating func takeCommonPrefix(of result: CompletionResult) -> Bool {
        let prefix = result.commonPrefix
        guard prefix != result.typed else { return false }
        replace(result.range, with: prefix)
        return true
    }
}
