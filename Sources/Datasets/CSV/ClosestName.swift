/// The name that `word` was probably meant to be: the one with the fewest letters inserted, removed, replaced or
/// swapped with their neighbour, if those are at most a third of the word; upper and lower case count as the same.
func closest(to word: String, among names: [String]) -> String? {
    let distances = names.map { editDistance(Array(word.lowercased()), Array($0.lowercased())) }
    // A word of which every letter is wrong is another word.
    guard let least = distances.min(), least <= max(1, word.count / 3), least < word.count else { return nil }
    return names[distances.firstIndex(of: least)!]
}

/// Optimal string alignment (Damerau and Levenshtein); O(m · n).
private func editDistance(_ first: [Character], _ second: [Character]) -> Int {
    var rows = [Array(0...second.count)]
    for i in 0..<first.count {
        var row = [i + 1]
        for j in 0..<second.count {
            var distance = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (first[i] == second[j] ? 0 : 1))
            if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
                distance = min(distance, rows[i - 1][j - 1] + 1)
            }
            row.append(distance)
        }
        rows.append(row)
    }
    return rows[first.count][second.count]
}
