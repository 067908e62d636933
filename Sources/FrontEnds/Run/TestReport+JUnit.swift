import PlainText
import TerminalDrawing
import Workbench

/// JUnit's XML format, which Jenkins, GitLab and GitHub actions read: a `testsuite` for each file, a `testcase` for
/// each claim, with a `failure` or an `error` if it did not hold. `file` and `line`, as pytest writes them, lead
/// readers to the place.
extension TestReport {
    /// The report as an XML document.
    var junit: String {
        let cases = suites.flatMap(\.cases)
        var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
        lines.append(
            tag(
                "testsuites", [("name", "backstep")] + Self.counts(cases, suites.reduce(0) { $0 + $1.seconds })))
        for suite in suites {
            lines.append(
                "  " + tag("testsuite", [("name", suite.name)] + Self.counts(suite.cases, suite.seconds)))
            lines += suite.cases.map { Self.testCase($0, of: suite) }
            lines.append("  </testsuite>")
        }
        lines.append("</testsuites>")
        return lines.joined(separator: "\n") + "\n"
    }

    private static func counts(_ cases: [Case], _ seconds: Double) -> [(String, String)] {
        func count(_ verdict: Verdict) -> String { String(cases.count { $0.verdict == verdict }) }
        return [
            ("tests", String(cases.count)), ("failures", count(.failed)), ("errors", count(.error)), ("skipped", "0"),
            ("time", NumberFormat.fixed(seconds, decimals: 3)),
        ]
    }

    private static func testCase(_ result: Case, of suite: Suite) -> String {
        var attributes = [("name", result.name), ("classname", suite.name), ("file", result.file)]
        if let line = result.line { attributes.append(("line", String(line))) }
        attributes.append(("time", NumberFormat.fixed(result.seconds, decimals: 3)))
        let element =
            switch result.verdict {
            case .held: ""
            case .failed: "failure"
            case .error, .interrupted: "error"
            }
        guard !element.isEmpty else { return "    " + tag("testcase", attributes, isEmpty: true) }
        let place = result.line.map { "\(result.file):\($0)" } ?? result.file
        let opening = tag(
            element, [("message", result.headline), ("type", result.verdict == .failed ? "expectation" : "error")])
        return [
            "    " + tag("testcase", attributes),
            "      \(opening)\(escaped(result.details))",
            "  at \(escaped(place))</\(element)>",
            "    </testcase>",
        ].joined(separator: "\n")
    }
}

extension TestReport.Case {
    /// What went wrong, in one line: the error's sentence, or how a failed claim differs.
    fileprivate var headline: String {
        let lines = details.split(separator: "\n").map { $0.drop { $0 == " " } }
        guard verdict == .failed, lines.count > 1 else { return lines.first.map(String.init) ?? claim }
        let shownLines = 3
        return lines.dropFirst().prefix(shownLines).joined(separator: "; ")
    }
}

/// An opening tag, or the tag of an empty element. Line breaks and tabs are escaped in attributes, or else readers
/// would replace them with spaces.
private func tag(_ name: String, _ attributes: [(String, String)], isEmpty: Bool = false) -> String {
    let spelled = attributes.map { attribute, value in
        let text = escaped(value).replacing("\n", with: "&#10;").replacing("\t", with: "&#9;")
        return " \(attribute)=\"\(text)\""
    }
    return "<\(name)\(spelled.joined())\(isEmpty ? "/" : "")>"
}
