import CommandLanguage
import Foundation
import FoundationXML
import Testing
import Workbench

@testable import FrontEnds

/// The report of a run that Jenkins, GitLab and GitHub read.
@Suite struct JUnitTests {
    /// The report on a scenario.
    private func report(_ text: String, named name: String = "a.scenario") -> TestReport {
        var report = TestReport()
        report.begin(name)
        let source = SourceText(name: name, text: text)
        let script = Script.parse(source)
        for diagnostic in script.diagnostics { report.add(diagnostic, in: source) }
        guard script.diagnostics.isEmpty else { return report }
        var host = WorkbenchHost(state: WorkbenchState(), effects: EffectRunner())
        var seconds = 0.0
        _ = host.send(.play(source, script.commands))
        while host.state.hasScriptLeft {
            seconds += 0.5
            for output in host.send(.playNext) + host.finishRun(isInterrupted: { false }) {
                report.add(output, after: seconds)
            }
        }
        return report
    }

    @Test func aSuiteAFileAndACaseAClaim() throws {
        let text = """
            title "t"
            expect 1 == 1
            expect 2 ~= 3 within 0.5
            print 1
            expect 1 == 1
            print W9
            """
        let document = try XMLElements(report(text).junit)
        let suites = document.elements("testsuites")
        #expect(suites.count == 1)
        #expect(suites.first?.attributes["tests"] == "4")
        #expect(suites.first?.attributes["failures"] == "1")
        #expect(suites.first?.attributes["errors"] == "1")
        let suite = try #require(document.elements("testsuite").first)
        #expect(suite.attributes["name"] == "a.scenario")
        #expect(suite.attributes["tests"] == "4" && suite.attributes["skipped"] == "0")
        #expect(suite.attributes["time"] == "3.000")
        let cases = document.elements("testcase")
        #expect(cases.map { $0.attributes["name"] } == ["1 == 1", "2 ~= 3 within 0.5", "1 == 1 (2)", "print W9"])
        #expect(cases.map { $0.attributes["line"] } == ["2", "3", "5", "6"])
        #expect(
            cases.allSatisfy { $0.attributes["classname"] == "a.scenario" && $0.attributes["file"] == "a.scenario" })
        // The time before a case counts for that case.
        #expect(cases.map { $0.attributes["time"] } == ["1.000", "0.500", "1.000", "0.500"])
        let failure = try #require(document.elements("failure").first)
        #expect(failure.parent == "testcase")
        #expect(failure.attributes["message"] == "actual    2; expected  3 (within 0.5)")
        #expect(failure.text.contains("✗ 2 ~= 3 within 0.5\n") && failure.text.hasSuffix("at a.scenario:3"))
        let error = try #require(document.elements("error").first)
        #expect(error.attributes["message"]?.hasPrefix("a.scenario:6:7: error: there is no network yet") == true)
        #expect(error.text.contains("^~"))
    }

    @Test func gradientChecksCountAsCases() {
        let held = report("data xor\nnetwork 2-3-2\nnext\ncheck gradients\n")
        #expect(held.suites[0].cases.map(\.claim) == ["check gradients"])
        #expect(held.suites[0].cases.map(\.verdict) == [.held])
        let failed = report("data xor\nnetwork 2-3-2\nstep 9\nlet dW1[0,0] = 9\ncheck gradients\n")
        #expect(failed.suites[0].cases.map(\.verdict) == [.failed])
        #expect(failed.summary == "1 file: 0 expectations held, 1 failed, no errors")
    }

    @Test func answersCountAsCases() {
        let report = report("data xor\nnetwork 2-3-2\nnext\nask loss\nanswer loss\nask loss\nanswer 99\n")
        #expect(report.suites[0].cases.map(\.name) == ["the answer to loss", "the answer to loss (2)"])
        #expect(report.suites[0].cases.map(\.verdict) == [.held, .failed])
    }

    @Test func linesThatCannotBeReadAreErrors() throws {
        let document = try XMLElements(report("print 1\n  netwrk 2-2\nexpect 1 ==\n").junit)
        #expect(document.elements("testcase").map { $0.attributes["name"] } == ["netwrk 2-2", "expect 1 =="])
        #expect(document.elements("error").count == 2)
    }

    @Test func whateverStandsInAScenarioTheDocumentIsWellFormed() throws {
        let hostile = "expect 1 < 0 # \u{1} \u{1B}[31m \u{FFFE} & ]]> \" ' é 漢 🙂\n"
        let document = try XMLElements(
            report(hostile + "expect 2 < 1 and\t1 > 2\n", named: "<\"&'>\u{7}.scenario").junit)
        #expect(document.elements("testsuite").first?.attributes["name"] == "<\"&'>?.scenario")
        #expect(document.elements("failure").count == 2 || document.elements("error").count > 0)
        let broken = try XMLElements(report("print \u{1B}]0;& <x>\u{B}\n").junit)
        #expect(broken.elements("error").count == 1)
    }

    @Test func theSummaryCountsOverAllFiles() {
        var report = report("expect 1 == 1\nexpect 1 == 2\n")
        report.begin("b")
        report.add(error: "cannot read 'b': there is no such file", claim: "b")
        #expect(report.summary == "2 files: 1 expectation held, 1 failed, 1 error")
        #expect(self.report("expect 1 == 1\n").summary == "1 file: 1 expectation held, none failed, no errors")
    }
}

/// The elements of a document according to an XML parser; fails if the document is not well formed.
private final class XMLElements: NSObject, XMLParserDelegate {
    struct Element {
        let name: String
        let parent: String?
        let attributes: [String: String]
        var text = ""
    }

    private var all: [Element] = []
    private var open: [Int] = []

    init(_ document: String) throws {
        super.init()
        let parser = XMLParser(data: Data(document.utf8))
        parser.delegate = self
        guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
    }

    func elements(_ name: String) -> [Element] { all.filter { $0.name == name } }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        all.append(Element(name: name, parent: open.last.map { all[$0].name }, attributes: attributes))
        open.append(all.count - 1)
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        if let last = open.last { all[last].text += text }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        open.removeLast()
    }
}
