import CommandLanguage
import Foundation
import PlainText
import Workbench

extension Diagnostic {
    /// The object for an error in a text none of which was run.
    func json(in source: SourceText) -> String {
        let place = source.lineAndColumn(at: range.lower)
        return JSONValue.object(
            [
                JSONField("file", .string(source.name)), JSONField("line", .integer(place.line)),
                JSONField(
                    "command", .string(source.line(containing: range.lower).trimmingCharacters(in: .whitespaces))),
            ] + [JSONField("kind", .string("error"))] + ErrorReport(self, in: source).fields
        ).text
    }
}
