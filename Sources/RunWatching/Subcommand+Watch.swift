import Platform

extension Subcommand {
    /// `backstep watch`: its options and its help.
    public static let watch = Subcommand(
        name: "watch", valuedOptions: ["format"], flags: ["follow"],
        help: """
            usage: backstep watch [--follow] [--format text|json] PATH...

            Shows runs from the logs that programs write while they train: losses, accuracies and other numbers
            as curves in the same plots, and a table of the runs. A PATH is a .jsonl or .csv file, which need not
            exist yet, or a folder of them. If standard output is not a terminal, or an option asks for it, each
            record is written as a line instead.

            options:
              --format text    lines for people (the default for lines)
              --format json    records as JSON objects, each with its file
              --follow         write lines, and wait for more at the end until interrupted; without it, only the
                               records that are there are written
              -h, --help       this text

            Any log will do that has a JSON object on each line, or rows under a header. Every column of numbers
            is a curve, over 'iteration', or else 'step', or else 'epoch', or else the record's number; 'run'
            tells runs apart. In a PyTorch program these lines write one:

              import json
              log = open("run.jsonl", "a", buffering=1)
              print(json.dumps({"step": step, "loss": loss.item(), "accuracy": accuracy}), file=log)

            the last one in the training loop. Backstep writes logs with the command 'log'.

            The exit status is 0, or 2 if a file cannot be read, or 130 when interrupted.

            """)
}
