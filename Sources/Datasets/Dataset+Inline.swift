import NeuralEngine

extension Dataset {
    /// Data from two matrices written by the user: `inputs` (samples × features), `targets` (samples × outputs).
    ///
    /// If every row of the targets has one 1 and otherwise 0, each column is a class; a single column of 0 and 1 means two
    /// classes; anything else is numeric. Classes are named by their index.
    /// - Throws: ``DatasetError/inlineRowsDiffer(inputs:targets:)``, ``DatasetError/inlineWithoutCells``
    public static func inline(inputs: Matrix<Double>, targets: Matrix<Double>) throws(DatasetError) -> Dataset {
        guard inputs.rows == targets.rows else {
            throw .inlineRowsDiffer(inputs: inputs.rows, targets: targets.rows)
        }
        guard !inputs.elements.isEmpty, !targets.elements.isEmpty else { throw .inlineWithoutCells }
        return Dataset(
            name: "inline", featureNames: (0..<inputs.columns).map { "x\($0)" }, inputs: inputs,
            target: target(of: targets))
    }

    private static func target(of targets: Matrix<Double>) -> Target {
        let numeric = Target.numeric(targets, names: (0..<targets.columns).map { "y\($0)" })
        guard targets.elements.allSatisfy({ $0 == 0 || $0 == 1 }) else { return numeric }
        if targets.columns == 1 {
            return .classes(labels: targets.elements.map { Int($0) }, names: ["0", "1"])
        }
        var labels: [Int] = []
        for row in 0..<targets.rows {
            let cells = targets.elements[row * targets.columns..<(row + 1) * targets.columns]
            guard cells.reduce(0, +) == 1, let hot = cells.firstIndex(of: 1) else { return numeric }
            labels.append(hot - cells.startIndex)
        }
        return .classes(labels: labels, names: (0..<targets.columns).map(String.init))
    }
}
