/// The words that fit the places of a walk.
struct CandidateList {
    let names: CompletionNames
    let table: CommandTable

    /// Everything that could stand there, whether or not it goes with what is typed.
    func candidates(_ places: [CompletionPlace], typed: String) -> [CompletionCandidate] {
        places.flatMap { candidates($0.kind, typed: typed) }
    }

    private func candidates(_ kind: CompletionPlace.Kind, typed: String) -> [CompletionCandidate] {
        switch kind {
        case .command: commands(typed: typed)
        case .word(let words, let list): words.map { word($0, in: list) }
        case .keyword(let keyword): [word(keyword, in: "")]
        case .call(let name, let list):
            [
                CompletionCandidate(
                    name + "(", meaning: table.meaning(of: name + "(", in: list), endsInBlank: false)
            ]
        case .name(let kind, let excluded):
            names.entries(kind, in: table).filter { !excluded.contains($0.name) }.map { CompletionCandidate($0) }
        case .operand(let operands, let nesting): values(operands, nesting, typed: typed)
        case .wordOperator: ["and", "or"].map { word($0, in: "") }
        case .axis: [CompletionCandidate("0", endsInBlank: false), CompletionCandidate("1", endsInBlank: false)]
        case .settingName: table.settings.map { CompletionCandidate($0.name, meaning: $0.summary) }
        case .value(let value): values(of: value)
        case .optionName(let options): optionNames(options)
        // Files are not known by their names beforehand.
        case .path, .free: []
        }
    }

    private func word(_ word: String, in list: String) -> CompletionCandidate {
        CompletionCandidate(word, meaning: table.meaning(of: word, in: list))
    }

    // MARK: Commands and options

    /// All names, and aliases that are words; abbreviations only as they are typed.
    private func commands(typed: String) -> [CompletionCandidate] {
        table.entries.flatMap { command in
            let aliases = command.aliases.filter { $0.count > 2 || $0 == typed }
            return ([command.name] + aliases).map {
                CompletionCandidate($0, meaning: command.summary, endsInBlank: command.takesArguments)
            }
        }
    }

    /// What has to be given comes first.
    private func optionNames(_ options: [OptionEntry]) -> [CompletionCandidate] {
        let inOrder = options.filter { $0.defaultText == nil } + options.filter { $0.defaultText != nil }
        return inOrder.map { CompletionCandidate("\($0.name)=", meaning: $0.summary, endsInBlank: false) }
    }

    private func values(of value: ValueDescription) -> [CompletionCandidate] {
        let words: [String]
        switch value.kind {
        case .flag: words = ["yes", "no"]
        case .choice(let choices): words = choices
        case .choices(let choices):
            return choices.map {
                CompletionCandidate($0, meaning: table.meaning(of: $0, in: value.name), endsInBlank: false)
            }
        case .choiceOrCall(let words, let calls), .choicesOrCalls(let words, let calls):
            return (words + calls.map { $0.word + ":" }).map {
                CompletionCandidate(
                    $0, meaning: table.meaning(of: $0, in: value.name),
                    endsInBlank: !value.kind.isList && !$0.hasSuffix(":"))
            }
        case .integer, .number, .numbers, .word, .path, .expression: words = []
        }
        if let kind = value.names { return names.entries(kind, in: table).map { CompletionCandidate($0) } }
        return words.map { CompletionCandidate($0, meaning: table.meaning(of: $0, in: value.name)) }
    }

    // MARK: Values

    private func values(
        _ operands: CompletionPlace.Operands, _ nesting: ExpressionScan.Nesting, typed: String
    ) -> [CompletionCandidate] {
        let matrices = names.matrices.map { CompletionCandidate($0, endsInBlank: false) }
        let variables = names.variables.map { CompletionCandidate($0, endsInBlank: false) }
        let loss = value("loss")
        switch operands {
        case .cells: return matrices + [loss]
        case .targets: return matrices + variables
        case .all: break
        }
        if let transposed = transposed(typed) { return [transposed] }
        let scalars = (Vocabulary.scalars + Vocabulary.constants).map(value)
        let functions = Function.allCases.map {
            CompletionCandidate("\($0.rawValue)(", meaning: $0.summary, endsInBlank: false)
        }
        var values = matrices + variables + scalars + functions + [word("not", in: "")]
        // Rows and columns are single numbers.
        if nesting == .subscripts { values = variables + scalars + functions + matrices }
        if case .call(takesAxis: true) = nesting {
            let axis = CompletionCandidate(
                "axis=", meaning: table.meaning(of: "axis=", in: ""), endsInBlank: false)
            values = typed.isEmpty ? [axis] : [axis] + values
        }
        return values
    }

    private func value(_ name: String) -> CompletionCandidate {
        CompletionCandidate(name, meaning: table.meaning(of: name, in: "value"), endsInBlank: false)
    }

    /// After a dot, what may follow a matrix.
    private func transposed(_ typed: String) -> CompletionCandidate? {
        guard typed.hasSuffix("."), !Vocabulary.scalars.contains(where: { $0.hasPrefix(typed) }) else { return nil }
        return CompletionCandidate(typed + "T", meaning: "transposed", endsInBlank: false)
    }

    // MARK: Files

    /// The files that go with what is typed: those with a fitting ending and folders; where there are none of those, all.
    static func paths(
        endings: [String], typed: String, files: (String) -> [String]
    ) -> [CompletionCandidate] {
        let isQuoted = typed.hasPrefix("\"")
        let paths = files(isQuoted ? String(typed.dropFirst()) : typed)
        let folders = paths.filter { $0.hasSuffix("/") }
        let fitting = paths.filter { path in endings.contains { path.hasSuffix($0) } }
        let shown = fitting.isEmpty ? paths : paths.filter { folders.contains($0) || fitting.contains($0) }
        return shown.map { path in
            let isFolder = path.hasSuffix("/")
            let quoted = QuotedText.quotedIfNeeded(path)
            let needsQuotes = isQuoted || quoted != path
            // The quote of a folder stays open: its files come next.
            let text = !needsQuotes ? path : isFolder ? "\"" + path : QuotedText.quoted(path)
            let parts = path.split(separator: "/")
            let label = (parts.last.map(String.init) ?? path) + (isFolder && !parts.isEmpty ? "/" : "")
            return CompletionCandidate(text, label: label, meaning: isFolder ? "folder" : "", endsInBlank: !isFolder)
        }
    }
}

extension CompletionCandidate {
    fileprivate init(_ entry: CompletionNames.Entry, endsInBlank: Bool = true) {
        self.init(entry.name, meaning: entry.meaning, endsInBlank: endsInBlank)
    }
}

extension CommandEntry {
    /// Whether anything may follow the name.
    fileprivate var takesArguments: Bool { usage.contains { $0.contains(" ") } }
}
