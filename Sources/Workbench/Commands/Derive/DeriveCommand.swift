import CommandLanguage

/// `derive NAME`: derives a formula, line by line and with numbers.
package struct DeriveCommand: CommandBody {
    package static let entry = CommandEntry(
        "derive", group: .inspection,
        usage: ["derive NAME [at NUMBERS] [OPTION...]"],
        summary: "derives a formula, line by line and with numbers",
        details: [
            "Each line is worked out with the numbers and compared with the one before.",
            "Without 'at', they come from the network where it has them.",
        ],
        words: Vocabulary.derivations,
        options: [
            OptionEntry(
                "class", .integer(minimum: 0), default: "that of the first sample, or 0", "the right class",
                forms: ["cross-entropy"]),
            OptionEntry(
                "layer", .integer(minimum: 1), default: "none", "the layer that gives the matrices",
                forms: ["linear"]),
        ],
        arguments: [
            [.word(Vocabulary.derivations), .keyword("at"), .expression, .options],
            [.word(Vocabulary.derivations), .options],
        ])
    package static let influence = Influence()

    package let subject: Located<String>
    package let place: Expression?
    package let options: [CommandOption]

    package init(subject: Located<String>, place: Expression? = nil, options: [CommandOption]) {
        self.subject = subject
        self.place = place
        self.options = options
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        (subject, place, options) = try parser.parseDerivation()
    }

    package var words: [String] {
        [subject.value] + (place.map { ["at", $0.description] } ?? []) + options.map(\.description)
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.derive(subject, at: place, options, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        if let place { checker.values(of: place) }
    }
}

extension CommandParser {
    /// `NAME [at NUMBERS] [OPTION...]`
    fileprivate mutating func parseDerivation() throws(ParseError) -> (Located<String>, Expression?, [CommandOption]) {
        let subject = try parseFixedWord(kind: "derivation")
        guard hasMore() else { return (subject, nil, []) }
        let token = ExpressionToken(in: cursor, from: cursor.position)
        guard token.kind == .name, cursor.text(token.range) == "at" else {
            return (subject, nil, try parseOptions(form: subject.value))
        }
        cursor.take(upTo: token.range.upper)
        let place = try parseExpression("numbers: derive sigmoid at 0.5")
        return (subject, place, hasMore() ? try parseOptions(form: subject.value) : [])
    }
}
