/// What the words of expressions mean, and the words that connect the parts of a command.
extension Vocabulary {
    /// What a word between the parts of a command or an expression means; empty if it needs no explanation.
    static func meaning(ofKeyword word: String) -> String { keywords[word] ?? "" }

    /// What a named number is; empty if its name says it.
    static func meaning(ofValue name: String) -> String { values[name] ?? "" }

    private static let keywords = [
        "and": "both hold", "or": "either holds", "not": "does not hold", "if": "only where a condition holds",
        "until": "until a condition holds", "within": "how far apart the sides may be", "hint": "what helps",
        "in": "the operation comes next", "at": "for these numbers", "=": "the value comes next",
        "~=": "about as large as", "axis=": "0 down the columns, 1 along the rows",
    ]

    private static let values = [
        "loss": "of the batch, before its update", "accuracy": "share of the batch that is right",
        "train.loss": "over all training samples", "train.accuracy": "over all training samples",
        "validation.loss": "over the validation samples", "validation.accuracy": "over the validation samples",
        "test.loss": "over the test samples", "test.accuracy": "over the test samples", "lr": "the learning rate",
        "epoch": "number of the epoch, from 0", "iteration": "number of the iteration, from 0",
        "batch": "number of the batch in the epoch, from 0", "operation": "how many operations have run",
        "N": "rows of the batch", "pi": "3.14159...", "inf": "infinity", "nan": "not a number",
    ]
}
