// The forms of a schedule by their names in the language, with their parameters.
extension LearningRateSchedule {
    /// The forms of a schedule.
    public enum Kind: String, CaseIterable, Sendable {
        case constant
        case step
        case exponential
        case cosine
        case warmup
    }

    /// A parameter of a form.
    public struct Parameter: Equatable, Sendable {
        /// The allowed values.
        public enum Range: Equatable, Sendable, CustomStringConvertible {
            /// A number of periods: a whole number from 1 up.
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

            /// The allowed values in words.
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
        /// A short description.
        public let meaning: String
        /// The allowed values.
        public let range: Range
        /// Its default, as users write it: `1/3`; nil if it has to be set.
        public let defaultText: String?
        /// Its default; nil if it has to be set.
        public var defaultValue: Double? {
            guard let defaultText else { return nil }
            let numbers = defaultText.split(separator: "/").compactMap { Double($0) }
            return numbers.dropFirst().reduce(numbers[0], /)
        }
    }
}

extension LearningRateSchedule.Kind {
    /// A short description of what happens to the rate.
    public var meaning: String {
        switch self {
        case .constant: "the rate stays as it is"
        case .step: "multiplied by gamma every so many epochs"
        case .exponential: "multiplied by gamma each epoch"
        case .cosine: "down half a cosine to a minimum"
        case .warmup: "up in a straight line at the start"
        }
    }

    /// Its parameters, apart from the period.
    public var parameters: [LearningRateSchedule.Parameter] {
        func parameter(
            _ name: String, _ range: LearningRateSchedule.Parameter.Range, default text: String? = nil,
            _ meaning: String
        ) -> LearningRateSchedule.Parameter {
            LearningRateSchedule.Parameter(name: name, meaning: meaning, range: range, defaultText: text)
        }
        return switch self {
        case .constant: []
        case .step:
            [
                parameter("every", .count, "after how many epochs the rate falls"),
                parameter("gamma", .size, default: "0.1", "what the rate is multiplied by"),
            ]
        case .exponential: [parameter("gamma", .size, "what each epoch multiplies the rate by")]
        case .cosine:
            [
                parameter("length", .count, "how many epochs it is to the minimum"),
                parameter("minimum", .size, default: "0", "the lowest rate"),
            ]
        case .warmup:
            [
                parameter("length", .count, default: "5", "how many epochs it is to the full rate"),
                parameter("start", .share, default: "1/3", "the share of the rate to start with"),
            ]
        }
    }
}

extension LearningRateSchedule.Form {
    /// Which form it is.
    public var kind: LearningRateSchedule.Kind { parts.kind }

    /// The values of its parameters, in their order.
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

    /// A form with the values of its parameters by name. Those that are missing get their defaults.
    /// - Returns: nil if a parameter without a default is missing.
    public init?(_ kind: LearningRateSchedule.Kind, numbers: [String: Double] = [:]) {
        let values = kind.parameters.compactMap { numbers[$0.name] ?? $0.defaultValue }
        guard values.count == kind.parameters.count else { return nil }
        // Int.max is rounded up on its way through Double.
        func count(_ value: Double) -> Int { Int(exactly: value.rounded(.down)) ?? .max }
        switch kind {
        case .constant: self = .constant
        case .step: self = .step(every: count(values[0]), gamma: values[1])
        case .exponential: self = .exponential(gamma: values[0])
        case .cosine: self = .cosine(length: count(values[0]), minimum: values[1])
        case .warmup: self = .warmup(length: count(values[0]), start: values[1])
        }
    }
}
