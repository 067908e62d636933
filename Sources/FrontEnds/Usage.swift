/// The help texts of the command line.
enum Usage {
    static let version = "backstep 0.1.0"

    static let program = """
        backstep: a debugger for backpropagation, in the terminal

        usage: backstep                     step through the built-in first lesson (XOR)
               backstep FILE.scenario       play a scenario: up to its first pause, then you drive
               backstep run FILE...         run scenarios without a screen and check what they expect
               backstep repl                read commands line by line

        options:
          -h, --help       this text; 'backstep COMMAND --help' for a command's own
          -V, --version    the version

        On the screen, '?' shows every key, and ':help' every command.

        """

    static let run = """
        usage: backstep run [--format text|json] FILE...

        Runs scenarios without a screen and prints their transcripts. A FILE of '-' is standard input.

        options:
          --format text    a transcript for people (the default)
          --format json    one JSON object a command and line
          -h, --help       this text

        exit status: 0 everything was done and every 'expect' and 'check' held; 1 one failed;
        2 a usage, syntax, name, shape or file error; 130 interrupted.

        """

    static let repl = """
        usage: backstep repl

        Reads commands line by line, from a terminal or a pipe, and prints what they say.
        'help' lists the commands, 'exit' or the end of the input ends it.

        The exit status is that of 'backstep run'.

        """
}
