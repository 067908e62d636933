import CommandLanguage
import NeuralEngine
import PlainText

/// What `ask` or `predict` asks the learner.
public struct Question: Equatable, Sendable {
    /// What is asked for.
    public enum Subject: Equatable, Sendable {
        /// A value; where it is a cell, the screen hides it.
        case value(Expression)
        /// A question in words, which has choices.
        case words(String)
    }

    /// What is asked for.
    public var subject: Subject
    /// The answers to choose from, as the scenario has them; empty where a value is typed.
    public var choices: [String]
    /// What helps, where the scenario says so.
    public var hint: String?
    /// Why the answer is what it is, for after it, where the scenario says so.
    public var because: String?
    /// How far an answer may be off; nil is for the default.
    public var tolerance: Expression?

    /// Asks for `subject`.
    public init(
        _ subject: Subject, choices: [String] = [], hint: String? = nil, because: String? = nil,
        within tolerance: Expression? = nil
    ) {
        self.subject = subject
        self.choices = choices
        self.hint = hint
        self.because = because
        self.tolerance = tolerance
    }
}

extension Question {
    var words: [String] {
        let asked =
            switch subject {
            case .value(let expression): expression.description
            case .words(let text): QuotedText.quoted(text)
            }
        return [asked] + (choices.isEmpty ? [] : ["choices"] + choices.map(QuotedText.quoted))
            + (hint.map { ["hint", QuotedText.quoted($0)] } ?? [])
            + (because.map { ["because", QuotedText.quoted($0)] } ?? [])
            + (tolerance.map { ["within", $0.description] } ?? [])
    }
}

extension CommandParser {
    /// Whether a text in double quotes comes next.
    var hasText: Bool {
        var copy = self
        return copy.hasMore() && copy.cursor.peek() == Byte.quote
    }

    /// `[choices "TEXT" "TEXT"…] [hint "TEXT"] [because "TEXT"] [within TOLERANCE]`, in any order: what follows
    /// the subject of a question.
    /// - keywords: those that may stand here.
    mutating func parseRest(of question: inout Question, keywords: [String]) throws(ParseError) {
        while hasMore() {
            let token = ExpressionToken(in: cursor, from: cursor.position)
            let word = token.kind == .name ? cursor.text(token.range) : ""
            guard keywords.contains(word) else { return }
            let isRepeated =
                switch word {
                case "choices": !question.choices.isEmpty
                case "hint": question.hint != nil
                case "because": question.because != nil
                default: question.tolerance != nil
                }
            if isRepeated { throw ParseError(.repeatedOption(word), at: token.range) }
            cursor.take(upTo: token.range.upper)
            switch word {
            case "choices": question.choices = try parseChoices()
            case "hint": question.hint = try parseText()
            case "because": question.because = try parseText()
            default: question.tolerance = try parseExpression("a tolerance after 'within'")
            }
        }
    }

    /// At least two texts, no two the same.
    private mutating func parseChoices() throws(ParseError) -> [String] {
        var choices: [String] = []
        while choices.count < ChoiceList.largestCount, hasText || choices.count < 2 {
            guard hasMore() else { throw missing("two choices or more, each in double quotes") }
            _ = hasMore()
            let place = SourceRange(lower: cursor.position, upper: cursor.position + 1)
            let text = try parseText()
            if choices.contains(where: { ChoiceList.isSame($0, text) }) {
                throw ParseError(.repeatedChoice(text), at: place)
            }
            choices.append(text)
        }
        return choices
    }
}

/// Answers to choose from, in the order in which they are shown, each with a letter.
public struct ChoiceList: Equatable, Sendable {
    /// The answers.
    public let texts: [String]
    /// The place of the right one; nil where only what comes will tell.
    let right: Int?

    /// As many as there are letters that are no other key of a lesson.
    static let largestCount = 6

    /// The choices as the scenario has them.
    init(asWritten texts: [String]) {
        self.texts = texts
        right = nil
    }

    /// Choices of which the first one written is right, in an order of their own, which depends on nothing but the texts.
    init(rightFirst written: [String], of question: String) {
        let bytes = ([question] + written).joined(separator: "\n").utf8
        let hash = bytes.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        var generator = SplitMix64(seed: hash)
        var order = [Int32](repeating: 0, count: written.count)
        generator.permute(&order)
        texts = order.map { written[Int($0)] }
        right = order.firstIndex(of: 0)
    }

    /// The letter of a choice: `a` is the first one's.
    public static func letter(_ index: Int) -> Character {
        Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8(index)))
    }

    /// `a) falls`.
    public func line(_ index: Int) -> String { "\(Self.letter(index))) \(texts[index])" }

    /// The choice that an answer means, by its letter or its text; nil where it means none.
    func index(of answer: String) -> Int? {
        texts.firstIndex { Self.isSame($0, answer) }
            ?? texts.indices.first { answer.lowercased() == String(Self.letter($0)) }
    }

    /// Whether two answers differ in nothing but blanks and capital letters.
    static func isSame(_ left: String, _ right: String) -> Bool {
        func bare(_ text: String) -> String { text.lowercased().filter { !$0.isWhitespace } }
        return bare(left) == bare(right)
    }
}
