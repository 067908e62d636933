import Foundation
import TerminalDrawing
import TestSupport
import Testing

/// README's "Three minutes", word for word: its keys and commands are read from the page and played.
@Suite struct ReadmeTourTests {
    /// A step of the tour, with its keys (`**s**`) and commands (`:print X`) in the order of the page.
    private struct Step {
        let number: Int
        var tokens: [String]
    }

    /// The steps; the words before the first one are step 0.
    private static func steps() throws -> [Step] {
        let url = BuiltProgram.packageFolder.appendingPathComponent("README.md")
        let page = try String(contentsOf: url, encoding: .utf8)
        let start = try #require(page.range(of: "## Three minutes\n")?.upperBound)
        let end = try #require(page.range(of: "\n## ", range: start..<page.endIndex)?.lowerBound)
        var steps = [Step(number: 0, tokens: [])]
        for line in page[start..<end].split(separator: "\n") {
            if let match = line.prefixMatch(of: #/([0-9]+)\. /#), let number = Int(match.1) {
                steps.append(Step(number: number, tokens: []))
            }
            let isFenced = line.prefixMatch(of: #/ +:/#) != nil
            if isFenced {
                steps[steps.count - 1].tokens.append(String(line.drop { $0 == " " }))
                continue
            }
            for match in line.matches(of: #/\*\*([^*]+)\*\*|`(:[^`]+)`/#) {
                steps[steps.count - 1].tokens.append(String(match.1 ?? match.2 ?? ""))
            }
        }
        return steps
    }

    /// What the page has, step by step. Whoever changes the tour changes this, and then what is played below.
    private static let expected: [[String]] = [
        ["↓", "Enter"],
        ["space", "=", "space"],
        ["s", "n", "f", "P"],
        ["Tab"],
        ["c", "space", "+", "-", "="],
        [
            "S", "N", "F", "Enter", "[", "]", "{", "}", "r", "y", "x", ".", ",", ":plot lr", ":plot accuracy",
            ":plot hist(dW1)",
        ],
        [
            ":", "Tab", "↑", "Ctrl-R", ":print A1.T @ dZ2", ":let W1[0,1] = 0.3", ":check gradients", ":restart",
        ],
        [
            ":explain dW1[0,2]", "n", ":explain dW1[0,2]", ":why dW1[0,2]", ":why W1[0,2]", ":catch nan",
            ":break if loss > 10", ":watch W1[0,0]", ":reverse-continue", ":delete", "e",
        ],
        ["v", "<", ">", "d", "p", "@", ":view W1 dW1", ":snapshot picture.svg"],
        [
            ":data iris test=0.2 standardize=yes", ":network 4-8-3", ":optimizer sgd lr=0.1 momentum=0.9",
            ":batch 16 shuffle=yes", ":train 40 epochs", ":print test.accuracy",
        ],
        [
            "2", "3", "4", "1", "z", ":set theme light", ":set colors 256", ":set glyphs ascii", ":set mouse off", "?",
            "q",
        ],
    ]

    @Test func thePageHasTheStepsThatArePlayed() throws {
        #expect(try Self.steps().map(\.tokens) == Self.expected)
        #expect(try Self.steps().map(\.number) == Array(0..<Self.expected.count))
    }

    /// The commands, from wherever in an iteration a reader may have stopped. No lesson is needed for them.
    @Test(arguments: ["next 3", "next\nstep 9", "next 2\nstep 7", "step 5\nfinish"])
    func theCommandsDoWhatThePageSays(position: String) throws {
        let keys = [
            "n": "next", "s": "step", "f": "finish", "S": "reverse-step", "N": "reverse-next", "F": "reverse-finish",
        ]
        let setUp = "data xor\nnetwork 2-4-2\noptimizer sgd lr=0.5 momentum=0.9\n\(position)\n"
        let commands = try Self.steps().filter { $0.number > 5 }.flatMap(\.tokens).compactMap { token in
            token.count > 1 && token.hasPrefix(":") ? String(token.dropFirst()) : keys[token]
        }
        let folder = try ScratchFolder()
        let run = try ProgramRun.run(
            BuiltProducts.url(forExecutable: "backstep"), ["run", "-"],
            input: setUp + commands.joined(separator: "\n") + "\n", directory: URL(fileURLWithPath: folder.path))
        #expect(run.status == .exited(0), "\(run.output)\n\(run.errors)")
        #expect(run.errors.isEmpty)
        #expect(run.output.contains("✓ all 70 gradients of 8 matrices agree within 1e-6"))
        #expect(run.output.contains("W1 as before the change by hand") || run.output.contains("W1 as changed by hand"))
        #expect(run.output.contains("dW1[0,2] has no value yet; linear1.backward computes it, 9 operations from here"))
        #expect(run.output.contains("  ✓ central difference"))
        #expect(run.output.contains(#/test\.accuracy = (0\.9|1\b)/#))
    }

    /// The keys and commands, typed into the program.
    @Test(arguments: LessonScreenTests.sizes)
    func typedTheTourHolds(size: Size) throws {
        let folder = try ScratchFolder()
        let terminal = try PseudoTerminal(
            program: BuiltProducts.url(forExecutable: "backstep"), directory: URL(fileURLWithPath: folder.path),
            size: size)
        let steps = try Self.steps()
        func commands(_ number: Int) -> [String] {
            steps[number].tokens.filter { $0.count > 1 && $0.hasPrefix(":") }.map { String($0.dropFirst()) }
        }
        /// Presses a key of the page and waits until the title line meets a condition.
        func press(_ key: String, _ what: String, until condition: (VirtualScreen) -> Bool) throws {
            terminal.send(key)
            try terminal.wait(for: what, until: condition)
            try terminal.waitForQuiet()
        }
        try terminal.wait(forText: "Esc stays here")
        try press("\u{1B}[B\r", "XOR by hand") {
            $0.line(0).hasPrefix(" backstep  XOR by hand") && !$0.text.contains("Esc stays here")
        }
        let start = terminal.screen.text
        try press(" ", "the lesson to go on") { $0.text != start }
        try press("n", "an iteration") { $0.line(0).contains("iteration 1") }
        try press("s", "an operation") { $0.line(0).contains("1/10") }
        try press("f", "the end of the forward pass") { $0.line(0).contains("5/10") }
        try press("f", "the end of the backward pass") { $0.line(0).contains("9/10") }
        try press("P", "the graph") { $0.text.contains(" graph ") }
        try press("\t", "the cell's formula") { $0.text.contains("explain ") }
        terminal.send("c")
        try terminal.wait(for: "training") { $0.line(0).hasSuffix("RUNNING") && $0.text.contains("iterations/s") }
        // Full speed ('=') would be at the end before anyone could press space.
        terminal.send("+-")
        try press(" ", "a pause") { $0.iteration != nil }
        let trained = try #require(terminal.screen.iteration)
        try press("N", "an iteration back") { ($0.iteration ?? 0) < trained }
        let before = terminal.screen.line(0)
        try press("S", "an operation back") { $0.line(0) != before }
        for command in commands(5) {
            try terminal.command(command)
            try terminal.waitForQuiet()
        }
        for (command, answer) in zip(commands(6), ["-0.", "W1[0, 1] = 0.3", "✓ all 70 gradients", "iteration 0  0/10"])
        {
            try terminal.command(command)
            try terminal.wait(forText: answer)
        }
        try terminal.command(commands(7)[0])
        try terminal.wait(forText: "X[3,0]·dZ1[3,2]")
        try press("n", "an iteration") { $0.line(0).contains("iteration 1") }
        for command in commands(7).dropFirst() + commands(8) + commands(9) {
            try terminal.command(command)
            try terminal.waitForQuiet()
            #expect(!terminal.screen.text.contains("error:"), "\(command)\n\(terminal.screen.text)")
        }
        try terminal.wait(for: "the accuracy") { $0.text.contains(#/test\.accuracy = (0\.9|1\b)/#) }
        for key in steps[10].tokens.prefix(5) {
            terminal.send(key)
            try terminal.waitForQuiet()
        }
        for command in commands(10) {
            try terminal.command(command)
            try terminal.waitForQuiet()
        }
        #expect(!terminal.screen.text.contains("error:"))
        try press("?", "the help") { $0.text.contains("help") }
        terminal.send("\u{1B}q")
        terminal.send("q")
        #expect(try terminal.waitForExit() == .exited(0))
        #expect(FileManager.default.fileExists(atPath: folder.path + "/picture.svg"))
    }
}
