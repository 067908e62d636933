extension ParseError.Kind {
    /// What is wrong and what to do, as one sentence without a full stop.
    var message: String {
        textMessage ?? commandMessage ?? optionMessage ?? countMessage ?? operatorMessage ?? functionMessage
            ?? matrixMessage ?? "this is not a command"
    }

    /// What was probably meant, ready to be typed.
    var suggestion: String? {
        switch self {
        case .misplacedText(_, _, _, let suggestion), .unknownCommand(_, let suggestion),
            .unknownWord(_, _, _, let suggestion), .unknownOption(_, _, _, let suggestion),
            .unknownValue(_, _, _, let suggestion),
            .foreignOperator(_, let suggestion), .unknownFunction(_, let suggestion),
            .unknownArgument(_, _, let suggestion):
            suggestion
        case .withinWithoutApproximate: "~="
        case .missingAssignment(let target): "let \(target) ="
        default: nil
        }
    }

    private var textMessage: String? {
        switch self {
        case .unterminatedString: "this text is never closed: a '\"' is missing"
        case .unclosedBracket(let bracket):
            "this \(Quote(bracket)) is never closed: a '\(bracket == "(" ? ")" : "]")' is missing"
        case .unknownEscape(let escape):
            "\(Quote(escape)) is not an escape; there are \\\" \\\\ \\n \\t and \\u{HEX}"
        case .unexpectedText(let text, let before): "unexpected \(Quote(text)) after \(Quote(before))"
        case .misplacedText(let text, let before, let expected, _):
            "unexpected \(Quote(text)) after \(Quote(before)): \(expected)"
        default: nil
        }
    }

    private var commandMessage: String? {
        switch self {
        case .notACommand(let text): "a line starts with a command, not with \(Quote(text))"
        case .unknownCommand(let word, _): "unknown command \(Quote(word)); 'help' lists them all"
        case .missing(let what, let command): "'\(command)' needs \(what)"
        case .unknownWord(let word, let kind, let choices, _):
            "unknown \(kind) \(Quote(word)); there \(choices.count == 1 ? "is" : "are") \(choices.joined(separator: ", "))"
        case .textNotQuoted(let command): "the text of '\(command)' goes in double quotes"
        case .assignmentToReservedWord(let word): "\(Quote(word)) is a word of the language and cannot be assigned to"
        case .assignmentToDottedName(let name):
            "\(Quote(name)) cannot be assigned to: names with a dot are computed"
        case .missingAssignment(let target): "unknown command \(Quote(target)); assignments start with 'let'"
        default: nil
        }
    }

    private var optionMessage: String? {
        switch self {
        case .unknownOption(let name, let command, let choices, _):
            choices.isEmpty
                ? "'\(command)' has no options, so no \(Quote(name))"
                : "'\(command)' has no option \(Quote(name)); it has \(choices.joined(separator: ", "))"
        case .optionOfOtherForm(let name, let form, let forms):
            "'\(name)' does not go with '\(form)', only with \(forms.joined(separator: ", "))"
        case .optionRefused(let name, let form, let reason):
            "'\(name)' does not go with '\(form)': \(reason)"
        case .repeatedOption(let name): "'\(name)' is given twice"
        case .repeatedChoice(let text): "two choices are the same: '\(text)'"
        case .missingOption(let option, let command): "'\(command)' needs \(option)"
        case .missingOptionValue(let name, let expected): "'\(name)=' needs a value: \(expected)"
        case .blanksAroundEquals(let name): "write '\(name)=VALUE' without blanks around '='"
        case .unknownValue(let word, let name, let choices, _):
            "unknown value \(Quote(word)) of '\(name)'; there are \(choices.joined(separator: ", "))"
        case .badValue(let text, let name, let expected): "'\(name)' takes \(expected), not \(Quote(text))"
        case .emptyListItem(let option):
            "a value is missing in the list of '\(option)'; lists have commas and no blanks"
        default: nil
        }
    }

    private var countMessage: String? {
        switch self {
        case .badCount(let text): "\(Quote(text)) is not a whole number"
        case .zeroCount: "the count must be at least 1"
        case .negativeCount(let text): "the count must be at least 1, not \(Quote(text))"
        case .hugeCount(let text): "\(Quote(text)) is too large"
        case .missingTrainUnit(let count):
            "train for how long? write 'train \(count) epochs' or 'train \(count) iterations'"
        case .missingLayerSize: "a layer size is missing here; sizes are written 2-4-2"
        case .badLayerSize(let text): "\(Quote(text)) is not a layer size; sizes are whole numbers, written 2-4-2"
        case .zeroLayerSize: "a layer needs at least 1 unit"
        case .oneLayerSize(let text): "a network needs an input and an output size: \(text)-2, not only \(Quote(text))"
        case .badBatchSize(let text): "'batch' takes a number of samples or 'full', not \(Quote(text))"
        case .badDuration(let text): "\(Quote(text)) is not a time to wait: write 500ms or 2s"
        case .longDuration(let text): "\(Quote(text)) is more than an hour: 'pause' waits for the user instead"
        default: nil
        }
    }

    private var operatorMessage: String? {
        switch self {
        case .badNumber(let text): "\(Quote(text)) is not a number"
        case .hugeNumber(let text): "\(Quote(text)) is too large for a number"
        case .missingOperand(let found):
            found.map { "expected a value, not \(Quote($0))" } ?? "expected a value here"
        case .missingClosing(let bracket, let found):
            found.map { "expected an operator or '\(bracket)', not \(Quote($0))" } ?? "expected '\(bracket)' here"
        case .unopenedBracket(let bracket): "this \(Quote(bracket)) closes nothing"
        case .foreignOperator(let text, _): "\(Quote(text)) is not in the language"
        case .chainedComparison: "comparisons do not chain: write 'a < b and b < c'"
        case .notBeforeOperand: "'not' binds looser than what stands before it: put 'not ...' in parentheses"
        case .approximateOutsideExpect: "'~=' stands only between the two sides of 'expect A ~= B'"
        case .withinWithoutApproximate: "'within' goes with '~=': expect A ~= B within TOLERANCE"
        case .onlyTransposeAfterDot: "after a value only '.T' can follow a dot"
        case .nestedTooDeeply(let limit): "this is nested more than \(limit) levels deep"
        case .tooManyOperations(let limit): "more than \(limit) operations in a row: use 'let' for a part of them"
        default: nil
        }
    }

    private var functionMessage: String? {
        switch self {
        case .unknownFunction(let name, _): "unknown function \(Quote(name)); 'help expressions' lists them all"
        case .functionWithoutArguments(let name): "'\(name)' is a function: write \(name)(M)"
        case .wrongArgumentCount(let function, let count, let takesAxis):
            "'\(function)' takes one matrix, not \(count == 0 ? "none" : "several"): \(function)(M)"
                + (takesAxis ? " or \(function)(M, axis=0)" : "")
        case .unknownArgument(let name, let function, _): "'\(function)' has no argument \(Quote(name))"
        case .repeatedArgument(let name): "'\(name)' is given twice"
        case .axisNotTaken(let function): "'\(function)' has no axis"
        case .badAxis(let text): "axis is 0 (down the columns) or 1 (along the rows), not \(Quote(text))"
        default: nil
        }
    }

    private var matrixMessage: String? {
        switch self {
        case .emptyMatrix: "a matrix needs at least one cell"
        case .raggedMatrix(let columns, let expected):
            "this row has \(columns) \(columns == 1 ? "cell" : "cells"), the first one has \(expected)"
        case .cellAmongRows: "expected a row in '[ ]', as the others are"
        case .tooManyMatrixLevels: "a matrix has rows of cells: no more than two levels of '['"
        case .emptySubscript: "a row or column is missing here"
        case .tooManySubscripts: "a matrix has rows and columns: no more than two subscripts"
        case .sliceWithStep: "a slice is 'from:to'; it has no step"
        case .notACell(let command): "'\(command)' takes one cell of a matrix: \(command) dW1[0, 2]"
        case .notAMatrix(let command): "'\(command)' takes the names of at most two matrices: \(command) W1 dW1"
        case .notARegion(let command):
            "'\(command)' takes matrices or some of their cells: \(command) dW1[0, 2] X[:, 0]"
        case .cellNeedsRowAndColumn: "a cell has a row and a column, as dW1[0, 2]"
        default: nil
        }
    }
}

/// The user's text inside a message: in quotes, on one line, shortened if it is long, with control characters made
/// visible.
private struct Quote: CustomStringConvertible {
    private static let longest = 40
    let description: String

    init(_ text: String) {
        var shown = ""
        for scalar in text.unicodeScalars.prefix(Self.longest) {
            if scalar == "\n" || scalar == "\r" || scalar == "\t" {
                shown += " "
            } else if scalar.isControl || scalar.isInvisible {
                shown += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        let isCut = text.unicodeScalars.dropFirst(Self.longest).first != nil
        description = "'\(shown)\(isCut ? "..." : "")'"
    }
}

extension Unicode.Scalar {
    /// Whether it looks like a blank, or like nothing at all.
    fileprivate var isInvisible: Bool {
        self != " " && (properties.isWhitespace || properties.generalCategory == .format)
    }
}
