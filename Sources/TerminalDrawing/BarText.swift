extension GlyphSet {
    /// A row of bars, one for each value: the tallest for the greatest.
    ///
    /// If there are more values than columns, each column shows the greatest of its share, so that no spike is lost.
    /// Zero is an empty cell, anything above it shows at least the lowest bar, and values that are negative or not
    /// finite show as zero.
    /// - columns: the most characters to use; fewer values give fewer characters.
    public func sparkline(_ values: [Double], columns: Int) -> String {
        guard columns > 0, !values.isEmpty else { return "" }
        let heights: [Double] = values.map { $0.isFinite ? max(0, $0) : 0 }
        let count = min(columns, heights.count)
        let shares = (0..<count).map { column in
            let first = column * heights.count / count
            return heights[first..<max(first + 1, (column + 1) * heights.count / count)].max() ?? 0
        }
        let greatest = shares.max() ?? 0
        return String(
            shares.map { height -> Character in
                guard height > 0, greatest > 0 else { return " " }
                let level = Int((height / greatest * Double(bars.count)).rounded(.up))
                return bars[min(bars.count, max(1, level)) - 1]
            })
    }

    /// A bar that fills from the left.
    /// - fraction: from 0 to 1; values outside are clamped.
    public func progressBar(_ fraction: Double, columns: Int) -> String {
        guard columns > 0 else { return "" }
        let share = fraction.isFinite ? min(1, max(0, fraction)) : 0
        let filled = Int((share * Double(columns)).rounded(.down))
        return String(repeating: progressFilled, count: filled)
            + String(repeating: progressEmpty, count: columns - filled)
    }
}
