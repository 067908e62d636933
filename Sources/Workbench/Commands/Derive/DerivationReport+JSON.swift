import Derivations
import PlainText

extension DerivationReport {
    /// The fields of the object: what is derived, the numbers, a step a line with its value, the witnesses, and whether
    /// all of it holds. Values are a number, or the rows of a matrix.
    public var fields: [JSONField] {
        let derivation = checked.derivation
        let steps = zip(derivation.parts, checked.parts).flatMap { part, results in
            zip(part.steps, results).map { step, result in
                JSONValue.object(
                    [
                        JSONField("line", .string(step.line())), JSONField("reason", .string(step.reason)),
                        JSONField("values", Self.json(result.cells)), JSONField("equal", .boolean(result.isEqual)),
                    ] + (result.overflow.map { [JSONField("float64", Self.json($0))] } ?? []))
            }
        }
        let witnesses = zip(derivation.claims, checked.witnesses).flatMap { claim, witnesses in
            witnesses.filter { $0.agrees != nil || $0.remark != nil }.map { witness in
                JSONValue.object(
                    [
                        JSONField("of", .string(claim.subject.line())), JSONField("name", .string(witness.name)),
                        JSONField("values", witness.cells.isEmpty ? .null : Self.json(witness.cells)),
                        JSONField("agrees", witness.agrees.map(JSONValue.boolean) ?? .null),
                        JSONField("difference", witness.agrees == nil ? .null : .number(witness.largestDifference)),
                    ] + (witness.remark.map { [JSONField("remark", .string($0))] } ?? []))
            }
        }
        return [
            JSONField("name", .string(derivation.name)), JSONField("title", .string(derivation.title)),
            JSONField(
                "given",
                .object(derivation.given.map { JSONField($0.symbol.line(), Self.json($0.cells)) })
            ),
        ] + (origin.map { [JSONField("origin", .string($0))] } ?? []) + [
            JSONField("steps", .array(steps)), JSONField("witnesses", .array(witnesses)),
            JSONField("holds", .boolean(holds)),
        ]
    }

    private static func json(_ cells: [[Double]]) -> JSONValue {
        if cells.count == 1, cells[0].count == 1 { return .number(cells[0][0]) }
        return .array(cells.map { .array($0.map(JSONValue.number)) })
    }
}
