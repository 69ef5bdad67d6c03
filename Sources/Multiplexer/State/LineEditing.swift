import Screen

extension LineEditor {
    /// Takes a key or a paste; `false` when it means nothing to a line.
    @discardableResult
    package mutating func edit(_ input: Input) -> Bool {
        switch input.kind {
        case .paste(let paste): insert(Self.text(of: Paste(bytes: Array(paste.bytes.prefix(Self.limit * 4)))))
        case .key(let key):
            if let edit = Self.edits[key.description] {
                edit(&self)
            } else if let text = key.typed {
                insert(text)
            } else {
                return false
            }
        case .release, .mouse, .focus, .answer: return false
        }
        return true
    }

    /// The text of a paste with line breaks of one kind.
    package static func text(of paste: Paste) -> String {
        String(decoding: paste.bytes, as: UTF8.self).replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    }

    /// The editing keys of every line that is typed, as in a shell.
    private static let edits: [String: @Sendable (inout LineEditor) -> Void] = [
        "Left": { $0.move(by: -1) }, "C-b": { $0.move(by: -1) },
        "Right": { $0.move(by: 1) }, "C-f": { $0.move(by: 1) },
        "Home": { $0.moveToStart() }, "C-a": { $0.moveToStart() },
        "End": { $0.moveToEnd() }, "C-e": { $0.moveToEnd() },
        "Backspace": { $0.deleteBackward() }, "C-h": { $0.deleteBackward() },
        "Delete": { $0.deleteForward() }, "C-d": { $0.deleteForward() },
        "C-w": { $0.deleteWordBackward() }, "M-Backspace": { $0.deleteWordBackward() },
        "C-u": { $0.deleteToStart() }, "C-k": { $0.deleteToEnd() },
        "Up": { $0.recall(1) }, "Down": { $0.recall(-1) },
    ]
}

extension Key {
    /// The text a key types; `nil` for one that commands.
    package var typed: String? {
        guard case .character(let character) = code, modifiers.isSubset(of: .shift) else { return nil }
        return String(character)
    }
}
