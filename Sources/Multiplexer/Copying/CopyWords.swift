import Terminal

/// What vi takes for words: letters, digits and underscores, or other signs, or with capitals all but blanks.
package struct CopyWords {
    /// Whether everything but blanks is a word (W B E).
    package let isBig: Bool

    /// What a character is to a word motion.
    private enum Kind {
        case emptyLine
        case blank
        case sign
        case word
    }

    private func kind(_ place: TerminalPosition, _ screen: borrowing TerminalScreen) -> Kind {
        if place.column == 0, screen.isEmpty(row: place.line) { return .emptyLine }
        let cell = screen.cell(at: place)
        if cell.isBlankCell { return .blank }
        if isBig || cell.isCluster { return .word }
        return cell.scalar.isWord ? .word : .sign
    }

    /// The next beginning of a word (w); `nil` at the end.
    package func next(_ start: TerminalPosition, _ screen: borrowing TerminalScreen) -> TerminalPosition? {
        var place = start
        let began = kind(place, screen)
        var isInWord = began == .word || began == .sign
        while let next = screen.next(place) {
            place = next.place
            let kind = kind(place, screen)
            if next.isNewLine || kind != began { isInWord = false }
            if isInWord { continue }
            if kind != .blank { return place }
        }
        return place == start ? nil : place
    }

    /// The beginning of the word or of the one before (b); `nil` at the beginning.
    package func previous(_ start: TerminalPosition, _ screen: borrowing TerminalScreen) -> TerminalPosition?
    {
        guard var place = screen.previous(start)?.place else { return nil }
        while kind(place, screen) == .blank, let before = screen.previous(place) { place = before.place }
        let kind = kind(place, screen)
        guard kind == .word || kind == .sign else { return place }
        while let before = screen.previous(place), !before.isNewLine,
            self.kind(before.place, screen) == kind
        {
            place = before.place
        }
        return place
    }

    /// The end of the word or of the next one (e); `nil` at the end.
    package func end(_ start: TerminalPosition, _ screen: borrowing TerminalScreen) -> TerminalPosition? {
        guard var place = screen.next(start)?.place else { return nil }
        while [.blank, .emptyLine].contains(kind(place, screen)), let next = screen.next(place) {
            place = next.place
        }
        let kind = kind(place, screen)
        while let next = screen.next(place), !next.isNewLine, self.kind(next.place, screen) == kind {
            place = next.place
        }
        return place
    }

    /// The word at a place or behind it in its line, as text; `nil` when there is none.
    package static func word(at start: TerminalPosition, _ screen: borrowing TerminalScreen) -> String? {
        let words = CopyWords(isBig: false)
        var first = start
        while words.kind(first, screen) != .word {
            guard let next = screen.next(first), !next.isNewLine else { return nil }
            first = next.place
        }
        while let before = screen.previous(first), !before.isNewLine,
            words.kind(before.place, screen) == .word
        {
            first = before.place
        }
        var last = first
        while let next = screen.next(last), !next.isNewLine, words.kind(next.place, screen) == .word {
            last = next.place
        }
        return screen.text(from: first, to: last)
    }
}

extension Unicode.Scalar {
    /// Whether it is part of a word: a letter, a digit, a mark, or the underscore.
    fileprivate var isWord: Bool {
        if isASCII { return self == "_" || properties.isAlphabetic || ("0"..."9").contains(self) }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark:
            return true
        default: return false
        }
    }
}
