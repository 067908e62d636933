import PlainText
import StepDebugger

/// Epochs as fields of JSON objects, with the language's names for their figures.
extension EpochPoint {
    package var fields: [JSONField] {
        [JSONField("epoch", .integer(epoch)), JSONField("iteration", .integer(iteration))]
            + (figures + [("lr", learningRate)]).map { JSONField($0, .number($1)) }
    }
}
