import CommandLanguage
import NeuralEngine
import StepDebugger

/// The names of a session in which nothing has run, with the shapes that they will have; unknown values are NaN.
struct CheckScope: NameScope {
    let session: SessionScope
    /// Whether something has run.
    let hasRun: Bool
    /// How many rows the batch has; nil means as many as in the session.
    let batchRows: Int?

    func value(of name: String) throws(EvaluationProblem) -> Value {
        if let problem = session.problemOfEvaluating(name) { throw problem }
        if EpochMonitor(rawValue: name) != nil { return .number(.nan) }
        do throws(EvaluationProblem) {
            let value = try session.value(of: name)
            return hasRun ? unknownValue(of: name) ?? value : value
        } catch {
            guard hasRun, error.passesWithTime, let value = unknownValue(of: name) else { throw error }
            return value
        }
    }

    func previousValue(of name: String) throws(EvaluationProblem) -> Value {
        do throws(EvaluationProblem) {
            let value = try session.previousValue(of: name)
            return hasRun ? unknownValue(of: name) ?? value : value
        } catch {
            guard hasRun, error.passesWithTime, let value = unknownValue(of: name) else { throw error }
            return value
        }
    }

    /// An unknown value with the shape of a name of the session; nil for other names.
    private func unknownValue(of name: String) -> Value? {
        if Vocabulary.scalars.contains(name) { return .number(.nan) }
        guard let matrix = MatrixName(name), var shape = session.session?.engine.plan.shape(of: matrix) else {
            return nil
        }
        if matrix.subject == .loss, matrix.quantity == .value { return .number(.nan) }
        if matrix.hasRowPerSample, let batchRows { shape.rows = batchRows }
        return .matrix(Matrix(rows: shape.rows, columns: shape.columns, repeating: .nan))
    }
}
