extension PyTorchScript {
    /// The optimizers, by their names in the command language.
    public enum Rule: String, CaseIterable, Sendable {
        case sgd, adam, adamw, rmsprop, adagrad
    }
}

extension PyTorchScript.Rule {
    /// An optimizer in PyTorch.
    struct Form {
        /// The class in `torch.optim`.
        var className: String
        /// Its arguments, apart from `lr` and `weight_decay`.
        var arguments: [Argument]
        /// The names of its moments, by the letter that precedes the parameter's name.
        var moments: [String: String]
        /// Whether it also stores the number of updates for each parameter.
        var countsSteps = true
    }

    /// An argument that takes one of the optimizer's numbers, or several together.
    struct Argument {
        var name: String
        /// The names of the numbers in the command language. If one of them is missing, the argument is left out.
        var numbers: [String]
        /// Another number without which the argument has no effect.
        var needed: String?

        init(_ name: String, of numbers: String..., with needed: String? = nil) {
            self.name = name
            self.numbers = numbers
            self.needed = needed
        }
    }

    /// The optimizer in PyTorch.
    var form: Form {
        switch self {
        case .sgd:
            Form(
                className: "SGD",
                arguments: [
                    Argument("momentum", of: "momentum"), Argument("nesterov", of: "nesterov", with: "momentum"),
                ],
                moments: ["v": "momentum_buffer"], countsSteps: false)
        case .adam: Self.adamForm("Adam")
        case .adamw: Self.adamForm("AdamW")
        case .rmsprop:
            Form(
                className: "RMSprop",
                arguments: [
                    Argument("alpha", of: "alpha"), Argument("eps", of: "epsilon"),
                    Argument("momentum", of: "momentum"),
                ],
                moments: ["s": "square_avg", "v": "momentum_buffer"])
        case .adagrad:
            Form(className: "Adagrad", arguments: [Argument("eps", of: "epsilon")], moments: ["s": "sum"])
        }
    }

    private static func adamForm(_ className: String) -> Form {
        Form(
            className: className,
            arguments: [Argument("betas", of: "beta1", "beta2"), Argument("eps", of: "epsilon")],
            moments: ["m": "exp_avg", "s": "exp_avg_sq"])
    }
}

extension PyTorchScript.Optimizer {
    /// The arguments with their values as Python writes them: `betas` is `(0.9, 0.999)`.
    var arguments: [(name: String, value: String)] {
        typealias Argument = PyTorchScript.Rule.Argument
        let all = [Argument("lr", of: "lr")] + rule.form.arguments + [Argument("weight_decay", of: "weight-decay")]
        return all.compactMap { argument in
            let values = argument.numbers.compactMap { numbers[$0] }
            let isNeeded = argument.needed.map { numbers[$0] != nil } ?? true
            guard isNeeded, values.count == argument.numbers.count else { return nil }
            return (argument.name, values.count == 1 ? values[0] : "(\(values.joined(separator: ", ")))")
        }
    }

    /// Its moments: PyTorch's name, and the letter in the command language.
    var namedMoments: [(name: String, letter: String)] {
        moments.compactMap { letter in rule.form.moments[letter].map { ($0, letter) } }
    }
}
