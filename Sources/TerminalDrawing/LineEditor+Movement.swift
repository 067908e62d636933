extension LineEditor {
    /// Where Alt-b goes: to the start of the word before the cursor. Words are letters, digits and `_`.
    var wordStart: Int {
        var position = cursor
        while position > 0, !Self.isWordCharacter(characters[position - 1]) { position -= 1 }
        while position > 0, Self.isWordCharacter(characters[position - 1]) { position -= 1 }
        return position
    }

    /// Where Alt-f goes: to the end of the word after the cursor.
    var wordEnd: Int {
        var position = cursor
        while position < characters.count, !Self.isWordCharacter(characters[position]) { position += 1 }
        while position < characters.count, Self.isWordCharacter(characters[position]) { position += 1 }
        return position
    }

    /// Where Ctrl-W stops: at the last space before the word before the cursor, as in shells.
    var spacedWordStart: Int {
        var position = cursor
        while position > 0, characters[position - 1].isWhitespace { position -= 1 }
        while position > 0, !characters[position - 1].isWhitespace { position -= 1 }
        return position
    }

    private static func isWordCharacter(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }
}
