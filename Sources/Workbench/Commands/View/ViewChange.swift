import NeuralEngine
import PlainText

/// What a command asks the screen to show, checked against the network. Without a screen it only affects the pictures
/// that `snapshot` draws.
public indirect enum ViewChange: CommandReport {
    /// These matrices, at most two, in the viewer; none closes it.
    case matrices([MatrixName])
    /// Another layout of the screen.
    case layout(LayoutName)
    /// The cell cursor on a cell.
    case cell(MatrixName, row: Int, column: Int)
    /// The cells that the state lights up.
    case lights
    /// A setting of the screen.
    case setting(ScreenSetting)

    /// The command itself says it.
    public var text: String { "" }
    package var kind: String { "text" }
    package var fields: [JSONField] { [JSONField("text", .string(""))] }
    package func logLines(of output: CommandOutput) -> [LogLine] {
        output.isScripted
            ? [] : [LogLine(output.command, .command)] + (output.text.isEmpty ? [] : [LogLine(output.text, .output)])
    }
}
