/// The names that exist now besides the words of the language: what completion offers where a name is expected.
public struct CompletionNames: Equatable, Sendable {
    /// A name with a short description.
    public struct Entry: Equatable, Sendable {
        /// The name, as it is written.
        public let name: String
        /// What it stands for.
        public let meaning: String

        /// A name with what it stands for.
        public init(_ name: String, _ meaning: String) {
            self.name = name
            self.meaning = meaning
        }
    }

    /// The matrices of the network: `W1`, `dW1`.
    public var matrices: [Entry] = []
    /// The operations of an iteration, in their order.
    public var operations: [Entry] = []
    /// The branches of the run.
    public var branches: [Entry] = []
    /// The user's own variables.
    public var variables: [Entry] = []
    /// The numbers of the stops.
    public var stops: [Entry] = []
    /// The numbers of the displays.
    public var displays: [Entry] = []

    /// No names.
    public init() {}

    /// The names of one kind.
    func entries(_ kind: ArgumentPart.NameKind, in table: CommandTable) -> [Entry] {
        switch kind {
        case .operation: operations
        case .branch: branches
        case .stop: stops
        case .display: displays
        case .matrix: matrices
        case .helpTopic:
            // Of a command and a term of the same name, help is about the command.
            table.entries.map { Entry($0.name, $0.summary) }
                + table.helpTopics.filter { table.entry(spelled: $0.name) == nil }.map { Entry($0.name, $0.meaning) }
        }
    }
}
