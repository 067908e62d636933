import Testing

/// What users read about mistakes in commands, words and counts.
@Suite struct CommandErrorTests {
    @Test(arguments: [
        Mistake(
            "prnt W1",
            "^~~~",
            "unknown command 'prnt'; 'help' lists them all", didYouMean: "print"),
        Mistake(
            "setp",
            "^~~~",
            "unknown command 'setp'; 'help' lists them all", didYouMean: "step"),
        Mistake(
            "EXIT",
            "^~~~",
            "unknown command 'EXIT'; 'help' lists them all", didYouMean: "exit"),
        Mistake(
            "contniue",
            "^~~~~~~~",
            "unknown command 'contniue'; 'help' lists them all", didYouMean: "continue"),
        Mistake(
            "frobnicate",
            "^~~~~~~~~~",
            "unknown command 'frobnicate'; 'help' lists them all"),
        Mistake(
            "W1 = 3",
            "^~",
            "unknown command 'W1'; assignments start with 'let'", didYouMean: "let W1 ="),
        Mistake(
            "loss",
            "^~~~",
            "unknown command 'loss'; 'help' lists them all", didYouMean: "print loss"),
        Mistake(
            "dW1[0, 1]",
            "^~~",
            "unknown command 'dW1'; 'help' lists them all", didYouMean: "print dW1"),
        Mistake(
            "-3",
            "^~",
            "a line starts with a command, not with '-3'"),
        Mistake(
            "[1, 2]",
            "^",
            "a line starts with a command, not with '['"),
        Mistake(
            #""x""#,
            #"^"#,
            "a line starts with a command, not with '\"'"),
        Mistake(
            "finish now",
            "       ^~~",
            "unexpected 'now' after 'finish'"),
        Mistake(
            "step 1 2",
            "       ^",
            "unexpected '2' after 'step 1'"),
        Mistake(
            "exit 3",
            "     ^",
            "unexpected '3' after 'exit'"),
        Mistake(
            "step 0",
            "     ^",
            "the count must be at least 1"),
        Mistake(
            "step -1",
            "     ^~",
            "the count must be at least 1, not '-1'"),
        Mistake(
            "step two",
            "     ^~~",
            "'two' is not a whole number"),
        Mistake(
            "step 1.5",
            "     ^~~",
            "'1.5' is not a whole number"),
        Mistake(
            "stepi -",
            "      ^",
            "'-' is not a whole number"),
        Mistake(
            "epoch 99999999999999999999",
            "      ^~~~~~~~~~~~~~~~~~~~",
            "'99999999999999999999' is too large"),
        Mistake(
            "info",
            "    ^",
            "'info' needs a topic: network, data, optimizer, timeline, breakpoints, display, logs"),
        Mistake(
            "info netwrk",
            "     ^~~~~~",
            "unknown topic 'netwrk'; there are network, data, optimizer, timeline, breakpoints, display, logs",
            didYouMean: "network"),
        Mistake(
            "check",
            "     ^",
            "'check' needs a thing to check: gradients"),
        Mistake(
            "check gradient",
            "      ^~~~~~~~",
            "unknown thing to check 'gradient'; there is gradients", didYouMean: "gradients"),
        Mistake(
            "check weights",
            "      ^~~~~~~",
            "unknown thing to check 'weights'; there is gradients"),
        Mistake(
            #"info "data"x"#,
            #"           ^"#,
            "unexpected 'x' after 'info \"data\"'"),
        Mistake(
            "help setp",
            "     ^~~~",
            "unknown command 'setp'; 'help' lists them all", didYouMean: "step"),
        Mistake(
            "help x y",
            "     ^",
            "unknown command 'x'; 'help' lists them all"),
        Mistake(
            "say",
            "   ^",
            "'say' needs a text in double quotes"),
        Mistake(
            "say hello",
            "    ^~~~~",
            "the text of 'say' goes in double quotes"),
        Mistake(
            #"say "hello" there"#,
            #"            ^~~~~"#,
            "unexpected 'there' after 'say \"hello\"'"),
        Mistake(
            #"say "bad \q""#,
            #"         ^~"#,
            "'\\q' is not an escape; there are \\\" \\\\ \\n \\t and \\u{HEX}"),
        Mistake(
            #"say "\u{D800}""#,
            #"     ^~"#,
            "'\\u' is not an escape; there are \\\" \\\\ \\n \\t and \\u{HEX}"),
        Mistake(
            "title never",
            "      ^~~~~",
            "the text of 'title' goes in double quotes"),
        Mistake(
            "source",
            "      ^",
            "'source' needs a file: source PATH"),
        Mistake(
            "source a b",
            "         ^",
            "unexpected 'b' after 'source a'"),
    ])
    func anErrorSaysWhatIsWrongWhereAndWhatToDo(mistake: Mistake) {
        #expect(renderedErrors(in: mistake.text) == mistake.rendered)
    }
}
