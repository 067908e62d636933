import TestSupport
import Testing

@testable import CommandLanguage
import Workbench

@Suite struct LessonCommandTests {
    @Test(arguments: [
        ("wait 500ms", "wait 500ms"), ("wait 2s", "wait 2000ms"), ("wait 1.5s", "wait 1500ms"), ("wait 0s", "wait 0ms"),
        ("chapter \"Forward\"", "chapter \"Forward\""), ("highlight", "highlight"),
        ("highlight dW1[0,2] X[:,0] dZ1", "highlight dW1[0, 2] X[:, 0] dZ1"),
        ("ask dW1[0,2]", "ask dW1[0, 2]"),
        ("ask loss within 0.01 hint \"mean of -log p\"", "ask loss hint \"mean of -log p\" within 0.01"),
        ("ask sum(dZ2, axis=0)[0,1] hint \"\"", "ask sum(dZ2, axis=0)[0, 1] hint \"\""),
        ("answer 1/(1+exp(-0.5))", "answer 1 / (1 + exp(-0.5))"),
        ("bug sign in loss.backward # here", "bug sign in loss.backward"), ("bug off", "bug off"),
        ("accuse linear1.backward", "accuse linear1.backward"), ("record a.scenario", "record a.scenario"),
        ("record off", "record off"), ("derive tanh", "derive tanh"), ("derive tanh at -0.5", "derive tanh at -0.5"),
        ("derive cross-entropy at [[1,2]] class=1", "derive cross-entropy at [[1, 2]] class=1"),
        ("derive linear layer=2", "derive linear layer=2"),
    ])
    func isReadAndWrittenAgain(_ written: String, _ canonical: String) throws {
        let command = try #require(try CommandParser.parse(written))
        #expect(command.description == canonical)
        #expect(try CommandParser.parse(canonical) == command)
    }

    @Test(arguments: [
        ("wait", "'wait' needs how long: wait 500ms, wait 2s", ""),
        ("wait 5", "'5' is not a time to wait: write 500ms or 2s", "5"),
        ("wait -1s", "'-1s' is not a time to wait: write 500ms or 2s", "-1s"),
        ("wait nans", "'nans' is not a time to wait: write 500ms or 2s", "nans"),
        ("wait 3601s", "'3601s' is more than an hour: 'pause' waits for the user instead", "3601s"),
        ("wait 1e300s", "'1e300s' is more than an hour: 'pause' waits for the user instead", "1e300s"),
        ("wait 1s 2s", "unexpected '2s' after 'wait 1s'", "2s"),
        ("chapter Forward", "the text of 'chapter' goes in double quotes", "Forward"),
        (
            "highlight W1 3", "'highlight' takes matrices or some of their cells: highlight dW1[0, 2] X[:, 0]",
            "3"
        ),
        ("highlight W1[0,", "this '[' is never closed: a ']' is missing", "["),
        ("ask", "'ask' needs what is asked for: ask dW1[0, 2]", ""),
        ("ask loss hint", "'ask' needs a text in double quotes", ""),
        ("ask loss hint \"a\" hint \"b\"", "'hint' is given twice", "hint"),
        ("ask loss within", "'ask' needs a tolerance after 'within'", ""),
        ("ask loss hint \"a\" 3", "unexpected '3' after 'ask loss hint \"a\"'", "3"),
        ("answer", "'answer' needs a value: answer 0.25", ""), ("answer = 3", "expected a value, not '='", "="),
        ("bug sing in update", "unknown kind of bug 'sing'", "sing"),
        ("bug sign", "'bug' needs the operation: bug sign in linear1.backward", ""),
        ("bug sign at update", "unexpected 'at' after 'bug sign': 'in' goes here", "at"),
        ("bug sign in", "'bug' needs the operation: bug sign in linear1.backward", ""),
        ("bug off in update", "unexpected 'in' after 'bug off'", "in"),
        ("accuse", "'accuse' needs an operation: accuse linear1.backward", ""),
        ("record", "'record' needs a file: record PATH.scenario, or record off", ""),
        ("derive", "'derive' needs a derivation: sigmoid", ""), ("derive tan", "unknown derivation 'tan'", "tan"),
        ("derive tanh at", "'derive' needs numbers: derive sigmoid at 0.5", ""),
        ("derive tanh 0.5", "unexpected '0.5' after 'derive tanh'", "0.5"),
        ("derive tanh class=1", "'class' does not go with 'derive tanh', only with 'derive cross-entropy'", "class"),
    ])
    func mistakesHaveTheirPlaceAndAreNamed(_ written: String, _ message: String, _ place: String) throws {
        let error = try #require(throws: ParseError.self) { try CommandParser.parse(written) }
        #expect(error.diagnostic.message.hasPrefix(message), "\(error.diagnostic.message)")
        let bytes = Array(written.utf8)[error.range.lower..<error.range.upper]
        #expect(String(decoding: bytes, as: UTF8.self) == place)
    }
}
