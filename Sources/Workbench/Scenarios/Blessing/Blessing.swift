import CommandLanguage

/// What is to become of the numbers in the expectations of a run that failed, over all texts that were played.
public struct Blessing: Equatable, Sendable {
    /// What each expectation came to, in the order in which they were met first.
    private var findings: [Finding] = []
    private var places: [Place: Int] = [:]

    private struct Place: Hashable {
        let source: String
        let range: SourceRange
    }

    private struct Finding: Equatable {
        let source: SourceText
        let line: Int
        var outcome: Outcome
    }

    private enum Outcome: Equatable {
        case held
        case edits([NumberEdit])
        case refused(BlessingProblem)
    }

    /// An expectation that stays as it is and does not hold.
    public struct Refusal: Equatable, Sendable {
        /// The text that it stands in.
        public let source: String
        /// Its line, from 1.
        public let line: Int
        /// Why.
        public let problem: BlessingProblem
    }

    /// A text with numbers written anew.
    public struct BlessedText: Equatable, Sendable {
        /// The text as it was played.
        public let source: SourceText
        /// The text as it is to be.
        public let text: String
        /// What was written anew, in the order of the text.
        public let edits: [NumberEdit]
    }

    /// Nothing has been played yet.
    public init() {}

    /// Takes in how an expectation went.
    ///
    /// - Parameters:
    ///   - report: what it came to.
    ///   - command: the `expect`.
    ///   - source: the text that it stands in.
    public mutating func add(_ report: ExpectationReport, of command: ParsedCommand, in source: SourceText) {
        guard let expectation = (command.command.body as? ExpectCommand)?.expectation else { return }
        let outcome: Outcome
        if report.passed {
            outcome = .held
        } else {
            do throws(BlessingProblem) {
                outcome = .edits(try report.blessing(of: expectation, in: source))
            } catch {
                outcome = .refused(error)
            }
        }
        let place = Place(source: source.name, range: command.range)
        guard let known = places[place] else {
            places[place] = findings.count
            findings.append(Finding(source: source, line: command.line, outcome: outcome))
            return
        }
        // A text that is played several times must hold each time.
        if findings[known].outcome != outcome || findings[known].source != source {
            findings[known].outcome = .refused(.severalValues)
        }
    }

    /// The expectations whose numbers cannot be written anew.
    public var refusals: [Refusal] {
        findings.compactMap { finding in
            guard case .refused(let problem) = finding.outcome else { return nil }
            return Refusal(source: finding.source.name, line: finding.line, problem: problem)
        }
    }

    /// The texts to write, each with all that changes in it.
    public var texts: [BlessedText] {
        var order: [String] = []
        var edits: [String: [NumberEdit]] = [:]
        var sources: [String: SourceText] = [:]
        for finding in findings {
            guard case .edits(let found) = finding.outcome else { continue }
            let name = finding.source.name
            if sources[name] == nil { order.append(name) }
            sources[name] = finding.source
            edits[name, default: []] += found
        }
        return order.compactMap { name in
            guard let source = sources[name], let found = edits[name] else { return nil }
            let sorted = found.sorted { $0.range.lower < $1.range.lower }
            return BlessedText(source: source, text: source.text(with: sorted), edits: sorted)
        }
    }
}

extension SourceText {
    /// The text with numbers written anew, every other byte as it was.
    /// - edits: in order, none over another.
    fileprivate func text(with edits: [NumberEdit]) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var position = 0
        for edit in edits {
            result += bytes[position..<edit.range.lower]
            result += edit.replacement.utf8
            position = edit.range.upper
        }
        result += bytes[position...]
        return String(decoding: result, as: UTF8.self)
    }
}
