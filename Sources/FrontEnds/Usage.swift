import Platform

/// The options and the help texts of what the front ends do.
extension Subcommand {
    /// The program without a subcommand: the screen.
    static let program = Subcommand(
        name: nil, flags: ["watch"],
        help: """
            backstep: a debugger for backpropagation, in the terminal

            usage: backstep                     the lessons; the first (XOR) is ready to step through
                   backstep FILE.scenario       play a scenario up to its first pause; then you step
                   backstep run FILE...         run scenarios without a screen and check what they expect
                   backstep train FILE          set up as a scenario says, then train: the dashboard
                   backstep grade --case FILE -- COMMAND...
                                                check an implementation of your own, in any language
                   backstep watch LOG...        show runs elsewhere, from their logs: the dashboard
                   backstep cast FILE OUT.cast  record a scenario that plays by itself, for asciinema
                   backstep repl                read commands line by line
                   backstep bench [WORKLOAD...] measure how fast training is here, and could be

            options:
              --watch          the scenario plays by itself and answers its questions; + and - change its pace
              -h, --help       this text; 'backstep COMMAND --help' for a command's own
              -V, --version    the version

            On the screen, '?' shows every key, and ':help' every command.

            """)

    /// `backstep run`
    static let run = Subcommand(
        name: "run", valuedOptions: ["format", "junit"], flags: ["bless", "check"],
        help: """
            usage: backstep run [--format text|json] [--junit OUT.xml] [--bless] FILE...
                   backstep run --check [--format text|json] FILE...

            Runs scenarios without a screen and prints their transcripts. A FILE of '-' is standard input.

            options:
              --format text    a transcript for people (the default)
              --format json    one JSON object per command, each on a line
              --junit OUT.xml  write the results as JUnit XML, for Jenkins, GitLab, GitHub
              --bless          rewrite the numbers of failed 'expect A == B' and 'expect A ~= B' in the files,
                               with as many digits as before; nothing else is changed
              --check          run nothing, but report unknown commands, options and names, missing files,
                               and shapes that do not fit
              -h, --help       this text

            exit status: 0 everything was done and every 'expect' and 'check' held; 1 one failed;
            2 a usage, syntax, name, shape or file error; 130 interrupted.

            """)

    /// `backstep cast`
    static let cast = Subcommand(
        name: "cast", valuedOptions: ["size", "pace"],
        help: """
            usage: backstep cast [--size CxR] [--pace P] FILE.scenario OUT.cast

            Plays a scenario by itself on an invisible screen, answering its questions, and writes a recording in
            the format asciicast v2, which 'asciinema play' and its web player show. Its time is that of a reader,
            not of this machine, so recordings are the same everywhere. A FILE of '-' is standard input.

            options:
              --size CxR       columns and rows of the screen (default 100x30)
              --pace P         how fast it plays: 0.25, 0.5, 1, 2, 4 or 8 times the usual pace (default 1)
              -h, --help       this text

            The exit status is that of 'backstep run'; after an error in the scenario nothing is written.

            """)

    /// `backstep train`
    static let train = Subcommand(
        name: "train", valuedOptions: ["epochs", "patience", "monitor", "format"],
        help: """
            usage: backstep train FILE [--epochs N] [--patience P] [--monitor FIGURE] [--format text|json]

            Carries out the commands of FILE, which set up data, network and optimizer, then trains. On a
            terminal it shows the dashboard, where space pauses, 'o' stops after the epoch, '?' shows all keys,
            and every command of the debugger works; otherwise it writes a line for each epoch. A FILE of '-'
            is standard input.

            options:
              --epochs N       how many epochs to train (default 20)
              --patience P     stop after P epochs without improvement
              --monitor FIGURE improvement of which figure: the loss or accuracy of a part of the samples,
                               validation.loss, validation.accuracy, test.loss … train.accuracy
                               (default validation.loss, or test.loss or train.loss without such samples)
              --format text    a line for each epoch, on a terminal too
              --format json    an object for each command and epoch, each on a line
              -h, --help       this text

            train.loss and train.accuracy are means over the samples of the epoch, each batch before its
            update; validation.loss and test.loss are over all such samples at the end of the epoch.

            The exit status is that of 'backstep run'.

            """)

    /// `backstep repl`
    static let repl = Subcommand(
        name: "repl",
        help: """
            usage: backstep repl

            Reads commands line by line, from a terminal or a pipe, and prints their output.
            'help' lists the commands, 'exit' or the end of the input ends it.

            The exit status is that of 'backstep run'.

            """)
}
