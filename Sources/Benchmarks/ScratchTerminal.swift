import Foundation
import Platform

/// An invisible terminal: a pseudo-terminal in place of standard input and output, with a thread that reads whatever is
/// written to it.
///
/// So the screen can be measured anywhere, even with the output in a pipe, and with all the costs of a real terminal.
final class ScratchTerminal {
    /// Why it cannot be opened.
    struct Failure: Error, CustomStringConvertible {
        let cause: SystemCallFailure

        var description: String {
            "the screen cannot be measured without a pseudo-terminal: \(cause.call): "
                + String(cString: strerror(cause.number))
        }
    }

    /// The controlling end, with the keyboard and the display.
    private let controller: Int32
    private let formerInput: Int32
    private let formerOutput: Int32
    private let hasDrained = DispatchSemaphore(value: 0)
    private var isOpen = true

    /// Opens one in place of standard input and output.
    init(columns: Int, rows: Int) throws {
        let terminal: Int32
        do throws(SystemCallFailure) {
            let pair = try TerminalPair()
            controller = pair.controller
            terminal = try pair.openTerminal()
            pair.setSize(columns: columns, rows: rows)
        } catch {
            throw Failure(cause: error)
        }
        fflush(nil)
        formerInput = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
        formerOutput = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
        dup2(terminal, STDIN_FILENO)
        dup2(terminal, STDOUT_FILENO)
        Foundation.close(terminal)
        Thread.detachNewThread { [controller, hasDrained] in
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = read(controller, &buffer, buffer.count)
                // Reading fails once the other end of the terminal is closed.
                if count == 0 || (count < 0 && errno != EINTR) { break }
            }
            hasDrained.signal()
        }
    }

    /// Types text into it.
    func type(_ text: String) { keyboard(text) }

    /// A function that types text into it, on any thread, while it is open.
    var keyboard: @Sendable (String) -> Void {
        { [controller] text in
            let bytes = Array(text.utf8)
            _ = write(controller, bytes, bytes.count)
        }
    }

    /// Restores standard input and output.
    func close() {
        guard isOpen else { return }
        isOpen = false
        fflush(nil)
        Self.giveBack(formerInput, to: STDIN_FILENO)
        Self.giveBack(formerOutput, to: STDOUT_FILENO)
        hasDrained.wait()
        Foundation.close(controller)
    }

    /// A stream that was closed before is closed again.
    private static func giveBack(_ former: Int32, to file: Int32) {
        if former >= 0 {
            dup2(former, file)
            Foundation.close(former)
        } else {
            Foundation.close(file)
        }
    }

    deinit {
        close()
    }
}
