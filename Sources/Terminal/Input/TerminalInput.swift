/// Keys, mouse, focus and pasted text as the bytes a program expects in its modes.
package struct TerminalInput: Sendable {
    /// The modes the program has set.
    package let modes: TerminalModes
    /// How the program wants keys told.
    package let keyboard: KeyboardSettings
    /// How large the screen is, where that is known.
    package let size: TerminalSize?

    /// Makes input for a program that has set these.
    package init(
        modes: TerminalModes, keyboard: KeyboardSettings = KeyboardSettings(), size: TerminalSize? = nil
    ) {
        self.modes = modes
        self.keyboard = keyboard
        self.size = size
    }

    /// Makes input for the program behind a screen.
    package init(for screen: borrowing TerminalScreen) {
        self.init(modes: screen.modes, keyboard: screen.keyboard, size: screen.size)
    }

    var flags: KeyboardFlags { keyboard.flags }

    /// The bytes of a key; none for one that has no form, or that the program does not want.
    package func bytes(for key: TerminalKey) -> [UInt8] {
        isEnhanced ? enhanced(key) : legacy(key)
    }

    /// Text as pasted: newlines become returns, and no control character is among it that could leave the brackets or do
    /// more than type (xterm's `disallowedPasteControls`, and C1 besides).
    package func bytes(pasting text: String) -> [UInt8] {
        guard modes.contains(.bracketedPaste) else { return Self.returned(text) }
        return Array("\u{1b}[200~".utf8) + Self.returned(text) + Array("\u{1b}[201~".utf8)
    }

    /// The bytes that tell of a gained or lost focus, if the program wants them.
    package func bytes(focused: Bool) -> [UInt8] {
        modes.contains(.focus) ? Array("\u{1b}[\(focused ? "I" : "O")".utf8) : []
    }

    private static func returned(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case 0x0a: if bytes.last != 0x0d { bytes.append(0x0d) }
            case 0x80..<0xa0 where bytes.last == 0xc2: bytes.removeLast()
            case 0x09, 0x0d, 0x20..<0x7f, 0x80...: bytes.append(byte)
            default: break
            }
        }
        return bytes
    }
}
