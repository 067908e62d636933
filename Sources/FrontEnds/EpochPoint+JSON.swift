import StepDebugger
import Workbench

/// Epochs as fields of JSON objects, in the names that the language has for their figures.
extension EpochPoint {
    var fields: [(String, JSONText)] {
        let figures: [(String, Double?)] = [
            ("train.loss", trainingLoss), ("train.accuracy", trainingAccuracy), ("test.loss", testLoss),
            ("test.accuracy", testAccuracy), ("lr", learningRate),
        ]
        return [("epoch", .integer(epoch)), ("iteration", .integer(iteration))]
            + figures.compactMap { name, value in value.map { (name, .number($0)) } }
    }
}

extension BestEpoch {
    var json: JSONText {
        .object([("monitor", .string(monitor.rawValue)), ("patience", .integer(patience))] + epoch.fields)
    }
}
