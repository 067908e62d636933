import CommandLanguage
import Datasets
import Testing
import Workbench

/// The workbench after a scenario in which every command must succeed.
func workbench(_ setUp: String) throws -> WorkbenchState {
    var state = WorkbenchState()
    let source = SourceText(name: "set-up", text: setUp)
    let script = Script.parse(source)
    try #require(script.diagnostics == [])
    for command in script.commands {
        var waiting = [WorkbenchAction.perform(command, source)]
        while !waiting.isEmpty {
            for effect in state.reduce(waiting.removeFirst()) {
                switch effect {
                case .report(let output):
                    if output.verdict == .error { Issue.record("\(output.text)") }
                case .loadData(let request, _):
                    guard case .builtIn(let name) = request.source else {
                        Issue.record("the set-up reads files: \(request)")
                        continue
                    }
                    let set = try #require(GeneratedDataset(rawValue: name)).made(request.making)
                    waiting.append(.dataLoaded(.success(try LoadedData(set.prepared(request.preparation)))))
                default: break
                }
            }
            if state.run != nil { waiting.append(.advance(budget: 1000)) }
        }
    }
    return state
}
