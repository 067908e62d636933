/// A search of the history, which Ctrl-R begins: each letter narrows it down.
public struct HistorySearch: Equatable, Sendable {
    /// What the line has to contain.
    public internal(set) var query = ""
    /// Whether no earlier line contains that; the last one that did stays in view.
    public internal(set) var hasFailed = false
    /// The line of the history that is shown; one past the last if there is none yet.
    var index: Int
    /// What was being typed before.
    let draft: [Character]
    /// Where the cursor was.
    let draftCursor: Int
}

extension LineEditor {
    // MARK: Walking

    /// Shows the last line of the history before the one shown that begins with what was typed; the line being typed is
    /// kept aside.
    mutating func showOlderLine() {
        beginWalk()
        let shown = characters
        let prefix = String(draft)
        let older = (0..<(historyIndex ?? history.count)).last {
            history[$0].hasPrefix(prefix) && Array(history[$0]) != shown
        }
        guard let older else {
            if historyIndex == history.count { historyIndex = nil }
            return
        }
        historyIndex = older
        show(Array(history[older]))
    }

    /// Shows the next line of the history after the one shown that begins with what was typed, and after the last one
    /// the line being typed.
    mutating func showNewerLine() {
        guard let index = historyIndex else { return }
        beginWalk()
        let shown = characters
        let prefix = String(draft)
        let newer = history.indices.dropFirst(index + 1).first {
            history[$0].hasPrefix(prefix) && Array(history[$0]) != shown
        }
        historyIndex = newer
        show(newer.map { Array(history[$0]) } ?? draft)
    }

    /// A line from the history that was changed counts as a new line being typed.
    private mutating func beginWalk() {
        if let index = historyIndex, index < history.count, Array(history[index]) == characters { return }
        draft = characters
        historyIndex = history.count
    }

    // MARK: Searching

    /// Handles a key while the history is searched.
    ///
    /// - Returns: whether the key is done with; other keys end the search, keep the line and then do what they always
    ///   do.
    mutating func handleInSearch(_ key: Key) -> Bool {
        switch key {
        case .character(let character):
            search?.query.append(character)
            showMatch(from: search?.index ?? history.count, direction: -1)
        case .backspace, .control("h"):
            guard let search, !search.query.isEmpty else { return true }
            self.search?.query.removeLast()
            showMatch(from: history.count, direction: -1)
        case .control("r"):
            if search?.query.isEmpty == true { search?.query = lastQuery }
            showMatch(from: (search?.index ?? history.count) - 1, direction: -1)
        case .control("s"):
            showMatch(from: (search?.index ?? history.count) + 1, direction: 1)
        case .control("g"):
            guard let search else { return false }
            show(search.draft)
            moveCursor(to: search.draftCursor)
            endSearch()
        case .escape:
            endSearch()
        default:
            endSearch()
            return false
        }
        return true
    }

    /// Ends the search, if there is one; the line that it found stays.
    public mutating func endSearch() {
        if let query = search?.query, !query.isEmpty { lastQuery = query }
        search = nil
        historyIndex = nil
    }

    /// Shows the first line from `start` on, backward or forward, that contains the query and is not in view already.
    private mutating func showMatch(from start: Int, direction: Int) {
        guard let query = search?.query, !query.isEmpty else {
            search?.hasFailed = false
            return
        }
        let isNewQuery = start == search?.index || start == history.count
        var index = start
        while index != -1, index <= history.count {
            defer { index += direction }
            guard index < history.count, let match = history[index].firstMatch(of: query) else { continue }
            let line = Array(history[index])
            guard isNewQuery || line != characters else { continue }
            show(line)
            moveCursor(to: match)
            search?.index = index
            search?.hasFailed = false
            return
        }
        search?.hasFailed = true
    }
}

extension String {
    /// How many characters stand before the first occurrence of `text`; nil if there is none.
    fileprivate func firstMatch(of text: String) -> Int? {
        firstRange(of: text).map { distance(from: startIndex, to: $0.lowerBound) }
    }
}
