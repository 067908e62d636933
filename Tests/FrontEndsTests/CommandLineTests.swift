import Platform
import StepDebugger
import Testing

@testable import Benchmarks
@testable import FrontEnds
@testable import Grading

@Suite struct CommandLineTests {
    @Test(arguments: [
        (["backstep"], Invocation.screen(scenario: nil, playsItself: false)),
        (["backstep", "a.scenario"], .screen(scenario: "a.scenario", playsItself: false)),
        (["backstep", "--watch", "a.scenario"], .screen(scenario: "a.scenario", playsItself: true)),
        (["backstep", "--", "run"], .screen(scenario: "run", playsItself: false)),
        (["backstep", "run", "a", "-"], .run(RunRequest(files: ["a", "-"]))),
        (["backstep", "run", "a", "--format", "json"], .run(RunRequest(files: ["a"], format: .json))),
        (["backstep", "run", "--format=json", "a"], .run(RunRequest(files: ["a"], format: .json))),
        (["backstep", "run", "--", "--odd"], .run(RunRequest(files: ["--odd"]))),
        (
            ["backstep", "run", "--bless", "a", "--junit", "out.xml"],
            .run(RunRequest(files: ["a"], junit: "out.xml", blesses: true))
        ),
        (["backstep", "run", "a", "--check"], .run(RunRequest(files: ["a"], onlyChecks: true))),
        (["backstep", "repl"], .repl),
        (["backstep", "train", "a"], .train(TrainRequest(file: "a"))),
        (
            ["backstep", "train", "--epochs", "3", "-", "--patience=2", "--monitor", "test.accuracy"],
            .train(TrainRequest(file: "-", epochs: 3, patience: 2, monitor: EpochMonitor(.test, isAccuracy: true)))
        ),
        (["backstep", "train", "a", "--format", "json"], .train(TrainRequest(file: "a", format: .json))),
        (["backstep", "train", "--help"], .help(Subcommand.train.help)),
        (
            ["backstep", "grade", "--case", "a", "--timeout=3", "--tolerance", "1e-3", "--", "python3", "-u", "b.py"],
            .grade(GradeRequest(file: "a", command: ["python3", "-u", "b.py"], seconds: 3, tolerance: 1e-3))
        ),
        (["backstep", "grade", "-h"], .help(Subcommand.grade.help)),
        (["backstep", "bench"], .bench(BenchmarkRequest())),
        (["backstep", "bench", "-h"], .help(Subcommand.bench.help)),
        (
            ["backstep", "bench", "--seconds", "0.5", "w5", "--threads=2", "--format", "json", "2-4-2"],
            .bench(
                BenchmarkRequest(
                    benchmarks: [Benchmark.all[4], Benchmark.all[0]], format: .json, seconds: 0.5, threads: 2))
        ),
        (["backstep", "bench", "--precision", "float64"], .bench(BenchmarkRequest(precision: .float64))),
        (["backstep", "--version"], .version),
        (["backstep", "-V"], .version),
        (["backstep", "-h"], .help(Subcommand.program.help)),
        (["backstep", "run", "--help"], .help(Subcommand.run.help)),
        (["backstep", "repl", "-h"], .help(Subcommand.repl.help)),
    ])
    func argumentsBecomeAnInvocation(arguments: [String], invocation: Invocation) throws {
        #expect(try Invocation(arguments: arguments) == invocation)
    }

    @Test(arguments: [
        (["backstep", "--what"], "there is no option '--what': see 'backstep --help'"),
        (["backstep", "run"], "'run' needs at least one scenario file, or '-' for standard input"),
        (["backstep", "run", "--format", "xml", "a"], "there is no format 'xml': it is 'text' or 'json'"),
        (
            ["backstep", "run", "--bless", "a", "-"],
            "'--bless' rewrites numbers in files, and '-' is not a file: name the file"
        ),
        (
            ["backstep", "run", "--check", "--junit=x", "a"],
            "'--check' runs nothing, so there is nothing for '--junit': give one of them"
        ),
        (["backstep", "run", "--format"], "the option '--format' needs a value: see 'backstep run --help'"),
        (["backstep", "run", "--version", "a"], "there is no option '--version': see 'backstep run --help'"),
        (
            ["backstep", "grade", "--", "x"],
            "'grade' needs a case: '--case FILE', a scenario that sets up data and network"
        ),
        (
            ["backstep", "grade", "--case", "a"],
            "'grade' needs the command to try, as in 'backstep grade --case FILE -- python3 mine.py'"
        ),
        (
            ["backstep", "grade", "--case", "a", "--timeout", "0", "x"],
            "'0' is not a time limit: '--timeout' takes seconds above 0, at most 86400"
        ),
        (
            ["backstep", "grade", "--case", "a", "--tolerance", "nan", "x"],
            "'nan' is not a tolerance: '--tolerance' takes a number from 0 to below 1"
        ),
        (["backstep", "train"], "'train' needs the scenario that sets up data and network, or '-' for standard input"),
        (
            ["backstep", "train", "a", "--epochs", "0"],
            "'0' is not a number of epochs: '--epochs' takes a whole number of at least 1"
        ),
        (
            ["backstep", "train", "a", "--patience", "x"],
            "'x' is not a number of epochs: '--patience' takes a whole number of at least 1"
        ),
        (
            ["backstep", "train", "a", "--monitor", "loss", "--patience", "1"],
            "there is no figure 'loss': '--monitor' takes 'train.loss', 'train.accuracy', "
                + "'validation.loss', 'validation.accuracy', 'test.loss', 'test.accuracy'"
        ),
        (
            ["backstep", "train", "a", "--monitor", "test.loss"],
            "'--monitor' says by which figure patience is judged: give '--patience' as well"
        ),
        (["backstep", "train", "a", "b"], "'b' is one argument too many: see 'backstep train --help'"),
        (["backstep", "a", "b"], "'b' is one argument too many: see 'backstep --help'"),
        (
            ["backstep", "bench", "w9"],
            "there is no workload 'w9': there are w1 (2-4-2), w2 (2-16-16-3), w3 (784-128-10), "
                + "w4 (784-64-64-32-10), w5 (784-512-512-10), w6 (1024-2048-2048-1000)"
        ),
        (
            ["backstep", "bench", "--seconds", "0"],
            "'0' is not a number of seconds: '--seconds' takes a number above 0, at most 3600"
        ),
        (
            ["backstep", "bench", "--seconds=inf"],
            "'inf' is not a number of seconds: '--seconds' takes a number above 0, at most 3600"
        ),
        (
            ["backstep", "bench", "--threads", "1.5"],
            "'1.5' is not a number of threads: '--threads' takes a whole number from 1 to 256"
        ),
        (
            ["backstep", "bench", "--precision", "float16"],
            "there is no precision 'float16': it is 'float32' or 'float64'"
        ),
        (["backstep", "bench", "--format", "xml"], "there is no format 'xml': it is 'text' or 'json'"),
        (["backstep", "bench", "--junit", "x"], "there is no option '--junit': see 'backstep bench --help'"),
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
