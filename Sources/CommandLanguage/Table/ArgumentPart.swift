/// A piece of what is written after a command's name. The table lists the pieces of each form of a command in their
/// order; completion and hints go by them.
public enum ArgumentPart: Equatable, Sendable {
    /// One of these words.
    case word([String])
    /// A word that has to be written so: `if`, `within`, `=`.
    case keyword(String)
    /// A word that nothing is known of beforehand: a count, layer sizes, a new name, a text in quotes.
    case free
    /// The name of something that exists.
    case name(NameKind)
    /// Any number of names of things that exist, with blanks between them.
    case names(NameKind)
    /// The path of a file, usually with one of these endings.
    case path(endings: [String])
    case expression
    /// This word with an expression in parentheses behind it: `hist(dW1)`.
    case call(String)
    /// A matrix or one of its cells: `dW1[0, 2]`.
    case cell
    /// What can be assigned to: a matrix, some of its cells, or a variable.
    case target
    /// One of the table's settings and its value.
    case setting
    /// The options of the command, `name=value`.
    case options

    /// What a name is the name of.
    public enum NameKind: Equatable, Sendable {
        /// An operation of an iteration: `tanh1.forward`.
        case operation
        /// A branch of the run.
        case branch
        /// The number of a breakpoint, watchpoint or catchpoint.
        case stop
        /// The number of a display.
        case display
        /// A matrix of the network.
        case matrix
        /// A command, or another topic of `help`.
        case helpTopic
    }
}
