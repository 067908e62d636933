/// A lesson of the course: a scenario that is part of the program, so that it needs no file.
public struct CourseLesson: Equatable, Sendable {
    /// The file's name, which is what the lesson is known by: `01-xor-by-hand.scenario`.
    public let fileName: String
    /// The scenario.
    public let text: String

    private init(_ fileName: String, _ bytes: [UInt8]) {
        self.fileName = fileName
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// What it teaches, in a line: what its comment `# teaches:` says.
    public var teaches: String {
        let mark = "# teaches: "
        let line = text.split(separator: "\n").first { $0.hasPrefix(mark) }
        return line.map { String($0.dropFirst(mark.count)) } ?? ""
    }

    /// All lessons, in their order: links in `Lessons` to the scenarios of the same names.
    public static let all: [CourseLesson] = [
        CourseLesson("01-xor-by-hand.scenario", PackageResources._1_xor_by_hand_scenario),
        CourseLesson("02-one-neuron.scenario", PackageResources._2_one_neuron_scenario),
        CourseLesson("03-activations-and-slopes.scenario", PackageResources._3_activations_and_slopes_scenario),
        CourseLesson("04-softmax-and-logsumexp.scenario", PackageResources._4_softmax_and_logsumexp_scenario),
        CourseLesson("05-cross-entropy-gradient.scenario", PackageResources._5_cross_entropy_gradient_scenario),
        CourseLesson("06-linear-layer-gradients.scenario", PackageResources._6_linear_layer_gradients_scenario),
        CourseLesson("07-forward-and-backward.scenario", PackageResources._7_forward_and_backward_scenario),
        CourseLesson("08-worked-example-2-2-2.scenario", PackageResources._8_worked_example_2_2_2_scenario),
        CourseLesson("09-momentum.scenario", PackageResources._9_momentum_scenario),
        CourseLesson("10-gradient-checking.scenario", PackageResources._0_gradient_checking_scenario),
        CourseLesson("11-learning-rates.scenario", PackageResources._1_learning_rates_scenario),
        CourseLesson("12-vanishing-and-exploding.scenario", PackageResources._2_vanishing_and_exploding_scenario),
        CourseLesson("13-dead-relus.scenario", PackageResources._3_dead_relus_scenario),
        CourseLesson("14-initialisation.scenario", PackageResources._4_initialisation_scenario),
        CourseLesson("15-overfitting.scenario", PackageResources._5_overfitting_scenario),
        CourseLesson("16-spirals.scenario", PackageResources._6_spirals_scenario),
        CourseLesson("17-iris.scenario", PackageResources._7_iris_scenario),
        CourseLesson("18-digits.scenario", PackageResources._8_digits_scenario),
        CourseLesson("19-fashion-mnist.scenario", PackageResources._9_fashion_mnist_scenario),
        CourseLesson("20-going-back.scenario", PackageResources._0_going_back_scenario),
        CourseLesson("21-find-the-bug-one.scenario", PackageResources._1_find_the_bug_one_scenario),
        CourseLesson("22-find-the-bug-two.scenario", PackageResources._2_find_the_bug_two_scenario),
        CourseLesson("23-find-the-bug-three.scenario", PackageResources._3_find_the_bug_three_scenario),
    ]
}
