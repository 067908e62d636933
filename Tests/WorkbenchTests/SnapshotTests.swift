import Testing

@testable import Workbench

@Suite struct SnapshotTests {
    @Test(arguments: [
        ("a.svg", SnapshotRequest.Format.svg), ("a.b/c.TXT", .text), ("x.html", .html),
    ])
    func theNameSaysTheFormat(path: String, format: SnapshotRequest.Format) {
        #expect(SnapshotRequest.format(of: path) == format)
    }

    @Test(arguments: [
        ("snapshot picture", "'picture' does not say what to write: end it in .txt, .svg or .html"),
        ("snapshot a.svg/b", "'a.svg/b' does not say what to write: end it in .txt, .svg or .html"),
        (
            "snapshot a.svg size=120",
            "'120' is not the size of a screen: give columns and rows of 1 to 1000, as in 120x36"
        ),
        (
            "snapshot a.svg size=0x5",
            "'0x5' is not the size of a screen: give columns and rows of 1 to 1000, as in 120x36"
        ),
        (
            "snapshot a.svg size=99999x9",
            "'99999x9' is not the size of a screen: give columns and rows of 1 to 1000, as in 120x36"
        ),
    ])
    func mistakesAreNamed(command: String, message: String) {
        var bench = TestBench()
        #expect(bench.error(command) == message)
    }

    @Test func theStandardSizeIsThatOfAWideTerminal() throws {
        var bench = TestBench()
        let text = try #require((bench.run("snapshot a.svg").last?.body as? TextReport)?.text)
        #expect(text == "snapshot a.svg: 120×36")
    }
}
