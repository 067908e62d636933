import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// A row of image data as an image, or the weights of a unit that looks at one: 784 numbers are 28×28 points, 64 are 8×8.
struct MatrixImage {
    /// Points, row after row.
    let points: [Double]
    /// How many points a side has.
    let side: Int
    /// What is shown: `X[3]`, or `W1[:,5]` for a column.
    let title: String
    /// Whether the points are signed numbers rather than brightness.
    private let isSigned: Bool

    /// Sides of images that are told from other rows of numbers.
    private static let sides = [8, 28]

    /// Nil where neither rows nor columns are images.
    init?(_ look: MatrixLook, _ network: NetworkSpecification, _ cursor: CellPosition) {
        guard let side = Self.sides.first(where: { $0 * $0 == network.inputCount }), look.shape.count > 0 else {
            return nil
        }
        let count = side * side
        switch look.name.subject {
        case .inputs where look.shape.columns == count:
            points = look.window(rows: cursor.row..<cursor.row + 1, columns: 0..<count).elements
            title = "\(look.name)[\(cursor.row)]"
        case .weights(1) where look.shape.rows == count:
            points = look.window(rows: 0..<count, columns: cursor.column..<cursor.column + 1).elements
            title = "\(look.name)[:,\(cursor.column)]"
        default: return nil
        }
        self.side = side
        isSigned = look.name != .inputs
    }

    /// The place for the image at the right of an area; nil where there is too little room for it.
    func split(_ area: Rect) -> (rest: Rect, image: Rect)? {
        let factor = side == 8 && area.rows >= 18 && area.columns >= 60 ? 3 : side == 8 ? 2 : 1
        let columns = side * factor
        guard area.columns >= columns + 24, area.rows >= side * factor / 2 + 1 else { return nil }
        let (left, right) = area.splitColumns(right: columns + 1)
        return (left.splitColumns(right: 1).left, right)
    }

    func draw(on grid: inout CellGrid, in area: Rect, _ style: MatrixStyle) {
        grid.put(title, at: area.origin, style: style.theme.title, limit: area.columns)
        let place = area.splitRows(top: 1).bottom
        let finite = points.filter(\.isFinite)
        let largest = finite.map(\.magnitude).max() ?? 0
        let low = finite.min() ?? 0
        let high = max(finite.max() ?? 1, low)
        let factor = max(1, min(place.columns / side, place.rows * 2 / side))
        let width = side * factor
        let enlarged = (0..<width * width).map { points[$0 / width / factor * side + $0 % width / factor] }
        let picture = HeatMap(
            resolution: HeatMap.Resolution(rows: width, columns: width, rowsPerCharacter: 2), values: enlarged,
            palette: isSigned ? .diverging(style.theme.heat, scale: largest) : .gray(low...high))
        picture.draw(into: &grid, in: place, glyphs: style.glyphs, hasColors: style.hasColors)
    }
}
