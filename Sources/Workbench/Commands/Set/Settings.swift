import CommandLanguage

/// What `set` can change.
enum Settings {
    static let all: [SettingEntry] = [
        SettingEntry("lr", .number(.atLeastZero), "the learning rate"),
        SettingEntry("timeline-memory", .number(.atLeastZero), "how many MiB the checkpoints of the run may take"),
        SettingEntry("theme", .choice(Vocabulary.themes), "the screen's colours: dark or light"),
        SettingEntry(
            "colors", .choice(Vocabulary.colorTiers), "how many colours the screen has, if the terminal shows them"),
        SettingEntry("glyphs", .choice(Vocabulary.glyphSets), "the characters that the screen is drawn with"),
        SettingEntry("mouse", .choice(Vocabulary.switches), "whether the screen takes the mouse"),
        SettingEntry(
            "speed", .choice(Vocabulary.speeds),
            "operations a second that space plays, or how it trains"),
        SettingEntry("pace", .choice(Vocabulary.paces), "how fast a lesson plays by itself; 1 is the usual"),
    ]
}
