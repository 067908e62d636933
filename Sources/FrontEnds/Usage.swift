/// The help texts of the command line.
enum Usage {
    static let version = "backstep 0.1.0"

    static let program = """
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

        """

    static let run = """
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

        """

    static let cast = """
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

        """

    static let train = """
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

        """

    static let grade = """
        usage: backstep grade --case FILE [--timeout S] [--tolerance T] [--format text|json] -- COMMAND...

        Checks an implementation of your own, in any language, on a network and a batch. FILE is a
        scenario that sets up data and network; where it ends is the case. COMMAND is run as it stands,
        without a shell. It gets one JSON object on standard input:

          {"version": 1,
           "network": {"layers": [2,4,2], "activations": ["tanh","identity"],
                       "loss": "cross-entropy", "reduction": "mean"},
           "parameters": {"W1": [[..]], "b1": [[..]], ..}, "X": [[..]], "Y": [[..]],
           "optimizer": {"kind": "sgd", "lr": 0.1, "momentum": 0.9, "state": {"vW1": [[..]], ..}}}

        with "l1" and "l2" in the network where there is a penalty, and "masks" where there is dropout.
        It writes one JSON object to standard output, of any of the iteration's matrices by their names,
        rows in lists, and perhaps of the parameters after the update:

          {"Z1": [[..]], "A1": [[..]], "P": [[..]], "loss": 0.69, "dW1": [[..]], "db1": [..],
           "updated": {"W1": [[..]]}}

        The first matrix that is wrong is named with its operation and a cell, and, where one of the
        usual mistakes gives just that, with a hint. What comes after it is judged by what yours gave.

        options:
          --case FILE      the scenario that sets the case up; '-' is standard input
          --timeout S      end the command after S seconds (default 10)
          --tolerance T    how far a number may be off, relative to it, or to a thousandth of the largest
                           in its matrix (default 1e-6; 1e-3 suits float32)
          --format text    a report for people (the default)
          --format json    the same as one object
          -h, --help       this text

        exit status: 0 all that was given is right; 1 something is wrong; 2 there was nothing to judge:
        a usage, file or case error, or a command that fails, takes too long or writes no such object.

        """

    static let repl = """
        usage: backstep repl

        Reads commands line by line, from a terminal or a pipe, and prints what they say.
        'help' lists the commands, 'exit' or the end of the input ends it.

        The exit status is that of 'backstep run'.

        """

    static let watch = """
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

        """

    static let bench = """
        usage: backstep bench [--format text|json] [--seconds S] [--threads N]
                              [--precision float32|float64] [WORKLOAD...]

        Measures how fast networks train on this machine, beside what the machine could do at best: the
        peak of multiplications and additions in registers, the engine's best matrix product
        (1024×1024×1024), and the workload's own matrix products with nothing around them.

        workloads, by name or by network; all of them where none is given:
          w1  2-4-2                batch 4    tanh
          w2  2-16-16-3            batch 32   tanh
          w3  784-128-10           batch 64   relu
          w4  784-64-64-32-10      batch 20   sigmoid, momentum 0.9
          w5  784-512-512-10       batch 256  relu
          w6  1024-2048-2048-1000  batch 512  relu
        All have cross-entropy, SGD with lr=0.01, and 4 batches of random samples, not shuffled.
        'timeline', when it is named, measures what remembering a run costs each of them, how long it
        takes to go back anywhere in a run, and how much memory that needs. 'screen', when it is named,
        measures the screen at 200×60 on a terminal of its own that nobody looks at: what frames cost,
        how much of training's speed is left with the screen on, and how soon keys are answered.

        options:
          --format text    a table for people (the default)
          --format json    an object for the machine and one a workload, each on a line, nothing rounded
          --seconds S      measure each workload's training for S seconds, and its limits for as long
                           again (default 1)
          --threads N      let matrix products use N threads (default 1)
          --precision P    float32 (the default) or float64
          -h, --help       this text

        GFLOP/s count the operations of the matrix products only: 2·N·inputs·outputs for each layer's
        X·W, as many for its dW, and as many for its dX except in the first layer, where training needs
        none.

        Time is measured in slices of about 0.1 s, or one step where that takes longer, by turns for
        training and limits. With one thread it is the program's own time on the processor; with more, it
        is the time that passes. Between slices the peak is measured for 2 ms. A slice beside a peak that
        took over 5 % longer than the run's shortest is left out, for the machine was slower then. What
        is reported is the median of the slices kept. Where too few are, measuring goes on for up to
        three times as long, and then says so; where none is, all are used.

        The exit status is 0, 2 on a usage error, 130 when interrupted.

        """
}
