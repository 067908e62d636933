/// Words to choose from, each with its meaning.
public struct WordList: Equatable, Sendable {
    private let entries: [Entry]

    private struct Entry: Equatable, Sendable {
        let word: String
        let meaning: String
    }

    /// The words that spell `values`.
    package init<Value: RawRepresentable<String>>(_ values: [Value], meaning: (Value) -> String) {
        entries = values.map { Entry(word: $0.rawValue, meaning: meaning($0)) }
    }

    private init(_ entries: [Entry]) {
        self.entries = entries
    }

    /// What `word` means: empty if it needs no explanation, nil if it is not in the list.
    func meaning(of word: String) -> String? { entries.first { $0.word == word }?.meaning }

    /// The list with only this word of it.
    package func only(_ word: String) -> WordList { WordList(entries.filter { $0.word == word }) }

    package static func + (left: WordList, right: WordList) -> WordList { WordList(left.entries + right.entries) }
}

extension WordList: RandomAccessCollection {
    /// The place of the first word.
    public var startIndex: Int { 0 }
    /// The place after the last word.
    public var endIndex: Int { entries.count }

    /// The word at a place.
    public subscript(position: Int) -> String { entries[position].word }
}

extension WordList: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral {
    /// Words with their meanings, in the order to show them: `["start": "goes to the start"]`.
    public init(dictionaryLiteral elements: (String, String)...) {
        entries = elements.map { Entry(word: $0, meaning: $1) }
    }

    /// Words that need no explanation.
    public init(arrayLiteral elements: String...) {
        entries = elements.map { Entry(word: $0, meaning: "") }
    }
}
