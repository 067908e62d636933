extension CommandTable {
    static let setUp: [CommandSpecification] = [
        data,
        CommandSpecification(
            .network, group: .setUp, usage: ["network IN-HIDDEN-...-OUT [OPTION...]"],
            summary: "makes a network of fully connected layers, as 2-4-2",
            details: [
                "activations: " + Vocabulary.activations.joined(separator: " "),
                "losses: " + Vocabulary.losses.joined(separator: " "),
                "initializers: " + Vocabulary.initializers.joined(separator: " "),
                "  normal:STANDARD-DEVIATION uniform:BOUND",
                "dropout: D1 = A1 * M1 after a hidden layer's activation, where each cell of M1",
                "  is at random 0 or 1 / (1 - dropout). Training has it, as 'loss' and",
                "  'accuracy' show; test.loss, train.loss and the like are without it.",
            ],
            options: [
                OptionSpecification(
                    "hidden", .choice(Vocabulary.activations), default: "tanh", "activation of the hidden layers"),
                OptionSpecification(
                    "output", .choice(Vocabulary.activations), default: "identity", "activation of the last layer"),
                OptionSpecification(
                    "activations", .choices(Vocabulary.activations), default: "hidden and output",
                    "activation of each layer, instead of hidden= and output="),
                OptionSpecification(
                    "dropout", .numbers(.fraction), default: "0",
                    "share of outputs that training drops: one for all hidden layers or each"),
                OptionSpecification(
                    "loss", .choice(Vocabulary.losses),
                    default: "classes: cross-entropy (one output: binary); numbers: mse",
                    "what training makes small"),
                OptionSpecification(
                    "reduction", .choice(Vocabulary.reductions), default: "mean", "over the samples of a batch"),
                OptionSpecification(
                    "init", .initializer, default: "xavier-uniform", "where the weights start; biases start at 0"),
                OptionSpecification("seed", .integer(minimum: 0), default: "0", "makes other weights and masks"),
                OptionSpecification(
                    "precision", .choice(Vocabulary.precisions), default: "float64", "format of the numbers"),
            ],
            arguments: [[.free, .options]]),
        CommandSpecification(
            .optimizer, group: .setUp, usage: ["optimizer sgd|adam|adamw|rmsprop|adagrad [OPTION...]"],
            summary: "chooses how gradients change the weights",
            details: ["Defaults and results are PyTorch's."],
            words: Vocabulary.optimizers,
            options: [
                OptionSpecification(
                    "lr", .number(.atLeastZero), default: "0.001; rmsprop and adagrad 0.01", "learning rate"),
                OptionSpecification(
                    "momentum", .number(.atLeastZero), default: "0", "share of the last step that is kept",
                    forms: ["sgd", "rmsprop"]),
                OptionSpecification("nesterov", .flag, default: "no", "Nesterov's momentum", forms: ["sgd"]),
                OptionSpecification(
                    "weight-decay", .number(.atLeastZero), default: "0; adamw 0.01", "pull of the weights toward 0"),
                OptionSpecification(
                    "beta1", .number(.fraction), default: "0.9", "decay of the first moment", forms: ["adam", "adamw"]),
                OptionSpecification(
                    "beta2", .number(.fraction), default: "0.999", "decay of the second moment",
                    forms: ["adam", "adamw"]),
                OptionSpecification(
                    "epsilon", .number(.atLeastZero), default: "1e-8; adagrad 1e-10", "keeps the divisor off 0",
                    forms: ["adam", "adamw", "rmsprop", "adagrad"]),
            ]),
        CommandSpecification(
            .schedule, group: .setUp,
            usage: [
                "schedule constant", "schedule step every=N [gamma=NUMBER] [per=epoch|iteration]",
                "schedule exponential gamma=NUMBER [per=epoch|iteration]",
                "schedule cosine length=N [minimum=NUMBER] [per=epoch|iteration]",
                "schedule warmup [length=N] [start=NUMBER] [per=epoch|iteration]",
            ],
            summary: "changes the learning rate as training goes on",
            details: [
                "The optimizer's lr is the rate it starts from, e the epoch or iteration:",
                "  step         lr * gamma ** (whole part of e / every)",
                "  exponential  lr * gamma ** e",
                "  cosine       from lr down to minimum in length, then up again",
                "  warmup       from lr * start in a straight line up to lr in length",
                "With per=iteration, every count of epochs is one of iterations.",
                "Results are those of PyTorch's StepLR, ExponentialLR, CosineAnnealingLR and",
                "LinearLR. 'print lr' is the rate of the iteration that the session is in.",
            ],
            words: Vocabulary.schedules,
            options: [
                OptionSpecification(
                    "every", .integer(minimum: 1), default: nil, "after how many epochs the rate falls",
                    forms: ["step"]),
                OptionSpecification(
                    "gamma", .number(.atLeastZero), default: "0.1", "what the rate is multiplied by", forms: ["step"]),
                OptionSpecification(
                    "gamma", .number(.atLeastZero), default: nil, "what each epoch multiplies the rate by",
                    forms: ["exponential"]),
                OptionSpecification(
                    "length", .integer(minimum: 1), default: nil, "how many epochs it is to the minimum",
                    forms: ["cosine"]),
                OptionSpecification(
                    "minimum", .number(.atLeastZero), default: "0", "the lowest rate", forms: ["cosine"]),
                OptionSpecification(
                    "length", .integer(minimum: 1), default: "5", "how many epochs it is to the full rate",
                    forms: ["warmup"]),
                OptionSpecification(
                    "start", .number(.share), default: "1/3", "the share of the rate to start with", forms: ["warmup"]),
                OptionSpecification(
                    "per", .choice(Vocabulary.schedulePeriods), default: "epoch", "what is counted",
                    forms: ["step", "exponential", "cosine", "warmup"]),
            ]),
        CommandSpecification(
            .regularize, group: .setUp, usage: ["regularize [l1=NUMBER] [l2=NUMBER]"],
            summary: "adds a penalty on large weights to the loss",
            details: [
                "The loss becomes loss + l1 * sum(abs(W)) + l2 / 2 * sum(W ** 2), over all",
                "weights, not biases; every dW has l1 * sign(W) + l2 * W more. With sgd, l2",
                "does to the weights what PyTorch's weight_decay does. What is not given is 0;",
                "l1=0 l2=0 switches the penalty off. test.loss has it too.",
            ],
            options: [
                OptionSpecification(
                    "l1", .number(.atLeastZero), default: "0", "pull of the weights to exactly 0"),
                OptionSpecification(
                    "l2", .number(.atLeastZero), default: "0", "pull of the weights toward 0, of large ones most"),
            ]),
        CommandSpecification(
            .batch, group: .setUp, usage: ["batch N|full [OPTION...]"],
            summary: "sets how many samples an iteration takes",
            details: [
                "The last batch of an epoch may be smaller. Parameters are kept; the session",
                "starts anew.",
            ],
            words: ["full"],
            options: [
                OptionSpecification("shuffle", .flag, default: "no", "whether each epoch has another order"),
                OptionSpecification("seed", .integer(minimum: 0), default: "0", "makes other orders"),
            ],
            arguments: [[.word(["full"]), .options], [.free, .options]]),
        CommandSpecification(
            .set, group: .setUp, usage: settings.map { "set \($0.name) \($0.kind.placeholder)" },
            summary: "changes a setting, at any moment",
            details: settings.map { "  " + HelpText.padded($0.name, to: 17) + $0.summary } + [
                "With a schedule, lr is the rate that this starts from. The checkpoints are what",
                "going back starts from; they take up to 256 MiB unless set.",
            ],
            arguments: [[.setting]]),
        CommandSpecification(
            .let, group: .setUp, usage: ["let NAME = EXPRESSION", "let NAME[ROW, COLUMN] = EXPRESSION"],
            summary: "changes a matrix or its cells, or makes a variable",
            arguments: [[.target, .keyword("="), .expression]]),
    ]
}
