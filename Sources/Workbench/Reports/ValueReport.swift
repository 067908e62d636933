import PlainText

/// A value with the expression it came from.
public struct ValueReport: CommandReport {
    package let name: String
    package let value: Value
    /// Set if something that it depends on was changed by hand after it was computed.
    let stale: StaleValue?

    package init(_ name: String, _ value: Value) {
        self.init(name, value, stale: nil)
    }

    init(_ name: String, _ value: Value, stale: StaleValue?) {
        self.name = name
        self.value = value
        self.stale = stale
    }

    package var text: String { value.text(named: name) + (stale.map { "\n  \($0.note)" } ?? "") }
    package var kind: String { value.isScalar ? "scalar" : "matrix" }
    package var fields: [JSONField] { [JSONField("name", .string(name))] + value.fields + (stale?.fields ?? []) }
}

extension Value {
    /// How many rows and columns of a large matrix are shown at its start and at its end.
    private static let rowLimit = (all: 24, head: 12, tail: 4)
    private static let columnLimit = (all: 12, head: 7, tail: 3)

    /// `loss = 0.693147`, or a matrix with aligned columns below its name and shape.
    func text(named name: String) -> String {
        if let scalar { return "\(name) = \(isPending(0, 0) ? Self.pendingMark : spelling(ofCell: scalar))" }
        let rows = Self.shown(matrix.rows, Self.rowLimit)
        let columns = Self.shown(matrix.columns, Self.columnLimit)
        var table = rows.map { row in
            columns.map { column in
                guard let row else { return column == nil ? "⋱" : "⋮" }
                return column.map {
                    isPending(row, $0) ? Self.pendingMark : spelling(ofCell: matrix[row, $0])
                } ?? "…"
            }
        }
        for column in columns.indices {
            let width = table.map { $0[column].count }.max() ?? 0
            for row in table.indices { table[row][column] = table[row][column].leftPadded(to: width) }
        }
        return (["\(name)  \(shape)"] + table.map { "  " + $0.joined(separator: "  ") }).joined(separator: "\n")
    }

    /// The indices to show; nil stands for some that are left out.
    private static func shown(_ count: Int, _ limit: (all: Int, head: Int, tail: Int)) -> [Int?] {
        guard count > limit.all else { return Array(0..<count) }
        return Array(0..<limit.head) + [nil] + Array(count - limit.tail..<count)
    }

    /// A cell to its last digit, which a comparison may depend on.
    func exactSpelling(ofCell cell: Double) -> String {
        isBoolean ? spelling(ofCell: cell) : NumberFormat.shortest(cell)
    }

    /// `"value"` of a scalar, `"shape"` and `"values"` of a matrix.
    package var fields: [JSONField] {
        if isScalar { return [JSONField("value", json)] }
        return [
            JSONField("shape", .array([.integer(matrix.rows), .integer(matrix.columns)])), JSONField("values", json),
        ]
    }

    /// The number, the truth value, or the rows; null for cells that the operation under way has yet to compute.
    package var json: JSONValue {
        func cell(_ row: Int, _ column: Int) -> JSONValue {
            if isPending(row, column) { return .null }
            let number = matrix[row, column]
            return isBoolean ? .boolean(number != 0) : .number(number)
        }
        if isScalar { return cell(0, 0) }
        return .array((0..<matrix.rows).map { row in .array((0..<matrix.columns).map { cell(row, $0) }) })
    }
}
