import Testing

@testable import Platform

@Suite struct FilePathTests {
    @Test(arguments: [
        ("-", "", "-"), ("", "", ""), ("a", "", "a"), ("a/b.c", "a", "b.c"), ("/a", "/", "a"), ("/a/b/c", "/a/b", "c"),
        ("../x", "..", "x"), ("/", "/", ""),
    ])
    func aPathIsAFolderAndAName(path: String, folder: String, name: String) {
        #expect(FilePath.folder(of: path) == folder && FilePath.name(of: path) == name)
    }
}
