import PlainText

extension PlotReport {
    /// The data of a plot: the points of each series, the bins of a histogram, or what the network makes of the data.
    public var fields: [JSONField] {
        switch data {
        case .curves(let curves, _):
            var subject = ""
            if case .curve(let curve, _) = look { subject = curve.rawValue }
            return [
                JSONField("plot", .string(subject)), JSONField("series", .array(curves.map { .object($0.fields) })),
            ]
        case .histogram(let histogram):
            return [JSONField("plot", .string("hist"))] + histogram.fields
        case .outcome(.boundary(let field)):
            return [JSONField("plot", .string("boundary"))] + field.fields
        case .outcome(.confusion(let confusion)):
            return [
                JSONField("plot", .string("confusion")),
                JSONField("classes", .array(confusion.classNames.map(JSONValue.string))),
                JSONField("counts", .array(confusion.counts.map { .array($0.map(JSONValue.integer)) })),
                JSONField("undefined", .array(confusion.undefined.map(JSONValue.integer))),
                JSONField("isTest", .boolean(confusion.isTest)),
                JSONField("samples", .integer(confusion.samples.shown)),
                JSONField("accuracy", confusion.accuracy.map(JSONValue.number) ?? .null),
            ]
        case .outcome(.predictions(let predictions)):
            return [
                JSONField("plot", .string("predictions")), JSONField("output", .integer(predictions.output)),
                JSONField(
                    "pairs",
                    .array(predictions.pairs.map { .array([.number($0.target), .number($0.predicted)]) })
                ),
                JSONField("isTest", .boolean(predictions.isTest)),
                JSONField("determination", predictions.determination.map(JSONValue.number) ?? .null),
            ]
        }
    }
}

extension PlotCurve {
    /// Points are pairs of an iteration and a value.
    fileprivate var fields: [JSONField] {
        [
            JSONField("name", .string(name)),
            JSONField("points", .array(points.map { .array([.integer($0.iteration), .number($0.value)]) })),
        ]
    }
}

extension Histogram {
    fileprivate var fields: [JSONField] {
        [
            JSONField("shape", .array([.integer(shape.rows), .integer(shape.columns)])),
            JSONField("range", .array([.number(range.lowerBound), .number(range.upperBound)])),
            JSONField("counts", .array(counts.map(JSONValue.integer))),
            JSONField("minimum", summary.map { .number($0.minimum) } ?? .null),
            JSONField("mean", summary.map { .number($0.mean) } ?? .null),
            JSONField("maximum", summary.map { .number($0.maximum) } ?? .null),
            JSONField("notFinite", .integer(nonFiniteCount)),
        ]
    }
}

extension BoundaryField {
    /// `field` has a row of answers for each row of the plane, from the top: the class's index, or the number.
    fileprivate var fields: [JSONField] {
        func answer(_ answer: NetworkAnswer) -> JSONValue {
            switch answer {
            case .classIndex(let index, _): .integer(index)
            case .number(let number): .number(number)
            case .undefined: .null
            }
        }
        func axis(_ axis: FeatureAxis) -> JSONValue {
            .object([
                JSONField("name", .string(axis.name)),
                JSONField("range", .array([.number(axis.range.lowerBound), .number(axis.range.upperBound)])),
            ])
        }
        return [
            JSONField("classes", .array(classNames.map(JSONValue.string))), JSONField("horizontal", axis(horizontal)),
            JSONField("vertical", axis(vertical)),
            JSONField(
                "field",
                .array((0..<rows).map { row in .array(cells[row * columns..<(row + 1) * columns].map(answer)) })
            ),
        ]
    }
}
