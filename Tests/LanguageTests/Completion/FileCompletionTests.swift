import Testing

@testable import CommandLanguage
import Workbench

@Suite struct FileCompletionTests {
    private let files = ["data/", "iris.csv", "my data/", "my notes.csv", "notes.txt", "[odd].csv"]

    private func candidates(_ marked: String, _ files: [String]? = nil) -> [CompletionCandidate] {
        completion(marked, files: files ?? self.files).candidates
    }

    @Test(
        "Folders and files with a fitting ending are offered, in quotes where they need some",
        arguments: [
            ("data csv |", ["data/", "iris.csv", "\"my data/", "\"my notes.csv\"", "\"[odd].csv\""]),
            ("data csv i|", ["iris.csv"]), ("data csv \"my|", ["\"my data/", "\"my notes.csv\""]),
            ("data csv m|", ["\"my data/", "\"my notes.csv\""]), ("data csv iris.csv lab|", ["label="]),
            ("data idx n|", ["notes.txt"]), ("data idx iris.csv n|", ["notes.txt"]),
            ("data idx iris.csv notes.txt te|", ["test=", "test-images=", "test-labels="]),
            ("data idx a b test-images=no|", ["notes.txt"]),
            ("data csv \"my notes.csv\" lab|", ["label="]), ("snapshot n|", ["notes.txt"]),
        ] as [(String, [String])])
    func offers(marked: String, expected: [String]) {
        let texts = candidates(marked).map(\.text)
        // What has to be quoted does not begin with what is typed; it is offered nevertheless.
        #expect(texts == expected)
    }

    @Test func withoutAFittingFileAllAreOffered() {
        #expect(candidates("source n").map(\.text) == ["notes.txt"])
    }

    @Test func aFileIsShownWithoutItsFolder() {
        let all = candidates("source Sc|", ["Scenarios/01.scenario", "Scenarios/pictures/"])
        #expect(all.map(\.text) == ["Scenarios/01.scenario", "Scenarios/pictures/"])
        #expect(all.map(\.label) == ["01.scenario", "pictures/"])
        #expect(all.map(\.endsInBlank) == [true, false])
        #expect(all.map(\.meaning) == ["", "folder"])
    }

    @Test func filesAreAskedForByWhatIsTyped() {
        var asked: [String] = []
        for line in ["source a/b", "source \"a/b", "data csv x", "print x", "snapshot a.svg size=3"] {
            _ = Completion.candidates(for: line, cursor: line.count, names: CompletionNames()) { path in
                asked.append(path)
                return []
            }
        }
        #expect(asked == ["a/b", "a/b", "x"])
    }
}
