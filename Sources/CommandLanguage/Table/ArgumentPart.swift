/// A piece of what follows a command's name. A command's entry lists the pieces of each of its forms in order, for
/// completion and hints.
public enum ArgumentPart: Equatable, Sendable {
    /// One of these words.
    case word(WordList)
    /// Exactly this word or sign: `if`, `within`, `=`.
    case keyword(String)
    /// A word that cannot be known in advance: a count, layer sizes, a new name, a text in quotes.
    case free
    /// The name of something that exists.
    case name(NameKind)
    /// Any number of names of things that exist, separated by blanks.
    case names(NameKind)
    /// The path of a file, usually with one of these endings.
    case path(endings: [String])
    case expression
    /// This word, followed by an expression in parentheses: `hist(dW1)`.
    case call(String, meaning: String)
    /// A matrix or one of its cells: `dW1[0, 2]`.
    case cell
    /// What can be assigned to: a matrix, some of its cells, or a variable.
    case target
    /// One of the table's settings and its value.
    case setting
    /// The options of the command, `name=value`.
    case options

    /// What a name can be the name of.
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
