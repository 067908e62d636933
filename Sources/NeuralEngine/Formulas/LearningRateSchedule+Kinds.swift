// The forms of a schedule by their names in the language, with what each takes.
extension LearningRateSchedule {
    /// The forms that there are.
    public enum Kind: String, CaseIterable, Sendable {
        case constant
        case step
        case exponential
        case cosine
        case warmup
    }

    /// A number that a form takes.
    public struct Parameter: Equatable, Sendable {
        /// What it can be.
        public enum Range: Equatable, Sendable, CustomStringConvertible {
            /// A whole number from 1 up: so many periods.
            case count
            /// A finite number from 0 up.
            case size
            /// A number above 0 and at most 1.
            case share

            /// Whether a number is allowed.
            public func contains(_ value: Double) -> Bool {
                switch self {
                case .count: value >= 1
                case .size: value >= 0 && value.isFinite
                case .share: value > 0 && value <= 1
                }
            }

            /// What is allowed, in words.
            public var description: String {
                switch self {
                case .count: "a whole number from 1 up"
                case .size: "a number from 0 up"
                case .share: "above 0 and at most 1"
                }
            }
        }

        /// Its name in the language: `gamma`.
        public let name: String
        /// What it is, in a few words.
        public let meaning: String
        /// What it can be.
        public let range: Range
        /// What it is unless it is set, as users write it: `1/3`; nil where it has to be set.
        public let standardText: String?
        /// What it is unless it is set; nil where it has to be set.
        public var standard: Double? {
            guard let standardText else { return nil }
            let numbers = standardText.split(separator: "/").compactMap { Double($0) }
            return numbers.dropFirst().reduce(numbers[0], /)
        }
    }
}

extension LearningRateSchedule.Kind {
    /// What becomes of the rate, in a few words.
    public var meaning: String {
        switch self {
        case .constant: "the rate stays as it is"
        case .step: "multiplied by gamma every so many epochs"
        case .exponential: "multiplied by gamma each epoch"
        case .cosine: "down half a cosine to a minimum"
        case .warmup: "up in a straight line at the start"
        }
    }

    /// What it takes, beside what it counts.
    public var parameters: [LearningRateSchedule.Parameter] {
        func parameter(
            _ name: String, _ range: LearningRateSchedule.Parameter.Range, standard: String? = nil, _ meaning: String
        ) -> LearningRateSchedule.Parameter {
            LearningRateSchedule.Parameter(name: name, meaning: meaning, range: range, standardText: standard)
        }
        return switch self {
        case .constant: []
        case .step:
            [
                parameter("every", .count, "after how many epochs the rate falls"),
                parameter("gamma", .size, standard: "0.1", "what the rate is multiplied by"),
            ]
        case .exponential: [parameter("gamma", .size, "what each epoch multiplies the rate by")]
        case .cosine:
            [
                parameter("length", .count, "how many epochs it is to the minimum"),
                parameter("minimum", .size, standard: "0", "the lowest rate"),
            ]
        case .warmup:
            [
                parameter("length", .count, standard: "5", "how many epochs it is to the full rate"),
                parameter("start", .share, standard: "1/3", "the share of the rate to start with"),
            ]
        }
    }
}

extension LearningRateSchedule.Form {
    /// Which form it is.
    public var kind: LearningRateSchedule.Kind { parts.kind }

    /// What it takes, with the numbers it has, in the order of its parameters.
    public var numbers: [(parameter: LearningRateSchedule.Parameter, value: Double)] {
        zip(kind.parameters, parts.values).map { ($0, $1) }
    }

    private var parts: (kind: LearningRateSchedule.Kind, values: [Double]) {
        switch self {
        case .constant: (.constant, [])
        case .step(let every, let gamma): (.step, [Double(every), gamma])
        case .exponential(let gamma): (.exponential, [gamma])
        case .cosine(let length, let minimum): (.cosine, [Double(length), minimum])
        case .warmup(let length, let start): (.warmup, [Double(length), start])
        }
    }

    /// A form with its numbers by name; what is not among them is what it is unless it is set.
    /// - Returns: nil where one is missing that has to be set.
    public init?(_ kind: LearningRateSchedule.Kind, numbers: [String: Double] = [:]) {
        let values = kind.parameters.compactMap { numbers[$0.name] ?? $0.standard }
        guard values.count == kind.parameters.count else { return nil }
        switch kind {
        case .constant: self = .constant
        case .step: self = .step(every: Int(values[0]), gamma: values[1])
        case .exponential: self = .exponential(gamma: values[0])
        case .cosine: self = .cosine(length: Int(values[0]), minimum: values[1])
        case .warmup: self = .warmup(length: Int(values[0]), start: values[1])
        }
    }
}
