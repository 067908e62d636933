/// Something that can stand where the user's cursor is.
struct CompletionPlace {
    /// Where it begins; what stands from there up to the cursor is typed of it.
    let lower: Int
    /// What it is.
    let kind: Kind

    enum Kind {
        case command
        /// One of these words; `list` is the command or option that they belong to.
        case word([String], list: String)
        case keyword(String)
        /// A word with a parenthesis that opens behind it; `list` is the command that it belongs to.
        case call(String, list: String)
        /// A name of that kind, but for those that were written already.
        case name(ArgumentPart.NameKind, excluding: [String])
        case path(endings: [String])
        case operand(Operands, ExpressionScan.Nesting)
        /// An operator of an expression that is a word.
        case wordOperator
        case axis
        case settingName
        /// The value of an option or setting, or one of its values.
        case value(ValueDescription)
        case optionName([OptionEntry])
        /// Something that nothing is known of.
        case free
    }

    /// Which names an expression's value can have.
    enum Operands: Equatable {
        case all
        /// Those that stand for cells of the network.
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
    /// What it is the name of; nil where that is nothing that exists.
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
