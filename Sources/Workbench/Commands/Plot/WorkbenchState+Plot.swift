import CommandLanguage
import NeuralEngine

/// `plot`
extension WorkbenchState {
    /// The field of a boundary that is drawn as text, and the most samples that an outcome is made from.
    private static let field = (columns: 64, rows: 14)
    private static let sampleLimit = 10_000
    private static let binLimit = 1000

    func plot(
        _ source: PlotSource, _ options: [CommandOption], _ command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        guard session != nil else { throw CommandError(.noNetworkToRun) }
        let report: PlotReport
        switch source {
        case .histogram(let expression): report = try histogramReport(expression, options)
        case .named(let name):
            if let subject = PlotSubject(rawValue: name.value) {
                report = try curveReport(subject, name, options)
            } else {
                report = try outcomeReport(name.value == "boundary" ? .boundary : .confusion, name)
            }
        }
        return [self.report(command, report)]
    }

    private func histogramReport(
        _ expression: Expression, _ options: [CommandOption]
    ) throws(CommandError) -> PlotReport {
        var bins = Histogram.usualBins
        for option in options {
            bins = option.integer
            if bins > Self.binLimit { throw CommandError(.tooManyBins(limit: Self.binLimit), at: option.value.range) }
        }
        switch histogram(of: expression, bins: bins) {
        case .success(let histogram):
            return PlotReport(look: .histogram(expression, bins: bins), data: .histogram(histogram))
        case .failure(let error): throw CommandError(error)
        }
    }

    private func curveReport(
        _ subject: PlotSubject, _ name: Located<String>, _ given: [CommandOption]
    ) throws(CommandError) -> PlotReport {
        if subject == .accuracy, session?.engine.training?.isClassification == false {
            throw CommandError(.evaluation(.noClasses(subject.rawValue)), at: name.range)
        }
        var options = PlotOptions()
        for option in given {
            switch option.name.value {
            case "x": options.isLogX = option.word == "log"
            case "y": options.isLogY = option.word == "log"
            case "smooth": options.smoothing = option.number
            case "from": options.start = option.integer
            default: options.end = option.integer
            }
        }
        if let start = options.start, let end = options.end, start >= end {
            throw CommandError(.emptyStretch(from: start, to: end), at: given.last?.value.range)
        }
        return PlotReport(
            look: .curve(subject, options),
            data: .curves(curves(of: subject), usualSmoothing: usualSmoothing(of: subject)))
    }

    private func outcomeReport(_ kind: Outcome.Kind, _ name: Located<String>) throws(CommandError) -> PlotReport {
        _ = try runnableSession()
        guard let engine = session?.engine, let training = engine.training else {
            throw CommandError(.noDataToRun)
        }
        guard Outcome.kinds(for: self).contains(kind) else {
            throw CommandError(
                kind == .boundary ? .noBoundary(inputs: engine.network.inputCount) : .noConfusion, at: name.range)
        }
        guard training.count > 0,
            let outcome = outcome(
                kind, fieldColumns: Self.field.columns, fieldRows: Self.field.rows, sampleLimit: Self.sampleLimit)
        else { throw CommandError(.noDataToRun) }
        return PlotReport(look: .outcome(kind), data: .outcome(outcome))
    }
}
