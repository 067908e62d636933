import Foundation

/// Why a test got no answer.
public enum TestSupportError: Error, CustomStringConvertible {
    /// A system call failed.
    case systemCall(String, errno: Int32)
    /// What was waited for did not come in time.
    case timeout(waitingFor: String, seen: String)
    /// A program of this package has not been built.
    case notBuilt(String)

    /// The error as text for a test's report.
    public var description: String {
        switch self {
        case .systemCall(let name, let number): "\(name): \(String(cString: strerror(number)))"
        case .timeout(let expected, let seen): "timed out waiting for \(expected); seen:\n\(seen)"
        case .notBuilt(let path): "\(path) is not there: build it first"
        }
    }
}
