import Platform

extension Subcommand {
    /// `backstep watch`: its options and its help.
    public static let watch = Subcommand(
        name: "watch", valuedOptions: ["format"], flags: ["follow"],
        help: """
            usage: backstep watch [--follow] [--format text|json] PATH...

            Shows runs by the logs that a program adds to while it trains: their losses, accuracies and other
            numbers as curves laid over one another, and a table of what each came to. A PATH is a .jsonl or
            .csv file, which need not be there yet, or a folder of them. Where standard output is no terminal, or
            an option asks for it, each record is written as a line instead.

            options:
              --format text    lines for people (what lines are by default)
              --format json    records as JSON objects, each with its file
              --follow         write lines and go on at the end of what is there, until interrupted; without
                               it, what is there is written and that is all
              -h, --help       this text

            Any program's log will do that has a JSON object on each line, or a row under a header. Every
            column of numbers is a curve, over 'iteration', or else 'step', or else 'epoch', or else the
            record's number; 'run' tells runs apart. In a PyTorch program these lines write one:

              import json
              log = open("run.jsonl", "a", buffering=1)
              print(json.dumps({"step": step, "loss": loss.item(), "accuracy": accuracy}), file=log)

            the last one in the training loop. Backstep writes logs with the command 'log'.

            The exit status is 0, 2 where a file cannot be read, 130 when interrupted.

            """)
}
