import Platform

extension Subcommand {
    /// `backstep grade`: its options and its help.
    public static let grade = Subcommand(
        name: "grade", valuedOptions: ["case", "timeout", "tolerance", "format"],
        help: """
            usage: backstep grade --case FILE [--timeout S] [--tolerance T] [--format text|json] -- COMMAND...

            Checks an implementation of your own, in any language, on a network and a batch. FILE is a
            scenario that sets up data and network; the state at its end is the case. COMMAND is run as it
            stands, without a shell. It gets one JSON object on standard input:

              {"version": 1,
               "network": {"layers": [2,4,2], "activations": ["tanh","identity"],
                           "loss": "cross-entropy", "reduction": "mean"},
               "parameters": {"W1": [[..]], "b1": [[..]], ..}, "X": [[..]], "Y": [[..]],
               "optimizer": {"kind": "sgd", "lr": 0.1, "momentum": 0.9, "state": {"vW1": [[..]], ..}}}

            with "l1" and "l2" in the network if there is a penalty, and "masks" if there is dropout. It writes
            one JSON object to standard output, with any of the iteration's matrices by name, as lists of rows,
            and optionally with the parameters after the update:

              {"Z1": [[..]], "A1": [[..]], "P": [[..]], "loss": 0.69, "dW1": [[..]], "db1": [..],
               "updated": {"W1": [[..]]}}

            The first matrix that is wrong is named with its operation and a cell, and with a hint if one of the
            usual mistakes gives exactly that. Later matrices are judged by the operands that your program gave.

            options:
              --case FILE      the scenario that sets the case up; '-' is standard input
              --timeout S      end the command after S seconds (default 10)
              --tolerance T    how far a number may be off, relative to it, or to a thousandth of the largest
                               in its matrix (default 1e-6; 1e-3 suits float32)
              --format text    a report for people (the default)
              --format json    the report as one object
              -h, --help       this text

            exit status: 0 everything given is right; 1 something is wrong; 2 there was nothing to judge:
            a usage, file or case error, or a command that fails, takes too long or writes no such object.

            """)
}
