extension CommandTable {
    static let logs: [CommandSpecification] = [
        CommandSpecification(
            .log, group: .files,
            usage: ["log PATH.jsonl|PATH.csv [OPTION...]", "log FOLDER format=tensorboard [OPTION...]", "log off"],
            summary: "writes loss and accuracy to a file as the run goes",
            details: [
                "What the run has left so far is written first, then each iteration that",
                "the curves keep and each epoch, as they come. Nothing of a run is written",
                "twice: not after going back, and not after 'log off' and 'log' again.",
                "Branches and later networks are told apart by the field 'run'. Several",
                "logs may be written at once; 'log off' ends all of them.",
                "'backstep watch PATH' shows a log while it grows.",
            ],
            options: [
                OptionSpecification(
                    "format", .choice(Vocabulary.logFormats), default: "as the path ends", "how it is written"),
                OptionSpecification(
                    "records", .choice(Vocabulary.logRecords), default: "all", "what is written"),
                OptionSpecification(
                    "append", .flag, default: "yes", "whether what the file holds stays; with no, it is replaced"),
                OptionSpecification(
                    "run", .word(placeholder: "NAME"), default: "the branch's name", "what the run is called"),
            ],
            arguments: [[.word(["off"])], [.path(endings: [".jsonl", ".csv"]), .options]])
    ]
}
