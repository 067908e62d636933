import CommandLanguage
import PlainText
import Workbench

/// The results of a run as a test, file by file: for the summary at its end, and for programs that show test results.
struct TestReport: Equatable {
    /// The files that were run, or could not be.
    private(set) var suites: [Suite] = []

    /// One of the files.
    struct Suite: Equatable {
        /// The file as it was named.
        let name: String
        /// What was claimed in it, in order.
        private(set) var cases: [Case] = []
        /// How long it took, in seconds.
        fileprivate(set) var seconds = 0.0
        /// How long the `cases` took, in seconds.
        private var secondsInCases = 0.0

        fileprivate init(name: String) { self.name = name }

        /// How many cases have a verdict.
        func count(_ verdict: Verdict) -> Int { cases.count { $0.verdict == verdict } }

        fileprivate mutating func add(_ added: Case) {
            var added = added
            added.seconds = max(0, seconds - secondsInCases)
            secondsInCases = seconds
            // Readers tell cases apart by name, and show only one of those that share a name.
            let others = cases.count { $0.claim == added.claim }
            added.name = others == 0 ? added.claim : "\(added.claim) (\(others + 1))"
            cases.append(added)
        }
    }

    /// One claim and its result.
    struct Case: Equatable {
        /// What was claimed.
        let claim: String
        /// The claim, followed by a number if the file makes it several times.
        fileprivate(set) var name = ""
        /// The text that contains it: the suite's, or one that this `source`s.
        let file: String
        /// Its line, from 1; nil if the whole file is meant.
        let line: Int?
        let verdict: Verdict
        /// What the transcript says if the claim did not hold.
        let details: String
        /// How long everything since the case before took, in seconds, including the training that is judged.
        fileprivate(set) var seconds = 0.0
    }

    /// Begins a file.
    mutating func begin(_ file: String) {
        suites.append(Suite(name: file))
    }

    /// Records the output of a command of the file.
    /// - seconds: the time since the file began.
    mutating func add(_ output: CommandOutput, after seconds: Double) {
        suites[suites.count - 1].seconds = seconds
        // An interruption concerns the whole run, and is reported once, at its end.
        guard let verdict = output.verdict, verdict != .interrupted else { return }
        // An error is reported at its own place, which may be in a text that was `source`d.
        let place: (file: String, line: Int) =
            if let error = output.report.body as? ErrorReport {
                (error.source.name, error.source.lineAndColumn(at: error.diagnostic.range.lower).line)
            } else {
                (output.source, output.line)
            }
        suites[suites.count - 1].add(
            Case(
                claim: output.claim, file: place.file, line: place.line, verdict: verdict,
                details: verdict == .held ? "" : output.text))
    }

    /// Records a line that cannot be read.
    mutating func add(_ diagnostic: Diagnostic, in source: SourceText) {
        let line = String(source.line(containing: diagnostic.range.lower)).drop { $0 == " " || $0 == "\t" }
        suites[suites.count - 1].add(
            Case(
                claim: line.isEmpty ? diagnostic.message : String(line), file: source.name,
                line: source.lineAndColumn(at: diagnostic.range.lower).line, verdict: .error,
                details: diagnostic.rendered(in: source)))
    }

    /// Records an error that kept the file from being run, or ended it.
    mutating func add(error message: String, claim: String) {
        let name = suites[suites.count - 1].name
        suites[suites.count - 1].add(
            Case(claim: claim, file: name, line: nil, verdict: .error, details: message))
    }

    /// `3 files: 41 expectations held, 1 failed, no errors`
    var summary: String {
        func count(_ verdict: Verdict) -> Int { suites.reduce(0) { $0 + $1.count(verdict) } }
        let errors = count(.error)
        return "\(counted(suites.count, "file")): \(counted(count(.held), "expectation")) held, "
            + "\(count(.failed) == 0 ? "none" : String(count(.failed))) failed, "
            + (errors == 0 ? "no errors" : counted(errors, "error"))
    }
}
