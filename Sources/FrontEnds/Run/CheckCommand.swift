import CommandLanguage
import PlainText
import Platform
import TerminalDrawing
import Workbench

/// `backstep run --check`: checks scenarios without running them.
struct CheckCommand {
    let writer: OutputWriter
    let effects: EffectRunner

    /// Checks files, each by itself.
    ///
    /// - Returns: the exit status: success if nothing is wrong.
    func check(_ paths: [String]) -> ExitStatus {
        var errors = 0
        for path in paths {
            switch HeadlessPlayer.read(path) {
            case .failure(let failure):
                writer.write(unreadable: path, failure)
                errors += 1
            case .success(let source):
                let problems = ScenarioChecker.problems(of: source, read: read)
                for problem in problems {
                    if writer.format == .json {
                        writer.streams.writeData(problem.diagnostic.json(in: problem.source) + "\n")
                    }
                    writer.streams.writeError(problem.diagnostic.rendered(in: problem.source) + "\n")
                }
                errors += problems.count
            }
        }
        if writer.format == .text {
            let count = errors == 0 ? "no errors" : counted(errors, "error")
            writer.streams.writeOutput("\(counted(paths.count, "file")): \(count)\n")
        }
        return errors == 0 ? .success : .usage
    }

    /// Reads the files that a scenario reads. Nothing is drawn, and no log is open.
    private func read(_ effect: Effect) -> WorkbenchAction? {
        if case .loadData(let request, let source) = effect {
            return .dataLoaded(effects.loader.load(request, relativeTo: source, reportingTo: LoadingMonitor()))
        }
        return effects.run(effect, logs: RunLogFiles(), records: RecordFiles()) { CellGrid(size: $0) }
    }
}
