import Workbench

extension PlotReport {
    /// The data of a plot: the points of each series, the bins of a histogram, or what the network makes of the data.
    var fields: [(String, JSONText)] {
        switch data {
        case .curves(let curves, _):
            var subject = ""
            if case .curve(let curve, _) = look { subject = curve.rawValue }
            return [("plot", .string(subject)), ("series", .array(curves.map { .object($0.fields) }))]
        case .histogram(let histogram):
            return [("plot", .string("hist"))] + histogram.fields
        case .outcome(.boundary(let field)):
            return [("plot", .string("boundary"))] + field.fields
        case .outcome(.confusion(let confusion)):
            return [
                ("plot", .string("confusion")), ("classes", .array(confusion.classNames.map(JSONText.string))),
                ("counts", .array(confusion.counts.map { .array($0.map(JSONText.integer)) })),
                ("undefined", .array(confusion.undefined.map(JSONText.integer))),
                ("isTest", .boolean(confusion.isTest)), ("samples", .integer(confusion.samples.shown)),
                ("accuracy", confusion.accuracy.map(JSONText.number) ?? .null),
            ]
        case .outcome(.predictions(let predictions)):
            return [
                ("plot", .string("predictions")), ("output", .integer(predictions.output)),
                (
                    "pairs",
                    .array(predictions.pairs.map { .array([.number($0.target), .number($0.predicted)]) })
                ),
                ("isTest", .boolean(predictions.isTest)),
                ("determination", predictions.determination.map(JSONText.number) ?? .null),
            ]
        }
    }
}

extension PlotCurve {
    /// Points are pairs of an iteration and a value.
    fileprivate var fields: [(String, JSONText)] {
        [
            ("name", .string(name)),
            ("points", .array(points.map { .array([.integer($0.iteration), .number($0.value)]) })),
        ]
    }
}

extension Histogram {
    fileprivate var fields: [(String, JSONText)] {
        [
            ("shape", .array([.integer(shape.rows), .integer(shape.columns)])),
            ("range", .array([.number(range.lowerBound), .number(range.upperBound)])),
            ("counts", .array(counts.map(JSONText.integer))),
            ("minimum", summary.map { .number($0.minimum) } ?? .null),
            ("mean", summary.map { .number($0.mean) } ?? .null),
            ("maximum", summary.map { .number($0.maximum) } ?? .null), ("notFinite", .integer(nonFiniteCount)),
        ]
    }
}

extension BoundaryField {
    /// `field` has a row of answers for each row of the plane, from the top: the class's index, or the number.
    fileprivate var fields: [(String, JSONText)] {
        func answer(_ answer: NetworkAnswer) -> JSONText {
            switch answer {
            case .classIndex(let index, _): .integer(index)
            case .number(let number): .number(number)
            case .undefined: .null
            }
        }
        func axis(_ axis: FeatureAxis) -> JSONText {
            .object([
                ("name", .string(axis.name)),
                ("range", .array([.number(axis.range.lowerBound), .number(axis.range.upperBound)])),
            ])
        }
        return [
            ("classes", .array(classNames.map(JSONText.string))), ("horizontal", axis(horizontal)),
            ("vertical", axis(vertical)),
            (
                "field",
                .array((0..<rows).map { row in .array(cells[row * columns..<(row + 1) * columns].map(answer)) })
            ),
        ]
    }
}
