import Workbench

/// The report for programs, as one object.
extension GradeReport {
    var json: String {
        var fields: [(String, JSONText)] = [
            ("kind", .string("grade")), ("passed", .boolean(passed)), ("verdict", .string(verdict)),
            ("case", .string(summary)), ("tolerance", .number(tolerance)),
            ("matrices", .array(entries.map(\.json))), ("unchecked", .array(unchecked.map(JSONText.string))),
            ("remarks", .array(remarks.map(JSONText.string))),
        ]
        if let first = firstWrong { fields.append(("firstWrong", first.json)) }
        return JSONText.object(fields).text + "\n"
    }
}

extension GradeReport.Entry {
    fileprivate var json: JSONText {
        var fields: [(String, JSONText)] = [
            ("name", .string(name)), ("operation", .string(operation)),
            ("verdict", .string(fault != nil ? "wrong" : isRight ? "right" : "follows")),
        ]
        if let equation { fields.append(("equation", .string(equation))) }
        guard let fault else { return .object(fields) }
        if let shapes = fault.shapes {
            fields += [
                ("shape", .array([.integer(shapes.given.rows), .integer(shapes.given.columns)])),
                ("expectedShape", .array([.integer(shapes.expected.rows), .integer(shapes.expected.columns)])),
            ]
        }
        if let cell = fault.cell {
            fields += [
                ("row", .integer(cell.row)), ("column", .integer(cell.column)), ("expected", .number(cell.expected)),
                ("got", .number(cell.actual)),
            ]
        }
        fields += [("wrongCells", .integer(fault.wrongCount)), ("cells", .integer(fault.cellCount))]
        if let hint = fault.hint { fields.append(("hint", .string(hint))) }
        if !fault.missingOperands.isEmpty {
            fields.append(("notGiven", .array(fault.missingOperands.map(JSONText.string))))
        }
        return .object(fields)
    }
}
