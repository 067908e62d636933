import NeuralEngine

extension Dataset {
    /// The most distinct integers that are taken as classes unless the task is given.
    public static let integerClassLimit = 20
    /// The most classes that a file may have, since each becomes a column of the targets.
    public static let classLimit = 1000
}

/// The label column of a CSV file, and what it means.
struct CSVLabels {
    private let layout: CSVLayout
    private let starts: [Int]
    /// The labels as numbers; NaN for labels that are not numbers.
    private var values: [Double] = []
    /// The rows whose label is not a finite number.
    private var textRows: [Int] = []

    private var column: CSVColumn { layout.columns[layout.label] }

    /// - Parameter starts: the offset at which each row's label begins.
    init(_ starts: [Int], in layout: CSVLayout) throws(CSVProblem) {
        self.layout = layout
        self.starts = starts
        values.reserveCapacity(starts.count)
        for row in starts.indices {
            let number = layout.cells.number(try cell(row))
            if number == nil || !number!.isFinite { textRows.append(row) }
            values.append(number ?? .nan)
        }
    }

    private func cell(_ row: Int) throws(CSVProblem) -> CSVCells.Cell {
        var position = starts[row]
        return try layout.cells.cell(at: &position)
    }

    /// The targets, by the rule that ``CSVOptions/task`` states.
    func target(task: CSVOptions.Task?) throws(CSVProblem) -> Dataset.Target {
        if textRows.isEmpty {
            let isClassification = task.map { $0 == .classification } ?? looksLikeClasses
            return isClassification ? try numericClasses() : numbers()
        }
        let isClassification = task.map { $0 == .classification } ?? (textRows.count * 2 >= starts.count)
        if isClassification { return try textClasses() }
        throw try faultOfText(isRegression: task == .regression)
    }

    private var looksLikeClasses: Bool {
        var distinct: Set<Double> = []
        for value in values {
            guard value >= 0, value == value.rounded() else { return false }
            if distinct.insert(value).inserted, distinct.count > Dataset.integerClassLimit { return false }
        }
        return distinct.count < values.count || distinct.max() == Double(distinct.count - 1)
    }

    private func numbers() -> Dataset.Target {
        .numeric(
            Matrix(rows: values.count, columns: 1, elements: values), names: [column.name ?? "y"])
    }

    private func numericClasses() throws(CSVProblem) -> Dataset.Target {
        var distinct: Set<Double> = []
        for (row, value) in values.enumerated() {
            if distinct.insert(value).inserted { try checkClassCount(distinct.count, row: row) }
        }
        let classes = distinct.sorted()
        let indices = Dictionary(uniqueKeysWithValues: zip(classes, classes.indices))
        let names = classes.map { value in Int(exactly: value).map(String.init) ?? "\(value)" }
        return .classes(labels: values.map { indices[$0]! }, names: names)
    }

    private func textClasses() throws(CSVProblem) -> Dataset.Target {
        var indices: [String: Int] = [:]
        var names: [String] = []
        var labels: [Int] = []
        labels.reserveCapacity(starts.count)
        for row in starts.indices {
            let name = layout.cells.string(try cell(row))
            if let index = indices[name] {
                labels.append(index)
                continue
            }
            try checkClassCount(names.count + 1, row: row)
            indices[name] = names.count
            labels.append(names.count)
            names.append(name)
        }
        return .classes(labels: labels, names: names)
    }

    private func checkClassCount(_ count: Int, row: Int) throws(CSVProblem) {
        if count > Dataset.classLimit {
            throw CSVProblem(fault: .tooManyClasses(column, limit: Dataset.classLimit), offset: starts[row])
        }
    }

    private func faultOfText(isRegression: Bool) throws(CSVProblem) -> CSVProblem {
        let cell = try cell(textRows[0])
        let text = layout.cells.string(cell)
        let isNonFinite = layout.cells.number(cell) != nil || layout.cells.isNonFiniteWord(cell)
        return CSVProblem(
            fault: isNonFinite
                ? .notFinite(cell: text, column) : .labelNotANumber(cell: text, column, isRegression: isRegression),
            offset: layout.cells.trimmed(cell).lowerBound)
    }
}
