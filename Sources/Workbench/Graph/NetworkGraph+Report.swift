import NeuralEngine
import PlainText

/// A graph in words, and in JSON.
extension NetworkGraph {
    static func spelled(_ value: Double) -> String { NumberFormat.rounded(value, digits: 4) }

    /// A line for each layer, and between two layers a line for the edges with the largest numbers.
    var figures: String {
        func values(_ layer: Layer) -> String {
            let nodes = layer.nodes.enumerated().map { index, node in
                let value = node.isHidden ? "?" : node.value.map(Self.spelled) ?? "."
                return layer.names.indices.contains(index) ? "\(layer.names[index]) \(value)" : value
            }
            return "\(layer.matrix)  \(nodes.joined(separator: "  "))"
        }
        var lines = ["row \(row)" + (target.map { ", target \($0)" } ?? "")]
        for (index, layer) in layers.enumerated() {
            lines.append(values(layer))
            guard edges.indices.contains(index) else { continue }
            let known = edges[index].marks.enumerated().filter { $0.element.value?.isFinite ?? false }
            guard
                let strongest = known.max(by: { ($0.element.value ?? 0).magnitude < ($1.element.value ?? 0).magnitude })
            else { continue }
            let (source, target) = strongest.offset.quotientAndRemainder(dividingBy: edges[index].targets)
            let value = Self.spelled(strongest.element.value ?? 0)
            lines.append("\(edges[index].matrix)  largest \(value) at [\(source),\(target)]")
        }
        return (lines + ["loss  \(loss.isHidden ? "?" : loss.value.map(Self.spelled) ?? ".")"]).joined(separator: "\n")
    }

    /// Nodes by layer, the inputs being layer 0, and edges by the layer that they lead to. `lit` says whether the last
    /// operation was about it.
    var fields: [JSONField] {
        func value(_ mark: Mark) -> [JSONField] {
            [JSONField("value", mark.value.map(JSONValue.number) ?? .null), JSONField("lit", .boolean(mark.isLit))]
        }
        let nodes = layers.enumerated().flatMap { number, layer in
            layer.nodes.enumerated().map { index, node in
                let name = layer.names.indices.contains(index) ? JSONValue.string(layer.names[index]) : .null
                return JSONValue.object(
                    [
                        JSONField("layer", .integer(number)), JSONField("index", .integer(index)),
                        JSONField("name", name), JSONField("matrix", .string(layer.matrix.description)),
                    ] + value(node))
            }
        }
        let links = edges.enumerated().flatMap { number, edges in
            edges.marks.enumerated().map { index, edge in
                JSONValue.object(
                    [
                        JSONField("layer", .integer(number + 1)), JSONField("from", .integer(index / edges.targets)),
                        JSONField("to", .integer(index % edges.targets)),
                        JSONField("matrix", .string(edges.matrix.description)),
                    ] + value(edge))
            }
        }
        return [
            JSONField("operation", operation.map(JSONValue.string) ?? .null), JSONField("row", .integer(row)),
            JSONField("target", target.map(JSONValue.string) ?? .null), JSONField("nodes", .array(nodes)),
            JSONField("edges", .array(links)), JSONField("loss", loss.value.map(JSONValue.number) ?? .null),
        ]
    }
}
