import Screen

/// A text being typed: characters, a cursor between them, and what was typed before.
package struct LineEditor: Equatable {
    package private(set) var characters: [Character] = []
    /// The number of characters before the cursor.
    package private(set) var cursor = 0
    private var history: [String] = []
    /// Which line of the history is shown, counted from its end; `nil` for the text being typed.
    private var recalled: Int?
    private var draft: [Character] = []

    /// The most characters that are kept; a paste beyond that is cut.
    package static let limit = 32_768

    /// The most characters of this one.
    private let longest: Int
    /// The line breaks of a paste become blanks.
    private let isOneLine: Bool

    package var text: String { String(characters) }

    package var isEmpty: Bool { characters.isEmpty }

    package init(_ text: String = "", longest: Int = Self.limit, isOneLine: Bool = false) {
        self.longest = longest
        self.isOneLine = isOneLine
        characters = Array(text.prefix(longest))
        cursor = characters.count
    }

    package mutating func insert(_ text: String) {
        let room = longest - characters.count
        let added = Array(text.prefix(max(0, room)))
        characters.insert(contentsOf: added, at: cursor)
        cursor += added.count
    }

    /// Puts another text in the place of all that is typed.
    package mutating func replace(with text: String) {
        characters = []
        cursor = 0
        recalled = nil
        insert(text)
    }

    package mutating func move(by offset: Int) {
        cursor = min(max(0, cursor + offset), characters.count)
    }

    package mutating func moveToStart() {
        cursor = 0
    }

    package mutating func moveToEnd() {
        cursor = characters.count
    }

    package mutating func deleteBackward() {
        guard cursor > 0 else { return }
        cursor -= 1
        characters.remove(at: cursor)
    }

    package mutating func deleteForward() {
        guard cursor < characters.count else { return }
        characters.remove(at: cursor)
    }

    package mutating func deleteWordBackward() {
        var start = cursor
        while start > 0, characters[start - 1].isWhitespace { start -= 1 }
        while start > 0, !characters[start - 1].isWhitespace { start -= 1 }
        characters.removeSubrange(start..<cursor)
        cursor = start
    }

    package mutating func deleteToStart() {
        characters.removeSubrange(..<cursor)
        cursor = 0
    }

    package mutating func deleteToEnd() {
        characters.removeSubrange(cursor...)
    }

    /// Empties the line, remembers it and returns what it held.
    package mutating func submit() -> String {
        let line = text
        if !line.isEmpty, history.last != line { history.append(line) }
        characters = []
        cursor = 0
        recalled = nil
        return line
    }

    /// Lines of an earlier time, the newest last, which stand before those of this one.
    package mutating func remember(_ lines: [String]) {
        guard recalled == nil else { return }
        history.insert(contentsOf: lines, at: 0)
    }

    /// Shows the line before (1) or after (-1) the one shown.
    package mutating func recall(_ step: Int) {
        let wanted = (recalled ?? 0) + step
        guard (0...history.count).contains(wanted) else { return }
        if recalled == nil { draft = characters }
        recalled = wanted == 0 ? nil : wanted
        characters = wanted == 0 ? draft : Array(history[history.count - wanted])
        cursor = characters.count
    }
}

extension LineEditor {
    /// Takes a key or a paste; `false` when it means nothing to a line.
    @discardableResult
    package mutating func edit(_ input: Input) -> Bool {
        switch input.kind {
        case .paste(let paste):
            let text = Self.text(of: Paste(bytes: Array(paste.bytes.prefix(Self.limit * 4))))
            insert(isOneLine ? text.split(whereSeparator: \.isNewline).joined(separator: " ") : text)
        case .key(let key): return edit(key)
        case .release, .mouse, .focus, .answer: return false
        }
        return true
    }

    /// The text of a paste with line breaks of one kind.
    package static func text(of paste: Paste) -> String {
        String(decoding: paste.bytes, as: UTF8.self).replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    }

    /// The editing keys of every line that is typed, as in a shell; others are text, or mean nothing.
    private mutating func edit(_ key: Key) -> Bool {
        switch key {
        case .left, .control("b"): move(by: -1)
        case .right, .control("f"): move(by: 1)
        case .home, .control("a"): moveToStart()
        case .end, .control("e"): moveToEnd()
        case .backspace, .control("h"): deleteBackward()
        case .delete, .control("d"): deleteForward()
        case .control("w"), .alt(.backspace): deleteWordBackward()
        case .control("u"): deleteToStart()
        case .control("k"): deleteToEnd()
        case .up: recall(1)
        case .down: recall(-1)
        default:
            guard let text = key.typed else { return false }
            insert(text)
        }
        return true
    }
}

extension Key {
    /// The text a key types; `nil` for one that commands.
    package var typed: String? {
        guard case .character(let character) = code, modifiers.isSubset(of: .shift) else { return nil }
        return String(character)
    }
}
