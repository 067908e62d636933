import FrontEnds
import Foundation
import NcursesTerminal

/// The executable: passes the arguments to the front end, with ncurses as its terminal.
@main
struct Backstep {
    static func main() {
        exit(
            Application.run(arguments: CommandLine.arguments) { environment in
                try NcursesTerminal(environment: environment)
            })
    }
}
