extension CommandTable {
    private static let madeSets = Vocabulary.generatedDataSets
    /// The forms whose samples can be held out for testing.
    private static let divisible = madeSets + Vocabulary.shippedDataSets + ["csv", "idx"]
    private static let allButInline = Vocabulary.builtInDataSets + ["csv", "idx"]

    static let data = CommandSpecification(
        .data, group: .setUp,
        usage: [
            "data SET [OPTION...]", "data csv PATH label=COLUMN [OPTION...]",
            "data idx IMAGES LABELS [OPTION...]", "data inline X=[[...]] Y=[[...]]",
        ],
        summary: "loads the samples to train on",
        details: [
            "Sets that are made, of two inputs and two classes unless said otherwise:",
            "  xor and        the four corners of a square; with samples= or noise= clouds",
            "  circles moons  a disc in a ring; two crescents",
            "  spirals blobs  arms about each other, clouds; of classes= classes",
            "  checkerboard   the fields of a board, 4x4",
            "  plane gaussian a number from two inputs; sine: a number from one",
            "Real data: iris, 150 flowers, 4 inputs, 3 species; wine, 178 wines, 13 inputs,",
            "3 cultivars; digits, 1797 images of 8x8; fashion-mnist, 70000 images of 28x28",
            "from Debian's package dataset-fashion-mnist, pixels from 0 to 1, of which 10000",
            "are for testing: limit= leaves all of those.",
            "idx reads images and labels in the format of MNIST, compressed by gzip or not;",
            "pixels that are bytes go from 0 to 1. A csv file may be compressed, too.",
            "A path is taken from the working directory, or else from the folder of the",
            "scenario. One with blanks goes in double quotes.",
            "Parameters are kept where the network still fits; the session starts anew.",
        ],
        words: Vocabulary.builtInDataSets + Vocabulary.dataSources,
        options: [
            OptionSpecification(
                "samples", .integer(minimum: 1), default: "200; xor and and: 4", "how many samples to make",
                forms: madeSets),
            OptionSpecification(
                "classes", .integer(minimum: 2), default: "2", "how many classes to make", forms: ["spirals", "blobs"]),
            OptionSpecification(
                "noise", .number(.atLeastZero), default: "by the set; 0 for the four points of xor and and",
                "standard deviation of what is added to inputs, or to numbers to learn", forms: madeSets),
            OptionSpecification(
                "label", .word(placeholder: "COLUMN"), default: nil,
                "the column to predict: its name, or its index from 0", forms: ["csv"]),
            OptionSpecification(
                "task", .choice(Vocabulary.tasks), default: "by the label column",
                "classes to tell apart, or numbers to predict", forms: ["csv"]),
            OptionSpecification(
                "header", .flag, default: "by the first line", "whether the first line names the columns",
                forms: ["csv"]),
            OptionSpecification(
                "test", .number(.fraction), default: "0", "the share of samples to hold out for testing",
                forms: divisible, refusals: ["fashion-mnist": "it has 10000 test samples of its own"]),
            OptionSpecification(
                "test-images", .path, default: "none", "a file of images for testing", forms: ["idx"]),
            OptionSpecification(
                "test-labels", .path, default: "none", "the file of their labels", forms: ["idx"]),
            OptionSpecification(
                "limit", .integer(minimum: 1), default: "all",
                "how many samples to keep; a test part of its own stays whole", forms: allButInline),
            OptionSpecification(
                "standardize", .flag, default: "no",
                "whether inputs get mean 0 and standard deviation 1, by the training part", forms: allButInline),
            OptionSpecification(
                "seed", .integer(minimum: 0), default: "0", "makes other samples, or another choice of them",
                forms: allButInline),
            OptionSpecification(
                "X", .expression(placeholder: "MATRIX"), default: nil, "the inputs, one sample a row",
                forms: ["inline"]),
            OptionSpecification(
                "Y", .expression(placeholder: "MATRIX"), default: nil,
                "the targets, one sample a row, one-hot for classes", forms: ["inline"]),
        ],
        arguments: [
            [.word(Vocabulary.builtInDataSets), .options],
            [.word(["csv"]), .path(endings: [".csv", ".csv.gz"]), .options],
            [.word(["idx"]), .path(endings: idxEndings), .path(endings: idxEndings), .options],
            [.word(["inline"]), .options],
        ])

    private static let idxEndings = ["ubyte", "ubyte.gz", ".idx", ".idx.gz"]
}
