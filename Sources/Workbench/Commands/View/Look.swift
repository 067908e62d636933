import CommandLanguage
import NeuralEngine
import PlainText

/// What a command asks the screen to show, checked against the network. Without a screen nothing comes of it, but for
/// pictures that `snapshot` draws.
public indirect enum Look: CommandReport {
    /// These matrices, at most two, in the viewer; none closes it.
    case matrices([MatrixName])
    /// The screen divided in another way.
    case layout(LayoutName)
    /// The cell cursor on a cell.
    case cell(MatrixName, row: Int, column: Int)
    /// The cells that the state says are lit.
    case lights
    /// A setting of the screen.
    case setting(ScreenSetting)

    /// The command itself has said it.
    public var text: String { "" }
    public var kind: String { "text" }
    public var fields: [JSONField] { [JSONField("text", .string(""))] }
    public func logLines(of output: CommandOutput) -> [LogLine] {
        output.isScripted
            ? [] : [LogLine(output.command, .command)] + (output.text.isEmpty ? [] : [LogLine(output.text, .output)])
    }
}

/// The ways in which the screen can be divided.
public enum LayoutName: String, CaseIterable, Sendable {
    /// An operation with its matrices.
    case step
    /// The curves of training.
    case train
    /// The samples and what the network makes of them.
    case data
    /// The lesson's words.
    case lesson
}

/// What can be set about the screen.
public enum ScreenSetting: Equatable, Sendable {
    /// Whether the colours are for a light screen.
    case isLight(Bool)
    /// How many colours there are at most, as `Vocabulary.colorTiers` has it.
    case colors(String)
    /// The characters, as `Vocabulary.glyphSets` has it.
    case glyphs(String)
    /// Whether the mouse is taken.
    case takesMouse(Bool)
    /// Operations a second; nil is as fast as the machine runs.
    case speed(Int?)
    /// How fast a lesson plays by itself, as a multiple of the usual.
    case pace(Double)
}

extension ScreenSetting {
    /// The setting that `set` names; nil where it is none of the screen's.
    init?(_ name: String, _ word: String) {
        switch name {
        case "theme": self = .isLight(word == "light")
        case "colors": self = .colors(word)
        case "glyphs": self = .glyphs(word)
        case "mouse": self = .takesMouse(word == "on")
        case "speed": self = .speed(Int(word))
        case "pace": self = .pace(Double(word) ?? 1)
        default: return nil
        }
    }
}

/// `view`, `layout` and `focus`
extension WorkbenchState {
    func view(_ names: [Located<String>], _ command: PendingCommand) throws(CommandError) -> [Effect] {
        var matrices: [MatrixName] = []
        for name in names { matrices.append(try matrixOfThePlan(name, command)) }
        return [report(command, Look.matrices(matrices))]
    }

    /// The matrix of a name, whether or not an operation has computed it yet.
    private func matrixOfThePlan(
        _ name: Located<String>, _ command: PendingCommand
    ) throws(CommandError) -> MatrixName {
        if let matrix = MatrixName(name.value), let session, session.engine.plan.contains(matrix) { return matrix }
        // Evaluating it says best what is wrong with the name.
        _ = try evaluate(Expression(.name(name.value), at: name.range))
        throw CommandError(.noCellOfThePlan(name.value, command: command.parsed.command.name), at: name.range)
    }

    func setLayout(_ name: Located<String>, _ command: PendingCommand) -> [Effect] {
        // The grammar sees to the word.
        LayoutName(rawValue: name.value).map { [report(command, Look.layout($0))] } ?? []
    }

    func focus(_ reference: CellReference, _ command: PendingCommand) throws(CommandError) -> [Effect] {
        let cell = try cell(reference, command)
        return [report(command, Look.cell(cell.name, row: cell.row, column: cell.column))]
    }
}
