/// Something that is possible at the cursor.
struct CompletionPlace {
    /// Where it starts; from there up to the cursor it is already typed.
    let lower: Int
    /// What it is.
    let kind: Kind

    enum Kind {
        case command
        /// One of these words.
        case word(WordList)
        case keyword(String)
        /// A word that is followed by an opening parenthesis.
        case call(String, meaning: String)
        /// A name of that kind, except those already written.
        case name(ArgumentPart.NameKind, excluding: [String])
        case path(endings: [String])
        case operand(Operands, ExpressionScan.Nesting)
        /// An operator that is a word.
        case wordOperator
        case axis
        case settingName
        /// The value of an option or setting, or one in a list of values.
        case value(ValueDescription)
        case optionName([OptionEntry])
        /// Something about which nothing is known.
        case free
    }

    /// Which names an expression's value can have.
    enum Operands: Equatable {
        case all
        /// Those of cells of the network.
        case cells
        /// Those that can be assigned to.
        case targets
    }
}

/// What a value is for.
struct ValueDescription {
    let name: String
    let kind: OptionKind
    let summary: String
    let defaultText: String?
    /// What it names; nil if it does not name something that exists.
    let names: ArgumentPart.NameKind?
    let isSetting: Bool

    init(_ option: OptionEntry) {
        name = option.name
        kind = option.kind
        summary = option.summary
        defaultText = option.defaultText
        names = option.names
        isSetting = false
    }

    init(_ setting: SettingEntry) {
        name = setting.name
        kind = setting.kind
        summary = setting.summary
        defaultText = nil
        names = nil
        isSetting = true
    }
}
