import PlainText
import StepDebugger

/// Epochs as fields of JSON objects, with the language's names for their figures.
extension EpochPoint {
    package var fields: [JSONField] {
        let figures: [(String, Double?)] = [
            ("train.loss", trainingLoss), ("train.accuracy", trainingAccuracy), ("test.loss", testLoss),
            ("test.accuracy", testAccuracy), ("lr", learningRate),
        ]
        return [JSONField("epoch", .integer(epoch)), JSONField("iteration", .integer(iteration))]
            + figures.compactMap { name, value in value.map { JSONField(name, .number($0)) } }
    }
}
