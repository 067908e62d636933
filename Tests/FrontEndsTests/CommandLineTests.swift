import Testing

@testable import FrontEnds

@Suite struct CommandLineTests {
    @Test(arguments: [
        (["backstep"], Invocation.screen(scenario: nil)),
        (["backstep", "a.scenario"], .screen(scenario: "a.scenario")),
        (["backstep", "--", "run"], .screen(scenario: "run")),
        (["backstep", "run", "a", "-"], .run(files: ["a", "-"], format: .text)),
        (["backstep", "run", "a", "--format", "json"], .run(files: ["a"], format: .json)),
        (["backstep", "run", "--format=json", "a"], .run(files: ["a"], format: .json)),
        (["backstep", "run", "--", "--odd"], .run(files: ["--odd"], format: .text)),
        (["backstep", "repl"], .repl),
        (["backstep", "--version"], .version),
        (["backstep", "-V"], .version),
        (["backstep", "-h"], .help(Usage.program)),
        (["backstep", "run", "--help"], .help(Usage.run)),
        (["backstep", "repl", "-h"], .help(Usage.repl)),
    ])
    func saysWhatIsAskedFor(arguments: [String], invocation: Invocation) throws {
        #expect(try Invocation(arguments: arguments) == invocation)
    }

    @Test(arguments: [
        (["backstep", "--what"], "there is no option '--what': see 'backstep --help'"),
        (["backstep", "run"], "'run' needs at least one scenario file, or '-' for standard input"),
        (["backstep", "run", "--format", "xml", "a"], "there is no format 'xml': it is 'text' or 'json'"),
        (["backstep", "run", "--format"], "the option '--format' needs a value: see 'backstep run --help'"),
        (["backstep", "run", "--version", "a"], "there is no option '--version': see 'backstep run --help'"),
        (["backstep", "a", "b"], "'b' is one argument too many: see 'backstep --help'"),
        (["backstep", "repl", "a"], "'a' is one argument too many: see 'backstep repl --help'"),
    ])
    func mistakesAreNamed(arguments: [String], message: String) {
        #expect(throws: UsageError.self) {
            do throws(UsageError) { _ = try Invocation(arguments: arguments) } catch {
                #expect(error.description == message)
                throw error
            }
        }
    }
}
