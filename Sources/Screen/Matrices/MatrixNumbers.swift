import PlainText
import TerminalDrawing
import Workbench

/// How the cells of one matrix are written: all with the same number of decimals, so that the decimal points line up,
/// and with a common power of ten in the title if all are small or large.
struct MatrixNumbers: Equatable {
    /// The width of a cell.
    let width: Int
    /// The exponent of the cells' common power of ten; 0 for most matrices.
    let exponent: Int
    private let decimals: Int
    /// What is smaller is what rounding left of 0.
    private let noise: Double

    /// The share of the largest cell that rounding may leave.
    private static let noiseShare = 1e-14

    /// The most decimals: more are noise to the eye, and the line under the matrices has six digits.
    private static let mostDecimals = 4

    /// - Parameters:
    ///   - largestMagnitude: of the finite cells.
    ///   - hasNegative: whether a cell is below zero.
    ///   - isFinite: whether all cells are finite.
    ///   - exactDecimals: how many decimals write every finite cell exactly, as for weights set by hand; nil if that
    ///     takes many.
    ///   - widest: the most columns that a cell may take, at least 5; whole numbers take less.
    init(largestMagnitude largest: Double, hasNegative: Bool, isFinite: Bool, exactDecimals: Int?, widest: Int) {
        noise = largest * Self.noiseShare
        // The width of the largest cell as written: rounding may add a digit.
        func columns(_ decimals: Int, exponent: Int = 0) -> Int {
            NumberFormat.fixed(Self.scaled(largest, by: exponent), decimals: decimals).count
        }
        let signColumns = hasNegative ? 1 : 0
        if let exactDecimals, columns(exactDecimals) + signColumns <= widest {
            width = max(columns(exactDecimals) + signColumns, isFinite ? 1 : "-inf".count)
            exponent = 0
            decimals = exactDecimals
            return
        }
        width = widest
        // A sign, a digit and the point leave this many.
        let room = min(Self.mostDecimals, widest - 3)
        if largest >= Self.powerOfTen(1 - room),
            let fitting = (1...room).reversed().first(where: { 1 + columns($0) <= widest })
        {
            exponent = 0
            decimals = fitting
            return
        }
        let order = Self.order(of: largest)
        // 9.99996 with four decimals is 10.0000: that is 1.0000 of the next power.
        exponent = columns(room, exponent: order) == room + 2 ? order : order + 1
        decimals = room
    }

    /// A cell in exactly `width` columns.
    func text(_ value: Double) -> String {
        let spelling: String
        if !value.isFinite {
            spelling = NumberFormat.rounded(value)
        } else {
            let fixed = NumberFormat.fixed(Self.scaled(value, by: exponent), decimals: decimals)
            // There is no negative zero: -0.00001 is 0.0000.
            let isZero = fixed.allSatisfy { "-0.".contains($0) }
            spelling = abs(value) <= noise ? "0" : isZero ? String(fixed.drop { $0 == "-" }) : fixed
        }
        return String(repeating: " ", count: max(0, width - spelling.count)) + spelling
    }

    /// What is shown for a value that a lesson asks for.
    var question: String { "?".leftPadded(to: width) }

    /// What is shown for a value that is still to be computed.
    func pending(_ glyphs: GlyphSet) -> String { String(glyphs.regionMarks[0]).leftPadded(to: width) }

    /// `×1e-3`, which follows the title if the cells have a common power of ten.
    var scaleSuffix: String { exponent == 0 ? "" : " ×1e\(exponent)" }

    /// The exponent of the first digit: 2 for 314.
    private static func order(of magnitude: Double) -> Int {
        guard magnitude > 0 else { return 0 }
        var order = 0
        var rest = magnitude
        while rest >= 10 {
            rest /= 10
            order += 1
        }
        while rest < 1 {
            rest *= 10
            order -= 1
        }
        return order
    }

    /// A number as a multiple of a power of ten.
    private static func scaled(_ value: Double, by exponent: Int) -> Double {
        guard exponent != 0 else { return value }
        // Smaller powers are subnormal: they lose digits and then become 0.
        guard exponent < -300 else { return value / powerOfTen(exponent) }
        return value * powerOfTen(300) / powerOfTen(exponent + 300)
    }

    private static func powerOfTen(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? 1 }
}
