import CommandLanguage
import StepDebugger

/// A breakpoint, watchpoint or catchpoint.
public struct Stop: Equatable, Sendable {
    /// What makes a run stop.
    indirect enum Cause: Equatable, Sendable {
        /// An operation has run; with a condition, only if it holds there.
        case operation(Located<String>, condition: Expression?)
        /// A condition becomes true.
        case condition(Expression)
        /// An expression's value changes.
        case change(of: Expression)
        /// Training starts to go wrong.
        case trouble(Trouble)
    }

    /// Its number, from 1; numbers are never reused.
    public let number: Int
    /// What makes a run stop.
    let cause: Cause
    /// What it waits for, in the language: `tanh1.forward if loss < 0.1`, `W1[0, 2]`, `nan`.
    public let what: String
    /// Whether it is deleted when it has been hit.
    public let isTemporary: Bool
    /// Whether it stops runs.
    public internal(set) var isEnabled = true
    /// How often it has been hit.
    public internal(set) var hitCount = 0

    /// What such stops are called.
    public enum Kind: String, Equatable, Sendable {
        /// An operation or a condition.
        case breakpoint
        /// A change.
        case watchpoint
        /// Trouble.
        case catchpoint
    }

    /// What it is called.
    public var kind: Kind {
        switch cause {
        case .operation, .condition: .breakpoint
        case .change: .watchpoint
        case .trouble: .catchpoint
        }
    }

    /// The expression whose value it depends on.
    var expression: Expression? {
        switch cause {
        case .operation(_, let condition): condition
        case .condition(let expression), .change(let expression): expression
        case .trouble: nil
        }
    }
}

/// The user's stops and displays.
public struct StopList: Equatable, Sendable {
    /// The stops, by number.
    public internal(set) var stops: [Stop] = []
    /// The displays, by number.
    public internal(set) var displays: [Display] = []
    private var stopsMade = 0
    private var displaysMade = 0

    /// The stops that are enabled.
    var enabled: [Stop] { stops.filter(\.isEnabled) }

    /// Adds a stop with the next number.
    mutating func add(_ cause: Stop.Cause, _ what: String, isTemporary: Bool = false) -> Stop {
        stopsMade += 1
        let stop = Stop(number: stopsMade, cause: cause, what: what, isTemporary: isTemporary)
        stops.append(stop)
        return stop
    }

    /// Adds a display with the next number.
    mutating func add(display expression: Expression) -> Display {
        displaysMade += 1
        let display = Display(number: displaysMade, expression: expression)
        displays.append(display)
        return display
    }

    /// Counts a hit; a temporary stop is deleted.
    mutating func count(hitOf number: Int) {
        guard let index = stops.firstIndex(where: { $0.number == number }) else { return }
        stops[index].hitCount += 1
        if stops[index].isTemporary { stops.remove(at: index) }
    }
}

/// An expression that is shown after every move.
public struct Display: Equatable, Sendable {
    /// Its number, from 1; numbers are never reused.
    public let number: Int
    /// What is shown.
    let expression: Expression
}
