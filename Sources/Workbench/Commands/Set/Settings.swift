import CommandLanguage

/// What `set` can change.
enum Settings {
    static let all: [SettingEntry] = [
        SettingEntry("lr", .number(.atLeastZero), "the learning rate"),
        SettingEntry("timeline-memory", .number(.atLeastZero), "how many MiB the checkpoints of the run may take"),
        SettingEntry(
            "theme", .choice(["dark": "light text on a dark screen", "light": "dark text on a light screen"]),
            "the screen's colours: dark or light"),
        SettingEntry(
            "colors",
            .choice([
                "auto": "what the terminal has", "direct": "16.7 million", "256": "the 256 of xterm",
                "16": "the terminal's own", "none": "bold and reverse",
            ]),
            "how many colours the screen uses, if the terminal has them"),
        SettingEntry(
            "glyphs",
            .choice([
                "auto": "what the terminal has", "unicode": "boxes, dots and blocks", "ascii": "letters and signs",
            ]),
            "the characters that the screen is drawn with"),
        SettingEntry(
            "mouse", .choice(["on": "selects and scrolls", "off": "left to the terminal"]),
            "whether the screen uses the mouse"),
        SettingEntry(
            "speed", .choice(ScreenSetting.speeds),
            "operations a second that space plays, or how it trains"),
        SettingEntry("pace", .choice(ScreenSetting.paces), "how fast a lesson plays by itself; 1 is normal"),
    ]
}
