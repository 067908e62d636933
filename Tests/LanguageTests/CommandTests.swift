import CommandLanguage
import Workbench
import Testing

@Suite struct CommandTests {
    @Test(arguments: [
        ("data xor", Command.data(.builtIn(placed("xor")), [])),
        (
            "data iris test=0.2 standardize=yes seed=3 limit=100",
            .data(
                .builtIn(placed("iris")),
                [
                    option("test", .number(0.2, spelling: "0.2")), option("standardize", .flag(true)),
                    option("seed", .integer(3)), option("limit", .integer(100)),
                ])
        ),
        (
            "data csv \"my \\\"own\\\" file.csv\" label=\"Species name\" header=no",
            .data(
                .csv(path: placed("my \"own\" file.csv")),
                [option("label", .word("Species name")), option("header", .flag(false))])
        ),
        (
            "data csv ../a=b/c.csv label=-1 task=regression",
            .data(
                .csv(path: placed("../a=b/c.csv")),
                [option("label", .word("-1")), option("task", .word("regression"))])
        ),
        (
            "data inline Y=[[1]] X=[[0, 1]]",
            .data(
                .inline(inputs: made(.matrix([[number("0"), number("1")]])), targets: made(.matrix([[number("1")]]))),
                [])
        ),
        (
            "network 784-64-10 activations=leaky-relu,identity init=normal:0.1 precision=float32",
            .network(
                layers: placed([784, 64, 10]),
                [
                    option("activations", .words(["leaky-relu", "identity"])), option("init", .word("normal:0.1")),
                    option("precision", .word("float32")),
                ])
        ),
        (
            "network 4-8-8-3 dropout=0.5,.2",
            .network(
                layers: placed([4, 8, 8, 3]), [option("dropout", .numbers([0.5, 0.2], spellings: ["0.5", ".2"]))])
        ),
        (
            "optimizer sgd lr=5e-2 momentum=0.9 nesterov=yes weight-decay=0",
            .optimizer(
                placed("sgd"),
                [
                    option("lr", .number(0.05, spelling: "5e-2")), option("momentum", .number(0.9, spelling: "0.9")),
                    option("nesterov", .flag(true)), option("weight-decay", .number(0, spelling: "0")),
                ])
        ),
        ("schedule constant", .schedule(placed("constant"), [])),
        (
            "schedule cosine length=30 minimum=1e-4 per=iteration",
            .schedule(
                placed("cosine"),
                [
                    option("length", .integer(30)), option("minimum", .number(1e-4, spelling: "1e-4")),
                    option("per", .word("iteration")),
                ])
        ),
        (
            "regularize l2=1e-3 l1=0",
            .regularize([
                option("l2", .number(1e-3, spelling: "1e-3")), option("l1", .number(0, spelling: "0")),
            ])
        ),
        ("batch full", .batch(placed(.full), [])),
        ("batch 32 shuffle=yes", .batch(placed(.rows(32)), [option("shuffle", .flag(true))])),
        ("set lr 0.05", .set(placed("lr"), placed(.number(0.05, spelling: "0.05")))),
        (
            "let W1[0,1]=0.3",
            .assign(
                CellRegion(
                    name: placed("W1"), subscripts: [.index(number("0")), .index(number("1"))],
                    range: SourceRange(lower: 0, upper: 0)), number("0.3"))
        ),
        (
            "let target = x",
            .assign(
                CellRegion(name: placed("target"), subscripts: [], range: SourceRange(lower: 0, upper: 0)),
                named("x"))
        ),
        ("step", .step(1)), ("s 12", .step(12)), ("stepi 2", .stepi(2)), ("si", .stepi(1)), ("finish", .finish),
        ("f", .finish), ("next +3", .next(3)), ("n", .next(1)), ("epoch 2", .epoch(2)), ("continue", .continue),
        ("c", .continue), ("restart", .restart), ("when", .when), ("list", .list), ("pause", .pause),
        ("train 10 epochs", .train(.epochs(10))), ("train 1 epoch", .train(.epochs(1))),
        ("train 500 iterations", .train(.iterations(500))), ("train 1 iteration", .train(.iterations(1))),
        (
            "train until loss < 0.01 max=5000",
            .train(.until(made(.binary(.less, named("loss"), number("0.01"))), max: 5000))
        ),
        (
            "train 5 epochs monitor=test.accuracy patience=2",
            .train(
                .epochs(5, [option("monitor", .word("test.accuracy")), option("patience", .integer(2))]))
        ),
        ("train until x", .train(.until(named("x"), max: nil))),
        ("print W1", .print(named("W1"))), ("p W1", .print(named("W1"))), ("print(W1)", .print(named("W1"))),
        ("info data", .info(placed("data"))),
        ("check gradients", .check(placed("gradients"), [])),
        (
            "check gradients tolerance=1e-4 cells=100",
            .check(
                placed("gradients"),
                [option("tolerance", .number(1e-4, spelling: "1e-4")), option("cells", .integer(100))])
        ),
        ("expect a", .expect(.holds(named("a")))),
        ("expect not a", .expect(.holds(made(.unary(.not, named("a")))))),
        ("expect a == b", .expect(.equal(named("a"), named("b")))),
        (
            "expect a < b and c",
            .expect(.holds(made(.binary(.and, made(.binary(.less, named("a"), named("b"))), named("c")))))
        ),
        ("expect a ~= 0.25", .expect(.close(named("a"), number("0.25"), within: nil))),
        ("expect a~=b within 1e-6", .expect(.close(named("a"), named("b"), within: number("1e-6")))),
        ("say \"a # b\"", .say("a # b")), ("title \"T\"", .title("T")),
        ("source ../x.scenario", .source(placed("../x.scenario"))), ("help", .help(nil)),
        ("help s", .help(placed("step"))), ("help expressions", .help(placed("expressions"))),
        ("exit", .exit), ("quit", .exit), ("q # bye", .exit), ("  \t step\t2  ", .step(2)),
    ])
    func commandsMeanWhatTheySay(text: String, meaning: Command) throws {
        #expect(try CommandParser.parse(text) == meaning)
    }

    @Test(arguments: ["", "   ", "# only a comment", "\t\r\n\n  # x\n"])
    func linesWithoutCommandsGiveNone(text: String) throws {
        #expect(try CommandParser.parse(text) == nil)
    }

    @Test(arguments: [
        ("say \"one\n     two\"", "one two"), ("say \"one   \r\n\ttwo\"", "one two"),
        ("say \"one\n\n   two\n \n\n three\"", "one\n\ntwo\n\nthree"), ("say \"\n  one\n\"", "one"),
        ("say \"a\\nb\\t\\\"c\\\" \\\\d \\u{e9}\\u{1F600}\"", "a\nb\t\"c\" \\d é😀"), ("say \"\"", ""),
        ("say \"# [ ( no comment\"", "# [ ( no comment"),
    ])
    func textsFoldTheirLinesAndReadTheirEscapes(text: String, meaning: String) throws {
        #expect(try CommandParser.parse(text) == .say(meaning))
    }

    @Test(arguments: ["print [1,", "print sum(W1", "say \"a", "print [1,\n2,"])
    func anErrorTellsWhetherMoreLinesCouldMend(text: String) {
        #expect { try CommandParser.parse(text) } throws: { ($0 as? ParseError)?.isIncomplete == true }
    }

    @Test(arguments: ["prnt [1,", "print [1)", "print 1]", "step\nstep", "print (1]\n)"])
    func anErrorTellsWhetherMoreLinesCannotMend(text: String) {
        #expect { try CommandParser.parse(text) } throws: { ($0 as? ParseError)?.isIncomplete == false }
    }
}
