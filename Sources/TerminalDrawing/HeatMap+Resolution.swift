extension HeatMap {
    /// How a matrix is laid out on characters, and into how many blocks it is condensed to fit.
    ///
    /// Block `b` of `n` holds the rows b·R/n up to, but without, (b+1)·R/n of the matrix's R, in whole numbers, and
    /// columns likewise. If `isWhole`, each block is one cell of the matrix.
    public struct Resolution: Equatable, Sendable {
        /// Rows of blocks.
        public let rows: Int
        /// Columns of blocks.
        public let columns: Int
        /// Characters that a column takes: 2 or 1.
        public let charactersPerColumn: Int
        /// Rows that a character shows: 1, or 2 in half blocks.
        public let rowsPerCharacter: Int
        /// Rows of the matrix.
        public let matrixRows: Int
        /// Columns of the matrix.
        public let matrixColumns: Int

        /// A resolution in which each block is one cell of the matrix, or of the part of it that is shown.
        public init(rows: Int, columns: Int, charactersPerColumn: Int = 1, rowsPerCharacter: Int = 1) {
            self.init(
                rows: rows, columns: columns, charactersPerColumn: charactersPerColumn,
                rowsPerCharacter: rowsPerCharacter, matrixRows: rows, matrixColumns: columns)
        }

        init(
            rows: Int, columns: Int, charactersPerColumn: Int, rowsPerCharacter: Int, matrixRows: Int,
            matrixColumns: Int
        ) {
            precondition(rows >= 0 && columns >= 0, "a matrix cannot have a negative number of rows or columns")
            precondition((1...2).contains(charactersPerColumn) && (1...2).contains(rowsPerCharacter))
            self.rows = rows
            self.columns = columns
            self.charactersPerColumn = charactersPerColumn
            self.rowsPerCharacter = rowsPerCharacter
            self.matrixRows = matrixRows
            self.matrixColumns = matrixColumns
        }

        /// Whether each block is one cell of the matrix.
        public var isWhole: Bool { rows == matrixRows && columns == matrixColumns }

        /// The extents in characters.
        public var size: Size {
            Size(
                columns: columns * charactersPerColumn, rows: (rows + rowsPerCharacter - 1) / rowsPerCharacter)
        }

        /// The rows of the matrix that a row of blocks holds.
        public func matrixRows(ofBlockRow row: Int) -> Range<Int> {
            row * matrixRows / rows..<(row + 1) * matrixRows / rows
        }

        /// The columns of the matrix that a column of blocks holds.
        public func matrixColumns(ofBlockColumn column: Int) -> Range<Int> {
            column * matrixColumns / columns..<(column + 1) * matrixColumns / columns
        }

        /// The row of blocks that holds a row of the matrix.
        public func blockRow(ofMatrixRow row: Int) -> Int { ((row + 1) * rows - 1) / matrixRows }

        /// The column of blocks that holds a column of the matrix.
        public func blockColumn(ofMatrixColumn column: Int) -> Int {
            ((column + 1) * columns - 1) / matrixColumns
        }
    }

    /// The resolution that shows the most of a matrix in an area: single cells as wide as possible, or else blocks of
    /// cells that fill the area.
    /// - rows: of the matrix.
    /// - columns: of the matrix.
    /// - hasColors: whether the terminal shows colours; half blocks need them.
    /// - usesSigns: whether the map will be drawn with `usesSigns`, for which a cell needs a character of its own.
    public static func resolution(
        rows: Int, columns: Int, in area: Size, glyphs: GlyphSet, hasColors: Bool, usesSigns: Bool = false
    ) -> Resolution {
        func resolution(_ charactersPerColumn: Int, _ rowsPerCharacter: Int) -> Resolution {
            Resolution(
                rows: min(rows, area.rows * rowsPerCharacter),
                columns: min(columns, area.columns / charactersPerColumn),
                charactersPerColumn: charactersPerColumn, rowsPerCharacter: rowsPerCharacter, matrixRows: rows,
                matrixColumns: columns)
        }
        let hasHalves = hasColors && !glyphs.isASCII && !usesSigns
        let choices = [resolution(2, 1), resolution(1, 1)] + (hasHalves ? [resolution(1, 2)] : [])
        return choices.first(where: \.isWhole) ?? choices[choices.count - 1]
    }
}
