import NeuralEngine
import PlainText

/// What a command asks the screen to show, checked against the network. Without a screen nothing comes of it, but for
/// pictures that `snapshot` draws.
public indirect enum ViewChange: CommandReport {
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
    package var kind: String { "text" }
    package var fields: [JSONField] { [JSONField("text", .string(""))] }
    package func logLines(of output: CommandOutput) -> [LogLine] {
        output.isScripted
            ? [] : [LogLine(output.command, .command)] + (output.text.isEmpty ? [] : [LogLine(output.text, .output)])
    }
}
