import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// A row of image data as an image, or the weights of a unit that looks at one: 784 numbers are 28×28 points, 64 are 8×8.
struct MatrixImage {
    private let points: [Double]
    /// How many points a side has.
    private let side: Int
    /// What is shown: `X[3]`, or `W1[:,5]` for a column.
    let title: String
    /// Whether the points are signed numbers rather than brightness.
    private let isSigned: Bool

    /// The sides of the images that are recognized.
    private static let sides = [8, 28]

    /// Nil if neither rows nor columns are images.
    init?(_ matrix: SessionMatrix, _ network: NetworkSpecification, _ cursor: CellPosition) {
        guard let side = Self.sides.first(where: { $0 * $0 == network.inputCount }), matrix.shape.count > 0 else {
            return nil
        }
        let count = side * side
        switch matrix.name.subject {
        case .inputs where matrix.shape.columns == count:
            points = matrix.window(rows: cursor.row..<cursor.row + 1, columns: 0..<count).elements
            title = "\(matrix.name)[\(cursor.row)]"
        case .weights(1) where matrix.shape.rows == count:
            points = matrix.window(rows: 0..<count, columns: cursor.column..<cursor.column + 1).elements
            title = "\(matrix.name)[:,\(cursor.column)]"
        default: return nil
        }
        self.side = side
        isSigned = matrix.name != .inputs
    }

    /// The largest magnification of a point, in characters.
    private static let largestScale = 3
    /// The least columns that the matrix keeps beside its image.
    private static let leastRest = 24

    private func picture(_ style: MatrixStyle) -> GrayImage {
        let largest = points.lazy.filter(\.isFinite).map(\.magnitude).max() ?? 0
        return GrayImage(
            rows: side, columns: side, values: points,
            palette: isSigned ? .diverging(style.theme.heat, scale: largest) : nil)
    }

    /// The place for the image at the right of an area; nil if there is too little room for all its points.
    func split(_ area: Rect, _ style: MatrixStyle) -> (rest: Rect, image: Rect)? {
        guard area.rows > 1, area.columns > Self.leastRest else { return nil }
        let size = picture(style).size(
            in: Size(columns: area.columns - Self.leastRest, rows: area.rows - 1), glyphs: style.glyphs,
            hasColors: style.hasColors, largestScale: Self.largestScale)
        guard size.columns >= side else { return nil }
        let (left, right) = area.splitColumns(right: max(size.columns, title.count))
        return (left.splitColumns(right: 1).left, right)
    }

    func draw(on grid: inout CellGrid, in area: Rect, _ style: MatrixStyle) {
        grid.put(title, at: area.origin, style: style.theme.title, limit: area.columns)
        picture(style).draw(
            into: &grid, in: area.splitRows(top: 1).bottom, glyphs: style.glyphs, hasColors: style.hasColors,
            largestScale: Self.largestScale)
    }
}
