import Text

extension Key {
    /// The key as the screen writes it: a character with Ctrl is `^P`, others go by their names.
    package var label: String {
        guard modifiers == .control, case .character(let character) = code, character != " " else {
            return description
        }
        return "^" + character.uppercased()
    }

    /// Reads a key as ``label`` or ``description`` write it; `nil` for what no key is called, such as an unprintable
    /// character.
    package init?(label: String) {
        if label.count == 2, label.first == "^", let character = label.last {
            self.init(.character(character), .control)
        } else if let key = Key(label) {
            self = key
        } else {
            return nil
        }
        guard case .character(let character) = code else { return }
        let text = String(character)
        guard Untrusted(text).line == text, !character.isNewline else { return nil }
        // Terminals apply Shift to a character themselves, and lose it beside Ctrl.
        if modifiers == .shift, let upper = text.uppercased().only {
            self.init(upper)
        } else if modifiers.contains(.control), let lower = text.lowercased().only {
            self.init(.character(lower), modifiers)
        }
    }
}

/// Keys that are pressed one after the other.
extension [Key] {
    /// As the screen writes them: `z`, `z t`.
    package var label: String { map(\.label).joined(separator: " ") }

    /// Reads them as ``label`` writes them; `nil` for none, and where one is no key.
    package init?(label: String) {
        // A blank by itself is the key.
        if let key = Key(label: label) {
            self = [key]
            return
        }
        self = []
        for part in label.split(separator: " ") {
            guard let key = Key(label: String(part)) else { return nil }
            append(key)
        }
        if isEmpty { return nil }
    }
}

extension String {
    /// The character that the text consists of; `nil` for more or none.
    fileprivate var only: Character? { count == 1 ? first : nil }
}
