/// The words that fit the places that a walk has found.
struct CandidateList {
    let names: CompletionNames
    let table: CommandTable

    /// Everything that is possible there, whether or not it matches what is typed.
    func candidates(_ places: [CompletionPlace], typed: String) -> [CompletionCandidate] {
        places.flatMap { candidates($0.kind, typed: typed) }
    }

    private func candidates(_ kind: CompletionPlace.Kind, typed: String) -> [CompletionCandidate] {
        switch kind {
        case .command: commands(typed: typed)
        case .word(let words): candidates(words)
        case .keyword(let word): [keyword(word)]
        case .call(let name, let meaning): [CompletionCandidate(name + "(", meaning: meaning, endsInBlank: false)]
        case .name(let kind, let excluded):
            names.entries(kind, in: table).filter { !excluded.contains($0.name) }.map { CompletionCandidate($0) }
        case .operand(let operands, let nesting): values(operands, nesting, typed: typed)
        case .wordOperator: ["and", "or"].map { keyword($0) }
        case .axis: [CompletionCandidate("0", endsInBlank: false), CompletionCandidate("1", endsInBlank: false)]
        case .settingName: table.settings.map { CompletionCandidate($0.name, meaning: $0.summary) }
        case .value(let value): values(of: value)
        case .optionName(let options): optionNames(options)
        // The names of files are not known here.
        case .path, .free: []
        }
    }

    private func keyword(_ word: String, endsInBlank: Bool = true) -> CompletionCandidate {
        CompletionCandidate(word, meaning: Vocabulary.meaning(ofKeyword: word), endsInBlank: endsInBlank)
    }

    private func candidates(_ words: WordList, endsInBlank: Bool = true) -> [CompletionCandidate] {
        words.map { CompletionCandidate($0, meaning: words.meaning(of: $0) ?? "", endsInBlank: endsInBlank) }
    }

    // MARK: Commands and options

    /// All names, and the aliases that are words; an abbreviation only when it is what is typed.
    private func commands(typed: String) -> [CompletionCandidate] {
        table.entries.flatMap { command in
            let aliases = command.aliases.filter { $0.count > 2 || $0 == typed }
            return ([command.name] + aliases).map {
                CompletionCandidate($0, meaning: command.summary, endsInBlank: command.takesArguments)
            }
        }
    }

    /// Required options come first.
    private func optionNames(_ options: [OptionEntry]) -> [CompletionCandidate] {
        let inOrder = options.filter { $0.defaultText == nil } + options.filter { $0.defaultText != nil }
        return inOrder.map { CompletionCandidate("\($0.name)=", meaning: $0.summary, endsInBlank: false) }
    }

    private func values(of value: ValueDescription) -> [CompletionCandidate] {
        switch value.kind {
        case .flag: candidates(["yes", "no"])
        case .choice(let words): candidates(words)
        case .choices(let words): candidates(words, endsInBlank: false)
        case .choiceOrCall(let words, let calls), .choicesOrCalls(let words, let calls):
            candidates(words, endsInBlank: !value.kind.isList)
                + calls.map { CompletionCandidate($0.word + ":", meaning: $0.meaning, endsInBlank: false) }
        case .integer, .number, .numbers, .word, .path, .expression:
            value.names.map { kind in names.entries(kind, in: table).map { CompletionCandidate($0) } } ?? []
        }
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
        var values = matrices + variables + scalars + functions + [keyword("not")]
        // Rows and columns are single numbers.
        if nesting == .subscripts { values = variables + scalars + functions + matrices }
        if case .call(takesAxis: true) = nesting {
            let axis = keyword("axis=", endsInBlank: false)
            values = typed.isEmpty ? [axis] : [axis] + values
        }
        return values
    }

    private func value(_ name: String) -> CompletionCandidate {
        CompletionCandidate(name, meaning: Vocabulary.meaning(ofValue: name), endsInBlank: false)
    }

    /// What may follow the dot after a matrix.
    private func transposed(_ typed: String) -> CompletionCandidate? {
        guard typed.hasSuffix("."), !Vocabulary.scalars.contains(where: { $0.hasPrefix(typed) }) else { return nil }
        return CompletionCandidate(typed + "T", meaning: "transposed", endsInBlank: false)
    }

    // MARK: Files

    /// The files that match what is typed: folders and those with a suitable ending; if there are none, all files.
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
            // The quote stays open after a folder: its files come next.
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
    /// Whether anything may follow its name.
    fileprivate var takesArguments: Bool { usage.contains { $0.contains(" ") } }
}
