import CommandLanguage
import NeuralEngine
import PlainText

/// Reads what an implementation wrote.
extension LearnerAnswer {
    /// Why an answer cannot be read: a sentence, with the place in the text if there is one.
    struct Unreadable: Error, Equatable {
        let message: String
    }

    /// The matrices in a JSON text; names that do not belong to the case are remarked on.
    init(json bytes: [UInt8], in gradingCase: GradingCase) throws(Unreadable) {
        guard bytes.contains(where: { !$0.isBlank }) else {
            throw Unreadable(message: AnswerProblem.empty.description)
        }
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONReader.read(bytes, acceptsNonFinite: true)
        } catch {
            throw Unreadable(message: Self.rendered(error, bytes))
        }
        do throws(AnswerProblem) {
            self = try Reading(gradingCase: gradingCase).answer(value)
        } catch {
            throw Unreadable(message: error.description)
        }
    }

    /// What is wrong with a text, with its line and column and a caret.
    private static func rendered(_ error: JSONError, _ bytes: [UInt8]) -> String {
        let source = SourceText(name: "answer", text: String(decoding: bytes, as: UTF8.self))
        let offset = min(error.offset, source.text.utf8.count)
        let diagnostic = Diagnostic(
            message: "this is not JSON: \(error.fault); the answer is one object, and nothing else goes to standard "
                + "output",
            range: SourceRange(lower: offset, upper: min(offset + 1, source.text.utf8.count)))
        return diagnostic.rendered(in: source)
    }
}

/// Reads matrices from a JSON value.
private struct Reading {
    let gradingCase: GradingCase
    private var given: [LearnerAnswer.Given] = []
    private var ignored: [String] = []
    private var notFinite: [String] = []

    init(gradingCase: GradingCase) { self.gradingCase = gradingCase }

    func answer(_ value: JSONValue) throws(AnswerProblem) -> LearnerAnswer {
        guard case .object(let members) = value else { throw .notAnObject }
        var reading = self
        for member in members {
            if member.name == "updated" {
                guard case .object(let updated) = member.value else { throw .updatedIsNoObject }
                for member in updated { try reading.take(member, isUpdated: true) }
            } else {
                try reading.take(member, isUpdated: false)
            }
        }
        guard !reading.given.isEmpty else { throw .noMatrices(wanted: gradingCase.checkedNames) }
        var remarks: [String] = []
        if !reading.ignored.isEmpty {
            remarks.append(
                "ignored, as nothing of the case is checked by it: \(reading.ignored.joined(separator: " "))")
        }
        if !reading.notFinite.isEmpty {
            remarks.append(
                "NaN or infinite numbers are in \(reading.notFinite.joined(separator: " ")); JSON has none, they are read "
                    + "as Python writes them")
        }
        return LearnerAnswer(matrices: reading.given, remarks: remarks)
    }

    private mutating func take(_ member: JSONField, isUpdated: Bool) throws(AnswerProblem) {
        let label = (isUpdated ? "updated " : "") + member.name
        guard let name = MatrixName(member.name), gradingCase.checks(name, isUpdated: isUpdated) else {
            ignored.append(label.withoutControls)
            return
        }
        let matrix = try matrix(member.value, label, shape: gradingCase.shape(of: name))
        if matrix.elements.contains(where: { !$0.isFinite }) { notFinite.append(label) }
        if let other = given.first(where: {
            $0.isUpdated == isUpdated && gradingCase.areSame($0.name, name) && $0.matrix != matrix
        }) {
            throw .twice(other.name.description, member.name)
        }
        given.append(LearnerAnswer.Given(name: name, matrix: matrix, isUpdated: isUpdated))
    }

    /// A matrix from its rows; a single number is one cell, a list of numbers a row, or a column if the matrix is one.
    private func matrix(
        _ value: JSONValue, _ label: String, shape: MatrixShape?
    ) throws(AnswerProblem) -> Matrix<Double> {
        if let number = value.number { return Matrix(rows: 1, columns: 1, elements: [number]) }
        guard case .array(let items) = value else { throw .notNumbers(label) }
        guard !items.isEmpty else { throw .noCells(label) }
        let flat = items.compactMap(\.number)
        if flat.count == items.count {
            let isColumn = shape?.columns == 1 && shape?.rows == flat.count
            return Matrix(rows: isColumn ? flat.count : 1, columns: isColumn ? 1 : flat.count, elements: flat)
        }
        var cells: [Double] = []
        var columns: Int?
        for (row, item) in items.enumerated() {
            guard case .array(let entries) = item else { throw .notNumbers(label) }
            let numbers = entries.compactMap(\.number)
            guard numbers.count == entries.count else { throw .notNumbers(label) }
            guard !numbers.isEmpty else { throw .noCells(label) }
            let expected = columns ?? numbers.count
            guard numbers.count == expected else {
                throw .ragged(label, row: row, columns: numbers.count, expected: expected)
            }
            columns = expected
            cells += numbers
        }
        return Matrix(rows: items.count, columns: columns ?? 0, elements: cells)
    }
}

extension JSONValue {
    /// The value, if it is a number.
    fileprivate var number: Double? {
        switch self {
        case .integer(let integer): Double(integer)
        case .number(let number): number
        default: nil
        }
    }
}
