import PlainText

/// The report for programs, as one object.
extension GradeReport {
    var json: String {
        var fields: [JSONField] = [
            JSONField("kind", .string("grade")), JSONField("passed", .boolean(passed)),
            JSONField("verdict", .string(verdict)),
            JSONField("case", .string(summary)), JSONField("tolerance", .number(tolerance)),
            JSONField("matrices", .array(entries.map(\.json))),
            JSONField("unchecked", .array(unchecked.map(JSONValue.string))),
            JSONField("remarks", .array(remarks.map(JSONValue.string))),
        ]
        if let first = firstWrong { fields.append(JSONField("firstWrong", first.json)) }
        return JSONValue.object(fields).text + "\n"
    }
}

extension GradeReport.Entry {
    fileprivate var json: JSONValue {
        var fields: [JSONField] = [
            JSONField("name", .string(name)), JSONField("operation", .string(operation)),
            JSONField("verdict", .string(fault != nil ? "wrong" : isRight ? "right" : "follows")),
        ]
        if let equation { fields.append(JSONField("equation", .string(equation))) }
        guard let fault else { return .object(fields) }
        if let shapes = fault.shapes {
            fields += [
                JSONField("shape", .array([.integer(shapes.given.rows), .integer(shapes.given.columns)])),
                JSONField(
                    "expectedShape", .array([.integer(shapes.expected.rows), .integer(shapes.expected.columns)])),
            ]
        }
        if let cell = fault.cell {
            fields += [
                JSONField("row", .integer(cell.row)), JSONField("column", .integer(cell.column)),
                JSONField("expected", .number(cell.expected)),
                JSONField("got", .number(cell.actual)),
            ]
        }
        fields += [JSONField("wrongCells", .integer(fault.wrongCount)), JSONField("cells", .integer(fault.cellCount))]
        if let hint = fault.hint { fields.append(JSONField("hint", .string(hint))) }
        if !fault.missingOperands.isEmpty {
            fields.append(JSONField("notGiven", .array(fault.missingOperands.map(JSONValue.string))))
        }
        return .object(fields)
    }
}
