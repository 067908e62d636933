/// `data` in all its forms.
extension CommandParser {
    mutating func parseData() throws(ParseError) -> Command {
        let source = try parseFixedWord(kind: "data set")
        switch source.value {
        case "csv":
            let path = try parsePath("a file: data csv PATH label=COLUMN", form: "csv")
            let options = try parseOptions(form: "csv")
            if !options.contains(where: { $0.name.value == "label" }) {
                throw missingDataOption("label=COLUMN, the column to predict", form: "csv")
            }
            return .data(.csv(path: path), options)
        case "idx":
            let images = try parsePath("two files: data idx IMAGES LABELS", form: "idx")
            let labels = try parsePath("the file of the labels: data idx IMAGES LABELS", form: "idx")
            let options = try parseOptions(form: "idx")
            try checkTestFiles(options)
            return .data(.idx(images: images, labels: labels), options)
        case "inline":
            return try parseInlineData()
        default:
            return .data(.builtIn(source), try parseOptions(form: source.value))
        }
    }

    /// A path, unless it is the first option that stands there.
    private mutating func parsePath(_ expected: String, form: String) throws(ParseError) -> Located<String> {
        let place = cursor.placeAfterLastText
        guard hasMore() else { throw ParseError(.missing(expected, of: "data \(form)"), at: place) }
        let names = specification.options(forForm: form).map(\.name)
        let path = try takeWord()
        if path.range.upper - path.range.lower == path.value.utf8.count,
            let equals = path.value.firstIndex(of: "="), names.contains(String(path.value[..<equals]))
        {
            throw ParseError(.missing(expected, of: "data \(form)"), at: place)
        }
        return path
    }

    /// Files for testing come in pairs, and there is one test part.
    private func checkTestFiles(_ options: [CommandOption]) throws(ParseError) {
        func option(_ name: String) -> CommandOption? { options.first { $0.name.value == name } }
        let (images, labels) = (option("test-images"), option("test-labels"))
        if (images == nil) != (labels == nil) {
            let missing = images == nil ? "test-images" : "test-labels"
            throw missingDataOption("\(missing)=PATH, too: test samples have both", form: "idx")
        }
        if images != nil, let share = option("test") {
            throw ParseError(
                .optionRefused("test", form: "test-images", reason: "the test samples are in files of their own"),
                at: share.name.range)
        }
    }

    private mutating func parseInlineData() throws(ParseError) -> Command {
        var inputs: Expression?
        var targets: Expression?
        while hasMore() {
            let (option, name) = try takeOptionName(form: "inline")
            guard (option.name == "X" ? inputs : targets) == nil else {
                throw ParseError(.repeatedOption(name.value), at: name.range)
            }
            try checkValueFollows(option)
            let matrix = try parseExpression()
            if option.name == "X" { inputs = matrix } else { targets = matrix }
        }
        guard let inputs else { throw missingDataOption("X=[[...]], the inputs", form: "inline") }
        guard let targets else { throw missingDataOption("Y=[[...]], the targets", form: "inline") }
        return .data(.inline(inputs: inputs, targets: targets), [])
    }

    private func missingDataOption(_ what: String, form: String) -> ParseError {
        ParseError(.missingOption(what, of: "data \(form)"), at: cursor.placeAfterLastText)
    }
}
