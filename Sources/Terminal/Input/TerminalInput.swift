/// Keys, mouse, focus and pasted text as the bytes a program expects in its modes (xterm's ctlseqs).
package struct TerminalInput: Sendable {
    /// The modes the program has set.
    package let modes: TerminalModes

    /// Makes input for a program in these modes.
    package init(modes: TerminalModes) {
        self.modes = modes
    }

    /// The bytes of a key press; none for a key that has no form.
    package func bytes(for key: TerminalKey) -> [UInt8] {
        switch key.code {
        case .character(let scalar): return character(scalar, key.modifiers)
        case .enter: return escaped(modes.contains(.newLine) ? [0x0d, 0x0a] : [0x0d], key.modifiers)
        case .tab: return key.modifiers.contains(.shift) ? sequence("Z") : escaped([0x09], key.modifiers)
        case .backspace: return escaped([key.modifiers.contains(.control) ? 0x08 : 0x7f], key.modifiers)
        case .escape: return escaped([0x1b], key.modifiers)
        case .keypad(let scalar): return keypad(scalar, key.modifiers)
        default: return motion(key)
        }
    }

    /// Text as pasted: newlines become returns, and in bracketed mode no escape leaves the brackets.
    package func bytes(pasting text: String) -> [UInt8] {
        guard modes.contains(.bracketedPaste) else { return Self.returned(text) }
        return Array("\u{1b}[200~".utf8) + Self.returned(text).filter { $0 != 0x1b }
            + Array("\u{1b}[201~".utf8)
    }

    /// The bytes that tell of a gained or lost focus, if the program wants them.
    package func bytes(focused: Bool) -> [UInt8] {
        modes.contains(.focus) ? sequence(focused ? "I" : "O") : []
    }

    private static func returned(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if byte == 0x0a {
                if bytes.last != 0x0d { bytes.append(0x0d) }
            } else if byte >= 0x20 && byte != 0x7f || byte == 0x09 || byte == 0x0d || byte == 0x1b {
                bytes.append(byte)
            }
        }
        return bytes
    }

    private func sequence(_ rest: String) -> [UInt8] { [0x1b, 0x5b] + Array(rest.utf8) }

    /// Alt puts an escape in front.
    private func escaped(_ bytes: [UInt8], _ modifiers: TerminalKey.Modifiers) -> [UInt8] {
        modifiers.contains(.alt) ? [0x1b] + bytes : bytes
    }

    private func character(_ scalar: Unicode.Scalar, _ modifiers: TerminalKey.Modifiers) -> [UInt8] {
        if modifiers.contains(.control), let control = Self.control(scalar) {
            return escaped([control], modifiers)
        }
        return escaped(Array(String(Character(scalar)).utf8), modifiers)
    }

    /// What Control makes of a character, after the VT220's keyboard.
    private static func control(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar {
        case "@"..."_", "a"..."z": UInt8(scalar.value & 0x1f)
        case " ", "2": 0
        case "3"..."7": UInt8(scalar.value - 0x33 + 0x1b)
        case "8", "?": 0x7f
        case "/": 0x1f
        default: nil
        }
    }

    /// Keys with a form of their own: a letter behind CSI or SS3, or a number before a tilde.
    private func motion(_ key: TerminalKey) -> [UInt8] {
        switch key.code {
        case .up: letter("A", key.modifiers, single: modes.contains(.applicationCursor))
        case .down: letter("B", key.modifiers, single: modes.contains(.applicationCursor))
        case .right: letter("C", key.modifiers, single: modes.contains(.applicationCursor))
        case .left: letter("D", key.modifiers, single: modes.contains(.applicationCursor))
        case .home: letter("H", key.modifiers, single: modes.contains(.applicationCursor))
        case .end: letter("F", key.modifiers, single: modes.contains(.applicationCursor))
        case .insert: tilde(2, key.modifiers)
        case .delete: tilde(3, key.modifiers)
        case .pageUp: tilde(5, key.modifiers)
        case .pageDown: tilde(6, key.modifiers)
        case .function(let number): function(number, key.modifiers)
        default: []
        }
    }

    private func letter(_ letter: String, _ modifiers: TerminalKey.Modifiers, single: Bool) -> [UInt8] {
        if !modifiers.isEmpty { return sequence("1;\(modifiers.rawValue + 1)\(letter)") }
        return single ? [0x1b, 0x4f] + Array(letter.utf8) : sequence(letter)
    }

    private func tilde(_ number: Int, _ modifiers: TerminalKey.Modifiers) -> [UInt8] {
        modifiers.isEmpty ? sequence("\(number)~") : sequence("\(number);\(modifiers.rawValue + 1)~")
    }

    private func function(_ number: Int, _ modifiers: TerminalKey.Modifiers) -> [UInt8] {
        let numbers = [15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34]
        switch number {
        case 1...4: return letter(["P", "Q", "R", "S"][number - 1], modifiers, single: true)
        case 5...20: return tilde(numbers[number - 5], modifiers)
        default: return []
        }
    }

    /// The numeric keypad: SS3 and a letter in application mode, else the character itself.
    private func keypad(_ scalar: Unicode.Scalar, _ modifiers: TerminalKey.Modifiers) -> [UInt8] {
        let letters: [Unicode.Scalar: Unicode.Scalar] = [
            "\r": "M", "*": "j", "+": "k", ",": "l", "-": "m", ".": "n", "/": "o", "=": "X",
        ]
        guard modes.contains(.applicationKeypad) else { return character(scalar, modifiers) }
        if ("0"..."9").contains(scalar) {
            return [0x1b, 0x4f, UInt8(truncatingIfNeeded: scalar.value - 0x30 + 0x70)]
        }
        guard let letter = letters[scalar] else { return [] }
        return [0x1b, 0x4f, UInt8(truncatingIfNeeded: letter.value)]
    }
}
