import CommandLanguage
import Datasets
import NeuralEngine

/// `data`: what a command asks for, and what comes of it.
extension WorkbenchState {
    mutating func requestData(
        _ source: DataSource, _ options: [CommandOption], _ command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        var request: DataRequest
        var place: SourceRange?
        switch source {
        case .builtIn(let name):
            request = DataRequest(source: .builtIn(name.value))
        case .csv(let path):
            request = DataRequest(source: .csv(path: path.value))
            place = path.range
        case .idx(let images, let labels):
            request = DataRequest(
                source: .idx(
                    training: DataRequest.LabelledFiles(images: images.value, labels: labels.value),
                    test: Self.testFiles(options)))
        case .inline(let inputs, let targets):
            request = DataRequest(
                source: .inline(inputs: try evaluate(inputs).matrix, targets: try evaluate(targets).matrix))
        }
        for option in options {
            switch option.name.value {
            case "samples": request.making.samples = option.integer
            case "classes": request.making.classes = option.integer
            case "noise": request.making.noise = option.number
            case "seed": request.seed = option.seed
            case "test": request.preparation.testFraction = option.number
            case "limit": request.preparation.limit = option.integer
            case "standardize": request.preparation.standardize = option.flag
            case "label": request.csv.label = option.word
            case "task": request.csv.task = CSVOptions.Task(rawValue: option.word)
            case "header": request.csv.header = option.flag
            default: break
            }
        }
        pending = command
        pending?.place = place
        pending?.dataOrigin = DataOrigin(
            command: command.parsed.command, source: command.source.name, request: request)
        return [.loadData(request, besides: command.source.name)]
    }

    /// The files with samples for testing, which come in pairs.
    private static func testFiles(_ options: [CommandOption]) -> DataRequest.LabelledFiles? {
        func path(_ name: String) -> String? { options.first { $0.name.value == name }?.word }
        guard let images = path("test-images"), let labels = path("test-labels") else { return nil }
        return DataRequest.LabelledFiles(images: images, labels: labels)
    }

    /// Takes in the data that a `data` command asked for.
    mutating func takeIn(
        _ result: Result<LoadedData, EffectFailure>, for command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        switch result {
        case .failure(let failure):
            if command.saved != nil, let origin = command.dataOrigin {
                throw CommandError(.badSavedCommand(origin.command.description, reason: failure.message))
            }
            throw CommandError(.effectFailed(failure.message))
        case .success(let data):
            if let saved = command.saved { return try goOn(with: saved, data, command) }
            let restartNote = restartNote
            setup.data = data
            setup.dataOrigin = command.dataOrigin
            rebuildSession()
            return [report(command, TextReport(data.summary + restartNote + mismatchNote))]
        }
    }
}
