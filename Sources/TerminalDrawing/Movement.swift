/// A step with the arrow keys or `hjkl`, or a larger one.
package struct Movement {
    package let rows: Int
    package let columns: Int
    /// Whether it goes as far as possible.
    package let isToAnEnd: Bool

    /// The rows of a page.
    private static let page = 10

    package init(rows: Int, columns: Int, isToAnEnd: Bool = false) {
        self.rows = rows
        self.columns = columns
        self.isToAnEnd = isToAnEnd
    }

    package init?(_ key: Key) {
        switch key {
        case .up, .character("k"): self.init(rows: -1, columns: 0)
        case .down, .character("j"): self.init(rows: 1, columns: 0)
        case .left, .character("h"): self.init(rows: 0, columns: -1)
        case .right, .character("l"): self.init(rows: 0, columns: 1)
        case .pageUp: self.init(rows: -Self.page, columns: 0)
        case .pageDown: self.init(rows: Self.page, columns: 0)
        case .home: self.init(rows: 0, columns: -1, isToAnEnd: true)
        case .end: self.init(rows: 0, columns: 1, isToAnEnd: true)
        default: return nil
        }
    }
}
