import CommandLanguage

/// The changes to the numbers of failed expectations, in all texts that were played.
public struct Blessing: Equatable, Sendable {
    /// The result for each expectation, in the order in which they were first run.
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

    /// An expectation that does not hold and is not changed.
    public struct Refusal: Equatable, Sendable {
        /// The text that it is in.
        public let source: String
        /// Its line, from 1.
        public let line: Int
        /// Why.
        public let problem: BlessingProblem
    }

    /// A text with updated numbers.
    public struct BlessedText: Equatable, Sendable {
        /// The text that was played.
        public let source: SourceText
        /// The new text.
        public let text: String
        /// The numbers that changed, in the order of the text.
        public let edits: [NumberEdit]
    }

    /// Nothing has been played yet.
    public init() {}

    /// Handles the result of an expectation.
    ///
    /// - Parameters:
    ///   - report: its result.
    ///   - command: the `expect`.
    ///   - source: the text that it is in.
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
        // If a text is played several times, its expectations must hold every time.
        if findings[known].outcome != outcome || findings[known].source != source {
            findings[known].outcome = .refused(.severalValues)
        }
    }

    /// The expectations whose numbers cannot be updated.
    public var refusals: [Refusal] {
        findings.compactMap { finding in
            guard case .refused(let problem) = finding.outcome else { return nil }
            return Refusal(source: finding.source.name, line: finding.line, problem: problem)
        }
    }

    /// The texts to write, each with all its changes.
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
    /// The text with the numbers replaced and every other byte unchanged.
    /// - edits: in order, without overlaps.
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
