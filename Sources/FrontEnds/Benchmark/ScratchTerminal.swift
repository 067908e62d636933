import Foundation

/// A terminal that nobody looks at: a pseudo-terminal in the place of standard input and output, with a thread that
/// takes in whatever is written to it.
///
/// So the screen can be measured anywhere, with its output in a pipe, too, and through everything that a real terminal
/// brings with it.
final class ScratchTerminal {
    /// Why there is none.
    struct Failure: Error, CustomStringConvertible {
        let call: String
        let number: Int32

        var description: String {
            "the screen cannot be measured without a pseudo-terminal: \(call): \(String(cString: strerror(number)))"
        }
    }

    /// The end that the keyboard and the eyes are at.
    private let controller: Int32
    private let formerInput: Int32
    private let formerOutput: Int32
    private let hasDrained = DispatchSemaphore(value: 0)
    private var isOpen = true

    /// Linux's TIOCSPTLCK and TIOCGPTN, which unlock and name the other end; Swift does not import posix_openpt.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    /// Opens one and puts it in the place of standard input and output.
    init(columns: Int, rows: Int) throws {
        let path = "/dev/ptmx"
        controller = try Self.opened(path)
        var lock: Int32 = 0
        var number: UInt32 = 0
        guard ioctl(controller, Self.setLock, &lock) == 0, ioctl(controller, Self.getNumber, &number) == 0 else {
            throw Failure(call: path, number: errno)
        }
        let terminal = try Self.opened("/dev/pts/\(number)")
        var window = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(terminal, UInt(TIOCSWINSZ), &window)
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
                // The end is an error where the other side of a terminal was closed.
                if count == 0 || (count < 0 && errno != EINTR) { break }
            }
            hasDrained.signal()
        }
    }

    private static func opened(_ path: String) throws -> Int32 {
        let file = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard file >= 0 else { throw Failure(call: path, number: errno) }
        return file
    }

    /// Types text into it.
    func type(_ text: String) { keyboard(text) }

    /// What types text into it, on any thread, while it is open.
    var keyboard: @Sendable (String) -> Void {
        { [controller] text in
            let bytes = Array(text.utf8)
            _ = write(controller, bytes, bytes.count)
        }
    }

    /// Gives standard input and output back.
    func close() {
        guard isOpen else { return }
        isOpen = false
        fflush(nil)
        Self.giveBack(formerInput, to: STDIN_FILENO)
        Self.giveBack(formerOutput, to: STDOUT_FILENO)
        hasDrained.wait()
        Foundation.close(controller)
    }

    /// A stream that was closed from the start is closed again.
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
