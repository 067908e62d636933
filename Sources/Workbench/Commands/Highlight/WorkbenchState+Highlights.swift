import CommandLanguage
import NeuralEngine
import StepDebugger

/// `highlight`
extension WorkbenchState {
    mutating func highlight(_ regions: [CellRegion], _ command: PendingCommand) throws(CommandError) -> [Effect] {
        var lit: [LitCells] = []
        for region in regions { lit.append(try cells(of: region, command)) }
        highlights = lit
        highlightPosition = session?.position
        return [report(command, Look.lights)]
    }

    private func cells(of region: CellRegion, _ command: PendingCommand) throws(CommandError) -> LitCells {
        let shape = try evaluate(Expression(.name(region.name.value), at: region.name.range)).shape
        guard let name = MatrixName(region.name.value), variables[region.name.value] == nil,
            session?.engine.plan.contains(name) == true
        else {
            throw CommandError(
                .noCellOfThePlan(region.name.value, command: command.parsed.command.name),
                at: region.name.range)
        }
        guard !region.subscripts.isEmpty else {
            return LitCells(name: name, rows: 0..<shape.rows, columns: 0..<shape.columns)
        }
        do throws(EvaluationError) {
            let selection = try CellSelection(region.subscripts, in: shape) { (index) throws(EvaluationError) in
                try Evaluator(scope: scope).evaluate(index)
            }
            return LitCells(name: name, rows: selection.rows, columns: selection.columns)
        } catch {
            throw CommandError(error)
        }
    }

    /// The cells that are lit now: lights go out when the session moves.
    public var litCells: [LitCells] { highlightPosition == session?.position ? highlights : [] }
}
