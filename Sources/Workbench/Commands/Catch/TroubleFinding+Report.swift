import NeuralEngine
import PlainText
import StepDebugger

extension TroubleFinding {
    /// What was found, with its numbers.
    var text: String {
        switch self {
        case .nonFinite(let name, let row, let column, let value, let count):
            let others = count > 1 ? ", the first of \(count) cells of \(name) that are not finite" : ""
            return "\(name)[\(row),\(column)] = \(NumberFormat.rounded(value))\(others)"
        case .deadUnits(let name, let dead, let units):
            return "\(dead) of \(units) units of \(name) are 0 for every sample of the batch"
        case .vanishing(let name, let size, let largest, let largestSize):
            return "\(name) has cells of about \(NumberFormat.rounded(size, digits: 3)), "
                + "\(largest) of \(NumberFormat.rounded(largestSize, digits: 3))"
        case .exploding(let name, let size, let weightsSize):
            return "\(name) has cells of about \(NumberFormat.rounded(size, digits: 3)), "
                + "\(MatrixName(name.subject)) of \(NumberFormat.rounded(weightsSize, digits: 3))"
        case .saturated(let name, let flat, let cells):
            return "\(flat) of \(cells) cells of \(name) have almost no slope"
        case .diverging(let loss, let first):
            return "the loss is \(NumberFormat.rounded(loss))"
                + (first.map { ", it was \(NumberFormat.rounded($0)) in the first iteration" } ?? "")
        }
    }

    package var fields: [JSONField] {
        switch self {
        case .nonFinite(let name, let row, let column, let value, let count):
            [
                JSONField("finding", .string("nan")), JSONField("name", .string(name.description)),
                JSONField("row", .integer(row)),
                JSONField("column", .integer(column)), JSONField("value", .number(value)),
                JSONField("cells", .integer(count)),
            ]
        case .deadUnits(let name, let dead, let units):
            [
                JSONField("finding", .string("dead-relu")), JSONField("name", .string(name.description)),
                JSONField("dead", .integer(dead)),
                JSONField("units", .integer(units)),
            ]
        case .vanishing(let name, let size, let largest, let largestSize):
            [
                JSONField("finding", .string("vanishing")), JSONField("name", .string(name.description)),
                JSONField("size", .number(size)),
                JSONField("largest", .string(largest.description)), JSONField("largestSize", .number(largestSize)),
            ]
        case .exploding(let name, let size, let weightsSize):
            [
                JSONField("finding", .string("exploding")), JSONField("name", .string(name.description)),
                JSONField("size", .number(size)),
                JSONField("weightsSize", .number(weightsSize)),
            ]
        case .saturated(let name, let flat, let cells):
            [
                JSONField("finding", .string("saturated")), JSONField("name", .string(name.description)),
                JSONField("flat", .integer(flat)),
                JSONField("cells", .integer(cells)),
            ]
        case .diverging(let loss, let first):
            [
                JSONField("finding", .string("diverging")), JSONField("loss", .number(loss)),
                JSONField("first", first.map(JSONValue.number) ?? .null),
            ]
        }
    }
}
