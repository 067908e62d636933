import CommandLanguage

/// The lesson that the program starts with: built in, so that it needs no file.
enum BuiltInLesson {
    /// `Scenarios/01-xor-by-hand.scenario`.
    static var first: SourceText {
        SourceText(
            name: "01-xor-by-hand.scenario",
            text: String(decoding: PackageResources._1_xor_by_hand_scenario, as: UTF8.self))
    }
}
