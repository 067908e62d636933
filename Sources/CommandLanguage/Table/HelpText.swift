/// The program's help on its language, made from a table of commands. Lines are at most 80 columns wide.
public enum HelpText {
    /// All commands, one per line, under their groups' headings.
    public static func overview(of table: CommandTable) -> String {
        var lines: [String] = []
        let columns = table.entries.map { nameAndAliases(of: $0).utf8.count }.max() ?? 0
        for group in CommandGroup.allCases {
            if !lines.isEmpty { lines.append("") }
            lines.append(group.rawValue)
            for command in table.entries where command.group == group {
                lines.append("  " + padded(nameAndAliases(of: command), to: columns + 2) + command.summary)
            }
        }
        lines += [
            "", "'help COMMAND' explains a command, 'help expressions' explains values,",
            "'help glossary' explains the terms of the field.",
        ]
        return lines.joined(separator: "\n")
    }

    /// One command in full: how it is written, what it does, its options and their defaults.
    public static func details(of command: CommandEntry) -> String {
        var lines = command.usage.map { "  \($0)" }
        lines += ["", capitalized(command.summary) + "."]
        lines += command.details.flatMap { $0.utf8.count > 80 ? wrapped($0) : [$0] }
        if !command.aliases.isEmpty { lines.append("Also: \(command.aliases.joined(separator: ", "))") }
        let keys = command.keys.map { $0.arguments.isEmpty ? "\($0.key)" : "\($0.key) (\($0.arguments))" }
        if !keys.isEmpty { lines.append("Key: \(keys.joined(separator: ", "))") }
        if !command.options.isEmpty {
            lines += ["", "Options"]
            for option in command.options { lines += optionLines(option, of: command) }
        }
        return lines.joined(separator: "\n")
    }

    /// The text for `help TOPIC`, where the topic is a command's name or alias or another topic of the table; the
    /// overview for nil. Nil if there is no such topic.
    public static func text(for topic: String?, in table: CommandTable) -> String? {
        guard let topic else { return overview(of: table) }
        if let command = table.entry(spelled: topic) { return details(of: command) }
        return table.helpTopic(spelled: topic).map { wrappedLines(of: $0.text()) }
    }

    /// Values, operators and functions of expressions.
    public static func expressions() -> String {
        var lines = [
            "Values",
            "  0.5  1e-3  [[1, 2], [3, 4]]  [1, 2]     numbers, a matrix, a row",
            "  X Y P  W1 b1 Z1 A1  dW1 dZ1 ...         matrices; dM: the gradient in M",
            "  M1 D1 dD1                               dropout's mask, and A1 with it",
            "  loss accuracy lr epoch iteration batch operation N  now",
            "  train.loss validation.accuracy test.loss ...        over samples of a part",
            "  W1[0, 2]  W1[1]  W1[-1]  W1[0:2, :]     cells, rows and parts, from 0",
            "",
            "Operators, loosest first",
            "  or   and   not   == != < <= > >=   + -   * / @   -x +x   **   M.T M[...]",
            "  @ is the matrix product; the others work cell by cell, with NumPy's",
            "  broadcasting. Comparisons give 1 and 0 and do not chain.",
            "",
            "Functions",
        ]
        for function in Function.allCases {
            let call = function.rawValue + (function.takesAxis ? "(M[, axis=0|1])" : "(M)")
            lines.append("  " + padded(call, to: 24) + function.summary)
        }
        return lines.joined(separator: "\n")
    }

    private static func optionLines(_ option: OptionEntry, of command: CommandEntry) -> [String] {
        let isWide = option.kind.placeholder.utf8.count > 40
        let written = "  \(option.name)=\(isWide ? "NAME" : option.kind.placeholder)"
        let presence = option.defaultText.map { "default: \($0)" } ?? "required"
        let hasAllForms = option.forms.isEmpty || command.words.allSatisfy(option.forms.contains)
        let forms = hasAllForms || command.words.isEmpty ? "" : "; for \(option.forms.joined(separator: ", "))"
        let summary = option.summary.count > 74 ? wrapped(option.summary) : [option.summary]
        return [written] + (summary + wrapped(presence + forms)).map { "      \($0)" }
    }

    /// The lines of a text; those that are too wide go on below, with the same indent.
    private static func wrappedLines(of text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
            guard line.count > 80 else { return [String(line)] }
            let indent = String(line.prefix { $0 == " " })
            return wrapped(String(line)).map { indent + $0 }
        }
        .joined(separator: "\n")
    }

    /// The text broken between words, so that each line still fits when it is indented.
    private static func wrapped(_ text: String) -> [String] {
        text.split(separator: " ").reduce(into: [""]) { lines, word in
            let last = lines[lines.count - 1]
            if !last.isEmpty, last.count + word.count + 1 > 72 { return lines.append(String(word)) }
            lines[lines.count - 1] = last.isEmpty ? String(word) : "\(last) \(word)"
        }
    }

    private static func nameAndAliases(of command: CommandEntry) -> String {
        command.name + (command.aliases.isEmpty ? "" : " [\(command.aliases.joined(separator: ", "))]")
    }

    package static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(width - text.utf8.count, 1))
    }

    private static func capitalized(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }
}
