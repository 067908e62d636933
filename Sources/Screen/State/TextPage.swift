import CommandLanguage
import TerminalDrawing
import Workbench

/// A page of text over all panes: the help, the terms of the field, or in full what the panes show in part.
struct TextPage: Equatable, Sendable {
    /// What is on it.
    enum Subject: Equatable, Sendable {
        case help, terms, wholeText
    }

    let subject: Subject
    /// How many lines are above the view.
    var scroll = 0
    /// How many columns are left of it.
    var column = 0
    /// What was typed to find a term.
    var search = ""

    init(_ subject: Subject) {
        self.subject = subject
    }

    /// The box of a page, on a screen of some size.
    static func area(in size: Size) -> Rect {
        Rect(column: 0, row: 1, columns: size.columns, rows: size.rows - 2)
    }

    /// The title on its frame.
    var title: String {
        switch subject {
        case .help: "help: arrows scroll, any other key leaves"
        case .wholeText: "in full: arrows scroll, any other key leaves"
        case .terms where search.isEmpty: "terms: type to find one, Esc leaves"
        case .terms: "terms with '\(search)'"
        }
    }

    /// The status line while it is shown, in shorter and shorter forms.
    var hints: [String] {
        switch subject {
        case .help: [" arrows, PgUp PgDn and space scroll  any other key leaves", " arrows scroll"]
        case .wholeText:
            [" arrows, PgUp PgDn and space scroll  T explains terms  any other key leaves", " arrows scroll  T terms"]
        case .terms: [" type to find a term  Backspace takes a letter back  arrows scroll  Esc leaves", " Esc leaves"]
        }
    }

    // MARK: Keys

    /// Handles a key; the page is to be closed where the answer is false.
    /// - Parameter model: the screen that it covers.
    mutating func handle(_ key: Key, _ model: ScreenModel) -> Bool {
        let page = max(1, Self.area(in: model.size).interior.rows - 1)
        switch key {
        case .up: scroll(by: -1, model)
        case .down: scroll(by: 1, model)
        case .pageUp: scroll(by: -page, model)
        case .pageDown: scroll(by: page, model)
        case .home: scroll = 0
        case .end: scroll(by: .max / 2, model)
        case .left: column = max(0, column - 8)
        case .right: column = min(column + 8, farthestColumn(model))
        case .character(let character) where subject == .terms:
            // A first blank scrolls, as on the other pages.
            if character == " ", search.isEmpty { scroll(by: page, model) } else { find(search + String(character)) }
        case .backspace where subject == .terms: find(String(search.dropLast()))
        case .character("k"): scroll(by: -1, model)
        case .character("j"): scroll(by: 1, model)
        case .character(" "): scroll(by: page, model)
        default: return false
        }
        return true
    }

    private mutating func find(_ text: String) {
        search = text
        scroll = 0
        column = 0
    }

    /// Scrolls, as far as there are lines.
    mutating func scroll(by rows: Int, _ model: ScreenModel) {
        let farthest = max(0, lines(of: model).count - Self.area(in: model.size).interior.rows)
        scroll = min(max(0, min(scroll, farthest) + rows), farthest)
    }

    private func farthestColumn(_ model: ScreenModel) -> Int {
        let widest = lines(of: model).map { CharacterWidth.of($0.text) }.max() ?? 0
        return max(0, widest - (Self.area(in: model.size).interior.columns - 2))
    }

    // MARK: Content

    /// What is on it, above a screen. Sentences are wrapped; tables are as wide as they are.
    func lines(of model: ScreenModel) -> [LogLine] {
        let columns = max(1, Self.area(in: model.size).interior.columns - 2)
        return switch subject {
        case .help: Self.help
        case .terms: terms(model, columns)
        case .wholeText: Self.wholeText(model, columns)
        }
    }

    /// Every key and every command with one line each, from the tables that they are read with.
    static var help: [LogLine] {
        let columns = KeyMap.keys.map(\.key.count).max() ?? 0
        let keys = KeyMap.keys.map { key, meaning in
            "  \(key)\(String(repeating: " ", count: columns - key.count))  \(meaning)"
        }
        let commands = HelpText.overview().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return (["Keys"] + keys + [""] + commands).map { LogLine($0, $0.hasPrefix(" ") ? .output : .title) }
    }

    private func terms(_ model: ScreenModel, _ columns: Int) -> [LogLine] {
        func block(_ term: GlossaryTerm) -> [LogLine] {
            [LogLine("  \(term.name)", .question)]
                + term.text.wrapped(toColumns: max(1, columns - 4)).map { LogLine("    \($0)", .narration) }
        }
        guard search.isEmpty else {
            let found = Glossary.terms(matching: search)
            return found.isEmpty ? [LogLine("No term has '\(search)' in it.", .note)] : found.flatMap(block)
        }
        let text = GlossaryTerm.Text(
            ([model.workbench.lesson.title, model.workbench.lesson.chapter].compactMap(\.self)
                + Self.lesson(model, columns).map(\.text)).joined(separator: " "))
        let inView = Glossary.terms.filter { $0.occurs(in: text) }
        return (inView.isEmpty ? [] : [LogLine("In the lesson's words now", .title)] + inView.flatMap(block))
            + [LogLine(inView.isEmpty ? "Terms" : "All terms", .title)] + Glossary.terms.flatMap(block)
    }

    /// The lesson's words with its question.
    private static func lesson(_ model: ScreenModel, _ columns: Int) -> [LogLine] {
        let words = (model.workbench.lesson.narration ?? "").split(separator: "\n", omittingEmptySubsequences: false)
            .flatMap { $0.isEmpty ? [""] : String($0).wrapped(toColumns: columns) }.map { LogLine($0, .narration) }
        return words + model.questionLines(columns: columns)
    }

    private static func wholeText(_ model: ScreenModel, _ columns: Int) -> [LogLine] {
        var lines: [LogLine] = []
        func add(_ title: String, _ block: [LogLine]) {
            guard !block.isEmpty else { return }
            lines += (lines.isEmpty ? [] : [LogLine("", .output)]) + [LogLine(title, .title)] + block
        }
        let workbench = model.workbench
        add(
            [workbench.lesson.title ?? "Lesson", workbench.lesson.chapter].compactMap(\.self).joined(separator: " · "),
            workbench.lesson.narration == nil ? [] : lesson(model, columns))
        if let session = workbench.session {
            let network = session.engine.network
            add(
                "Set-up",
                [
                    "\(network.shapeDescription) \(network.activationsDescription)", network.loss.rawValue,
                    "\(session.engine.optimizer.kind.rawValue) lr \(session.learningRate)",
                ].map { LogLine("  \($0)", .output) })
        }
        let explanation = ExplanationPane(model: model)
        add(explanation.title.text, explanation.wholeLines(columns: columns).map { LogLine($0, .output) })
        let log = LogPane(model: model)
        add("Log", log.wholeLines(columns: columns))
        return lines
    }
}
