import TerminalDrawing

@testable import Screen

extension ScreenFixture {
    /// A screen whose prompt has a text.
    static func prompt(_ text: String, after commands: String...) -> ScreenFixture {
        var fixture = ScreenFixture()
        for command in commands { fixture.run(command) }
        fixture.press(.character(":"))
        fixture.type(text)
        return fixture
    }

    /// The text of the prompt with a `|` where the cursor is; nil while it is closed.
    var promptText: String? {
        screen.prompt.map { prompt in
            let text = prompt.editor.text
            return text.prefix(prompt.editor.cursor) + "|" + text.dropFirst(prompt.editor.cursor)
        }
    }

    /// The labels in the menu, the chosen one in brackets; nil while it is closed.
    var menu: [String]? {
        screen.prompt?.menu.map { menu in
            menu.result.candidates.enumerated().map { $0 == menu.selected ? "[\($1.label)]" : $1.label }
        }
    }
}
