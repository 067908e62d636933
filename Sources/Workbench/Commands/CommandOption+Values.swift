import CommandLanguage

extension CommandOption {
    /// The value of an option that takes a number; whole numbers are numbers too.
    var number: Double {
        switch value.value {
        case .number(let number, _): number
        case .integer(let integer): Double(integer)
        default: .nan
        }
    }
    /// The value of an option that takes a list of numbers.
    var numbers: [Double] {
        if case .numbers(let numbers, _) = value.value { numbers } else { [] }
    }
    /// The value of an option that takes a whole number.
    var integer: Int {
        if case .integer(let integer) = value.value { integer } else { 0 }
    }
    /// The value of a `seed=` option.
    var seed: UInt64 { UInt64(clamping: integer) }
    /// The value of an option that takes yes or no.
    var flag: Bool {
        if case .flag(let flag) = value.value { flag } else { false }
    }
    /// The value of an option that takes a word.
    var word: String {
        if case .word(let word) = value.value { word } else { "" }
    }
    /// The value of an option that takes a list of words.
    var words: [String] {
        switch value.value {
        case .words(let words): words
        case .word(let word): [word]
        default: []
        }
    }
}
