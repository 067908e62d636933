extension Script {
    /// Whether a bracket or a quote is still open at the end of `text`, so that a prompt should ask for more lines.
    public static func isUnfinished(_ text: String) -> Bool {
        var lines = LogicalLines(bytes: Array(text.utf8), from: 0)
        while let line = lines.next() {
            if line.unclosed != nil { return true }
        }
        return false
    }
}
