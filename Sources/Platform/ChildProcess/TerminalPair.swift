import Foundation

/// A pseudo-terminal: its controlling end, and the path of the end that a program uses.
public struct TerminalPair {
    /// The end with the keyboard and the display; whoever opens the pair closes it.
    public let controller: Int32
    /// The path of the terminal itself.
    public let path: String

    /// Linux's TIOCSPTLCK and TIOCGPTN, which unlock and name the other end; Swift does not import posix_openpt.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    /// Opens a pair that started programs do not inherit.
    public init() throws(SystemCallFailure) {
        let multiplexer = "/dev/ptmx"
        controller = try Self.opened(multiplexer)
        var lock: Int32 = 0
        var number: UInt32 = 0
        guard ioctl(controller, Self.setLock, &lock) == 0, ioctl(controller, Self.getNumber, &number) == 0 else {
            let failure = SystemCallFailure(multiplexer)
            close(controller)
            throw failure
        }
        path = "/dev/pts/\(number)"
    }

    /// Opens the terminal itself.
    public func openTerminal() throws(SystemCallFailure) -> Int32 { try Self.opened(path) }

    private static func opened(_ path: String) throws(SystemCallFailure) -> Int32 {
        let file = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard file >= 0 else { throw SystemCallFailure(path) }
        return file
    }

    /// Sets the size of the terminal, and tells the programs in it.
    public func setSize(columns: Int, rows: Int) {
        var window = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(controller, UInt(TIOCSWINSZ), &window)
    }
}
