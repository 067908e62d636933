/// The header of an `.npy` file: a Python dictionary with a text, a truth value and a tuple of numbers.
struct NPYHeader: Equatable, Sendable {
    /// How an element is stored, as NumPy spells it: `<f8`.
    var type: String
    /// Whether the first axis varies fastest.
    var isFortranOrder: Bool
    /// How many elements each axis has.
    var shape: [Int]

    /// Reads the dictionary; nil if it has any other form.
    init?(_ text: String) {
        var scanner = Scanner(rest: text[...])
        guard scanner.takes("{") else { return nil }
        var found: (type: String?, isFortranOrder: Bool?, shape: [Int]?)
        while !scanner.takes("}") {
            guard let key = scanner.text(), scanner.takes(":") else { return nil }
            switch key {
            case "descr" where found.type == nil: found.type = scanner.text() ?? scanner.list()
            case "fortran_order" where found.isFortranOrder == nil: found.isFortranOrder = scanner.truth()
            case "shape" where found.shape == nil: found.shape = scanner.tuple()
            default: return nil
            }
            if !scanner.takes(",") {
                guard scanner.takes("}") else { return nil }
                break
            }
        }
        guard let type = found.type, let isFortranOrder = found.isFortranOrder, let shape = found.shape,
            scanner.isAtEnd
        else { return nil }
        self.type = type
        self.isFortranOrder = isFortranOrder
        self.shape = shape
    }

    /// Takes one token after the other, skipping blanks before each.
    private struct Scanner {
        var rest: Substring

        mutating func skipBlanks() { rest = rest.drop { $0 == " " || $0 == "\n" || $0 == "\t" } }

        var isAtEnd: Bool { rest.allSatisfy { $0 == " " || $0 == "\n" || $0 == "\t" } }

        mutating func takes(_ word: String) -> Bool {
            skipBlanks()
            guard rest.hasPrefix(word) else { return false }
            rest = rest.dropFirst(word.count)
            return true
        }

        /// The text between quotes.
        mutating func text() -> String? {
            skipBlanks()
            guard let quote = rest.first, quote == "'" || quote == "\"",
                let end = rest.dropFirst().firstIndex(of: quote)
            else { return nil }
            let text = rest[rest.index(after: rest.startIndex)..<end]
            rest = rest[rest.index(after: end)...]
            return text.contains("\\") ? nil : String(text)
        }

        /// A list in brackets, which arrays with several fields have instead of a text. It is only needed for the error message.
        mutating func list() -> String? {
            skipBlanks()
            guard rest.hasPrefix("["), let end = rest.firstIndex(of: "]") else { return nil }
            let list = String(rest[...end])
            rest = rest[rest.index(after: end)...]
            return list
        }

        mutating func truth() -> Bool? {
            if takes("True") { return true }
            return takes("False") ? false : nil
        }

        mutating func tuple() -> [Int]? {
            guard takes("(") else { return nil }
            var numbers: [Int] = []
            while !takes(")") {
                skipBlanks()
                let digits = rest.prefix { $0.isASCII && $0.isNumber }
                guard let number = Int(digits) else { return nil }
                rest = rest.dropFirst(digits.count)
                numbers.append(number)
                if !takes(",") { return takes(")") ? numbers : nil }
            }
            return numbers
        }
    }
}
