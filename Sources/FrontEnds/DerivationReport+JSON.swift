import Derivations
import Workbench

extension DerivationReport {
    /// The fields of the object: what is derived, the numbers, a step a line with its value, the witnesses, and whether
    /// all of it holds. Values are a number, or the rows of a matrix.
    var fields: [(String, JSONText)] {
        let derivation = checked.derivation
        let steps = zip(derivation.parts, checked.parts).flatMap { part, results in
            zip(part.steps, results).map { step, result in
                JSONText.object(
                    [
                        ("line", .string(step.line())), ("reason", .string(step.reason)),
                        ("values", Self.json(result.cells)), ("equal", .boolean(result.isEqual)),
                    ] + (result.overflow.map { [("float64", Self.json($0))] } ?? []))
            }
        }
        let witnesses = zip(derivation.claims, checked.witnesses).flatMap { claim, witnesses in
            witnesses.filter { $0.agrees != nil || $0.remark != nil }.map { witness in
                JSONText.object(
                    [
                        ("of", .string(claim.subject.line())), ("name", .string(witness.name)),
                        ("values", witness.cells.isEmpty ? .null : Self.json(witness.cells)),
                        ("agrees", witness.agrees.map(JSONText.boolean) ?? .null),
                        ("difference", witness.agrees == nil ? .null : .number(witness.largestDifference)),
                    ] + (witness.remark.map { [("remark", .string($0))] } ?? []))
            }
        }
        return [
            ("name", .string(derivation.name)), ("title", .string(derivation.title)),
            (
                "given",
                .object(derivation.given.map { ($0.symbol.line(), Self.json($0.cells)) })
            ),
        ] + (origin.map { [("origin", .string($0))] } ?? []) + [
            ("steps", .array(steps)), ("witnesses", .array(witnesses)), ("holds", .boolean(holds)),
        ]
    }

    private static func json(_ cells: [[Double]]) -> JSONText {
        if cells.count == 1, cells[0].count == 1 { return .number(cells[0][0]) }
        return .array(cells.map { .array($0.map(JSONText.number)) })
    }
}
