import Foundation
import Workbench

/// The scenarios that sessions are recorded to.
final class RecordFiles {
    private var files: [String: AppendedFile] = [:]

    /// Creates the file of a record; an existing file may be somebody's work and is left alone.
    func open(_ path: String) -> Result<String, EffectFailure> {
        do throws(EffectFailure) {
            files[path] = try AppendedFile(new: NSString(string: path).expandingTildeInPath, name: path)
            return .success(path)
        } catch {
            return .failure(error)
        }
    }

    /// Appends lines to a record at once.
    /// - Returns: why that failed; nil if it did not.
    func write(_ text: String, to path: String, replacing: Bool) -> EffectFailure? {
        do throws(EffectFailure) {
            let bytes = Array(text.utf8)
            if replacing { try files[path]?.replace(with: bytes) } else { try files[path]?.append(bytes) }
            return nil
        } catch {
            return error
        }
    }

    /// Closes a record.
    func close(_ path: String) { files[path] = nil }
}
