import Platform

/// The options and the help texts of what the front ends do.
extension Subcommand {
    /// The program without a subcommand: the screen.
    static let program = Subcommand(
        name: nil, flags: ["watch"],
        help: """
            backstep: a debugger for backpropagation, in the terminal

            usage: backstep                     the lessons; the first (XOR) is ready to step through
                   backstep FILE.scenario       play a scenario: up to its first pause, then you drive
                   backstep run FILE...         run scenarios without a screen and check what they expect
                   backstep train FILE          set up as a scenario says, then train: the dashboard
                   backstep grade --case FILE -- COMMAND...
                                                check an implementation of your own, in any language
                   backstep watch LOG...        show runs that go on elsewhere, by their logs: the dashboard
                   backstep cast FILE OUT.cast  record a scenario that plays by itself, for asciinema
                   backstep repl                read commands line by line
                   backstep bench [WORKLOAD...] measure how fast training is here, and could be

            options:
              --watch          the scenario plays by itself, and answers what it asks; + and - change its pace
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
              --format json    one JSON object a command and line
              --junit OUT.xml  write what held and what failed as JUnit's XML, for Jenkins, GitLab, GitHub
              --bless          write the numbers of failed 'expect A == B' and 'expect A ~= B' anew, in the
                               files themselves: to the digits that are written, nothing else is touched
              --check          run nothing: find what could not be run, unknown commands, options and
                               names, files that are not there, shapes that do not fit
              -h, --help       this text

            exit status: 0 everything was done and every 'expect' and 'check' held; 1 one failed;
            2 a usage, syntax, name, shape or file error; 130 interrupted.

            """)

    /// `backstep cast`
    static let cast = Subcommand(
        name: "cast", valuedOptions: ["size", "pace"],
        help: """
            usage: backstep cast [--size CxR] [--pace P] FILE.scenario OUT.cast

            Plays a scenario by itself on a screen that nobody sees, answers included, and writes what would be
            seen as a recording in the format asciicast v2, which 'asciinema play' and its web player show. The
            time in it is that of a reader, not of this machine: recordings are the same everywhere. A FILE
            of '-' is standard input.

            options:
              --size CxR       columns and rows of the screen (default 100x30)
              --pace P         how fast it plays: 0.25, 0.5, 1, 2, 4 or 8 times the usual (default 1)
              -h, --help       this text

            The exit status is that of 'backstep run'; after an error in the scenario nothing is written.

            """)

    /// `backstep train`
    static let train = Subcommand(
        name: "train", valuedOptions: ["epochs", "patience", "monitor", "format"],
        help: """
            usage: backstep train FILE [--epochs N] [--patience P] [--monitor FIGURE] [--format text|json]

            Carries out the commands of FILE, which set up data, network and optimizer, then trains: on a
            terminal on the dashboard, where space pauses and every command of the debugger is there, 'o'
            stops after the epoch, and '?' shows all keys; elsewhere with a line for each epoch. A FILE of
            '-' is standard input.

            options:
              --epochs N       how many epochs to train (default 20)
              --patience P     stop when no epoch was better for P epochs
              --monitor FIGURE by which figure: test.loss, test.accuracy, train.loss or train.accuracy
                               (default test.loss, or train.loss without test samples)
              --format text    a line for each epoch, on a terminal too
              --format json    an object for each command and epoch, each on a line
              -h, --help       this text

            train.loss and train.accuracy are means over the samples of the epoch, each batch before its
            update; test.loss and test.accuracy are those of all test samples at its end.

            The exit status is that of 'backstep run'.

            """)

    /// `backstep repl`
    static let repl = Subcommand(
        name: "repl",
        help: """
            usage: backstep repl

            Reads commands line by line, from a terminal or a pipe, and prints what they say.
            'help' lists the commands, 'exit' or the end of the input ends it.

            The exit status is that of 'backstep run'.

            """)
}
