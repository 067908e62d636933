/// What the words of expressions mean, and those that hold a command's parts together.
extension Vocabulary {
    /// What `word` means; empty where it speaks for itself.
    static func meaning(of word: String, in list: String) -> String {
        list == "value" ? values[word] ?? keywords[word] ?? "" : keywords[word] ?? ""
    }

    private static let keywords = [
        "and": "both hold", "or": "either holds", "not": "does not hold", "if": "only where a condition holds",
        "until": "until a condition holds", "within": "how far apart the sides may be", "hint": "what helps",
        "in": "the operation comes next", "at": "for these numbers", "=": "the value comes next",
        "~=": "about as large as", "axis=": "0 down the columns, 1 along the rows", "pi": "3.14159...",
        "inf": "infinity",
    ]

    private static let values = [
        "loss": "of the batch, before its update", "accuracy": "share of the batch that is right",
        "train.loss": "over all training samples", "train.accuracy": "over all training samples",
        "validation.loss": "over the validation samples", "validation.accuracy": "over the validation samples",
        "test.loss": "over the test samples", "test.accuracy": "over the test samples", "lr": "the learning rate",
        "epoch": "number of the epoch, from 0", "iteration": "number of the iteration, from 0",
        "batch": "number of the batch in the epoch, from 0", "operation": "how many operations have run",
        "N": "rows of the batch", "nan": "not a number",
    ]
}
