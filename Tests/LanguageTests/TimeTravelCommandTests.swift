import CommandLanguage
import Workbench
import Testing

@Suite struct TimeTravelCommandTests {
    private static func cell(_ name: String, _ indices: [Expression] = []) -> CellReference {
        CellReference(name: placed(name), indices: indices, range: SourceRange(lower: 0, upper: 0))
    }

    private static let lossIsSmall = made(.binary(.less, named("loss"), number("0.1")))

    @Test(arguments: [
        ("reverse-step", Command.reverseStep(1)), ("rs 12", .reverseStep(12)), ("reverse-stepi 2", .reverseStepi(2)),
        ("rsi", .reverseStepi(1)), ("reverse-finish", .reverseFinish), ("rf", .reverseFinish),
        ("reverse-next 3", .reverseNext(3)), ("rn", .reverseNext(1)), ("reverse-epoch", .reverseEpoch(1)),
        ("re 2", .reverseEpoch(2)), ("reverse-continue", .reverseContinue), ("rc", .reverseContinue),
        ("goto start", .goto(.start)), ("goto end", .goto(.end)),
        ("goto epoch=2", .goto(.position(epoch: placed(2), iteration: nil, operation: nil))),
        (
            "goto operation=tanh1.forward iteration=0",
            .goto(.position(epoch: nil, iteration: placed(0), operation: placed("tanh1.forward")))
        ),
        ("fork wide-step", .fork(placed("wide-step"))), ("fork \"my idea\"", .fork(placed("my idea"))),
        ("switch main", .switch(placed("main"))),
        ("compare main wide-step", .compare(placed("main"), with: placed("wide-step"))),
        ("break tanh1.forward", .break(.operation(placed("tanh1.forward"), if: nil))),
        ("b load-batch", .break(.operation(placed("load-batch"), if: nil))),
        ("break update if loss < 0.1", .break(.operation(placed("update"), if: lossIsSmall))),
        ("break if loss < 0.1", .break(.condition(lossIsSmall))),
        ("break if(loss < 0.1)", .break(.condition(lossIsSmall))),
        ("tbreak update", .tbreak(.operation(placed("update"), if: nil))),
        ("tbreak if loss < 0.1", .tbreak(.condition(lossIsSmall))),
        ("watch W1[0]", .watch(made(.subscripted(named("W1"), [.index(number("0"))])))),
        ("catch nan", .catch(placed("nan"), [])),
        (
            "catch saturated slope=0.02 threshold=1",
            .catch(
                placed("saturated"),
                [option("slope", .number(0.02, spelling: "0.02")), option("threshold", .number(1, spelling: "1"))])
        ),
        ("delete", .delete([])), ("delete 2", .delete([placed(2)])), ("enable 1 3", .enable([placed(1), placed(3)])),
        ("disable", .disable([])), ("undisplay 1", .undisplay([placed(1)])), ("undisplay", .undisplay([])),
        ("display", .display(nil)), ("display loss", .display(named("loss"))),
        ("explain dW1[0, 2]", .explain(cell("dW1", [number("0"), number("2")]))),
        ("explain loss", .explain(cell("loss"))), ("why test.loss", .why(cell("test.loss"))),
        ("why b1[0,-1]", .why(cell("b1", [number("0"), made(.unary(.minus, number("1")))]))),
        ("info timeline", .info(placed("timeline"))), ("info breakpoints", .info(placed("breakpoints"))),
        ("info display", .info(placed("display"))),
        ("set timeline-memory 64", .set(placed("timeline-memory"), placed(.number(64, spelling: "64")))),
    ])
    func everyFormIsReadAsWhatItMeans(text: String, meaning: Command) throws {
        #expect(try CommandParser.parse(text) == meaning)
    }

    @Test func operationsAndCellsKnowWhereTheyStand() throws {
        let stop = try #require(try CommandParser.parse("break  tanh1.forward if x")?.body as? BreakCommand)
        guard case .operation(let operation, _) = stop.place else {
            Issue.record("no break")
            return
        }
        #expect(operation.range == SourceRange(lower: 7, upper: 20))
        let command = try #require(try CommandParser.parse("goto operation=update")?.body as? GotoCommand)
        guard case .position(_, _, let place?) = command.place else {
            Issue.record("no goto")
            return
        }
        #expect(place.range == SourceRange(lower: 15, upper: 21))
        let cell = try #require(try CommandParser.parse("why dW1[0, 2]")?.body as? WhyCommand).cell
        #expect(cell.name.range == SourceRange(lower: 4, upper: 7))
        #expect(cell.range == SourceRange(lower: 4, upper: 13))
    }

    @Test(
        arguments: CommandTable.backstep.entries.map(\.name).filter {
            $0.hasPrefix("reverse-") && $0 != "reverse-epoch"
        })
    func whatGoesBackHasTheKeyOfWhatGoesForwardAsACapital(name: String) throws {
        let forward = try #require(CommandTable.backstep.entry(spelled: String(name.dropFirst("reverse-".count))))
        let keys = CommandTable.backstep.entry(spelled: name)!.keys.map { String($0.key) }
        #expect(keys == forward.keys.map { $0.key.uppercased() })
        #expect(CommandTable.backstep.entry(spelled: name)!.aliases == forward.aliases.map { "r" + $0 })
    }

    @Test func aCatchesThresholdIsThatOfItsKind() {
        for kind in CommandTable.backstep.entry(spelled: "catch")!.words where kind != "nan" {
            let thresholds = CommandTable.backstep.entry(spelled: "catch")!.options(forForm: kind).filter {
                $0.name == "threshold"
            }
            #expect(thresholds.count == 1, "\(kind)")
        }
    }
}
