import Testing

@testable import Platform

@Suite struct OutputLocaleTests {
    @Test(arguments: [
        ([:], true), (["LANG": ""], true), (["LANG": "C"], false), (["LANG": "C.UTF-8"], true),
        (["LANG": "de_DE.utf8"], true), (["LANG": "C.UTF-8", "LC_ALL": "POSIX"], false),
        (["LANG": "C", "LC_CTYPE": "en_US.UTF-8"], true), (["LANG": "de_DE"], false),
    ])
    func textIsUnicodeUnlessALocaleSaysOtherwise(environment: [String: String], speaksUnicode: Bool) {
        #expect(OutputLocale.speaksUnicode(environment) == speaksUnicode)
    }
}
