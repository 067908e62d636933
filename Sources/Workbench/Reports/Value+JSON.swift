import PlainText

extension Value {
    /// `"value"` of a scalar, `"shape"` and `"values"` of a matrix.
    package var fields: [JSONField] {
        if isScalar { return [JSONField("value", json)] }
        return [
            JSONField("shape", .array([.integer(matrix.rows), .integer(matrix.columns)])), JSONField("values", json),
        ]
    }

    /// The number, the answer, or the rows.
    package var json: JSONValue {
        func cell(_ cell: Double) -> JSONValue { isBoolean ? .boolean(cell != 0) : .number(cell) }
        if let scalar { return cell(scalar) }
        return .array((0..<matrix.rows).map { .array(matrix.row($0).map(cell)) })
    }
}

extension NamedValue {
    package var json: JSONValue { .object([JSONField("name", .string(name)), JSONField("value", value.json)]) }
}
