/// A place on the screen, counted in character cells from the top left corner.
public struct Point: Hashable, Sendable {
    /// Cells from the left edge; 0 is the leftmost column.
    public var column: Int
    /// Cells from the top edge; 0 is the topmost row.
    public var row: Int

    /// The place `column` cells from the left and `row` cells from the top.
    public init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }

    /// The top left corner.
    public static let zero = Point(column: 0, row: 0)

    /// The place `columns` to the right and `rows` below this one.
    public func offset(columns: Int = 0, rows: Int = 0) -> Point {
        Point(column: column + columns, row: row + rows)
    }
}

/// A width and a height in character cells.
public struct Size: Hashable, Sendable {
    /// The width in cells; never negative.
    public var columns: Int
    /// The height in cells; never negative.
    public var rows: Int

    /// A size of `columns` × `rows` cells; negative extents become 0.
    public init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }
}

/// A rectangle of character cells.
public struct Rect: Hashable, Sendable {
    /// The leftmost column.
    public var column: Int
    /// The topmost row.
    public var row: Int
    /// The width in cells; never negative.
    public var columns: Int
    /// The height in cells; never negative.
    public var rows: Int

    /// The rectangle with its top left cell at (`column`, `row`); negative extents become 0.
    public init(column: Int, row: Int, columns: Int, rows: Int) {
        self.column = column
        self.row = row
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }

    /// The whole area of something `size` large.
    public init(_ size: Size) {
        self.init(column: 0, row: 0, columns: size.columns, rows: size.rows)
    }

    /// The top left cell.
    public var origin: Point { Point(column: column, row: row) }
    /// The extents.
    public var size: Size { Size(columns: columns, rows: rows) }
    /// The first column to the right of the rectangle.
    public var endColumn: Int { column + columns }
    /// The first row below the rectangle.
    public var endRow: Int { row + rows }
    /// Whether no cell lies inside.
    public var isEmpty: Bool { columns == 0 || rows == 0 }

    /// Whether the cell at `point` lies inside.
    public func contains(_ point: Point) -> Bool {
        point.column >= column && point.column < endColumn && point.row >= row && point.row < endRow
    }

    /// The cells that lie in both rectangles; empty if there are none.
    public func intersection(_ other: Rect) -> Rect {
        let left = max(column, other.column)
        let top = max(row, other.row)
        return Rect(
            column: left, row: top,
            columns: min(endColumn, other.endColumn) - left, rows: min(endRow, other.endRow) - top)
    }

    /// The smallest rectangle that both lie in.
    public func union(_ other: Rect) -> Rect {
        let left = min(column, other.column)
        let top = min(row, other.row)
        return Rect(
            column: left, row: top,
            columns: max(endColumn, other.endColumn) - left, rows: max(endRow, other.endRow) - top)
    }

    /// The rectangle without `columns` at the left and right and `rows` at the top and bottom.
    public func inset(columns: Int = 0, rows: Int = 0) -> Rect {
        Rect(
            column: column + columns, row: row + rows,
            columns: self.columns - 2 * columns, rows: self.rows - 2 * rows)
    }

    /// What a box drawn along the rectangle's edge leaves free.
    public var interior: Rect { inset(columns: 1, rows: 1) }

    /// The rectangle cut in two below its first `rows` rows.
    public func splitRows(top rows: Int) -> (top: Rect, bottom: Rect) {
        let height = min(max(0, rows), self.rows)
        return (
            Rect(column: column, row: row, columns: columns, rows: height),
            Rect(column: column, row: row + height, columns: columns, rows: self.rows - height)
        )
    }

    /// The rectangle cut in two above its last `rows` rows.
    public func splitRows(bottom rows: Int) -> (top: Rect, bottom: Rect) {
        splitRows(top: self.rows - min(max(0, rows), self.rows))
    }

    /// The rectangle cut in two after its first `columns` columns.
    public func splitColumns(left columns: Int) -> (left: Rect, right: Rect) {
        let width = min(max(0, columns), self.columns)
        return (
            Rect(column: column, row: row, columns: width, rows: rows),
            Rect(column: column + width, row: row, columns: self.columns - width, rows: rows)
        )
    }

    /// The rectangle cut in two before its last `columns` columns.
    public func splitColumns(right columns: Int) -> (left: Rect, right: Rect) {
        splitColumns(left: self.columns - min(max(0, columns), self.columns))
    }
}
