/// Why a text is not a command of the language, and where.
public struct ParseError: Error, Equatable, Sendable {
    /// What is wrong, as data; `ParseError+Wording.swift` has the words.
    public let kind: Kind
    /// The offending text; empty if something is missing there.
    public let range: SourceRange

    package init(_ kind: Kind, at range: SourceRange) {
        self.kind = kind
        self.range = range
    }

    /// Whether more lines could complete the text because a bracket or a quote is still open. A line editor then keeps
    /// reading instead of reporting an error.
    public var isIncomplete: Bool {
        switch kind {
        case .unclosedBracket, .unterminatedString: true
        default: false
        }
    }

    /// The error in words.
    public var diagnostic: Diagnostic {
        Diagnostic(message: kind.message, range: range, suggestion: kind.suggestion)
    }

    /// What can be wrong. A `suggestion` is what was probably meant, ready to be typed.
    public indirect enum Kind: Equatable, Sendable {
        // Text.
        case unterminatedString
        case unclosedBracket(String)
        case unknownEscape(String)
        case unexpectedText(String, after: String)
        case misplacedText(String, after: String, expected: String, suggestion: String?)

        // Commands and their words.
        case notACommand(String)
        case unknownCommand(String, suggestion: String?)
        case missing(String, of: String)
        case unknownWord(String, kind: String, choices: [String], suggestion: String?)
        case textNotQuoted(command: String)

        // Options.
        case unknownOption(String, of: String, choices: [String], suggestion: String?)
        case optionOfOtherForm(String, form: String, belongsTo: [String])
        case optionRefused(String, form: String, reason: String)
        case repeatedOption(String)
        case repeatedChoice(String)
        case missingOption(String, of: String)
        case missingOptionValue(String, expected: String)
        case blanksAroundEquals(String)
        case unknownValue(String, of: String, choices: [String], suggestion: String?)
        case badValue(String, of: String, expected: String)
        case emptyListItem(option: String)

        // Counts and sizes.
        case badCount(String)
        case zeroCount
        case negativeCount(String)
        case hugeCount(String)
        case missingTrainUnit(count: Int)
        case missingLayerSize
        case badLayerSize(String)
        case zeroLayerSize
        case oneLayerSize(String)
        case badBatchSize(String)
        case badDuration(String)
        case longDuration(String)

        // Numbers, brackets and operators.
        case badNumber(String)
        case hugeNumber(String)
        case missingOperand(found: String?)
        case missingClosing(String, found: String?)
        case unopenedBracket(String)
        case foreignOperator(String, suggestion: String?)
        case chainedComparison
        case notBeforeOperand
        case approximateOutsideExpect
        case withinWithoutApproximate
        case onlyTransposeAfterDot
        case nestedTooDeeply(limit: Int)
        case tooManyOperations(limit: Int)

        // Functions.
        case unknownFunction(String, suggestion: String?)
        case functionWithoutArguments(String)
        case wrongArgumentCount(function: String, count: Int, takesAxis: Bool)
        case unknownArgument(String, function: String, suggestion: String?)
        case repeatedArgument(String)
        case axisNotTaken(function: String)
        case badAxis(String)

        // Matrices and their cells.
        case emptyMatrix
        case raggedMatrix(columns: Int, expected: Int)
        case cellAmongRows
        case tooManyMatrixLevels
        case emptySubscript
        case tooManySubscripts
        case sliceWithStep
        case notACell(command: String)
        /// Something that is not the name of a matrix where a command takes one.
        case notAMatrix(command: String)
        case cellNeedsRowAndColumn
        /// Something that is not a matrix or a part of one where a command takes them.
        case notARegion(command: String)

        // Assignments.
        case assignmentToReservedWord(String)
        case assignmentToDottedName(String)
        case missingAssignment(target: String)
    }
}
