/// Keys as xterm writes them.
///
/// Sources: https://invisible-island.net/xterm/ctlseqs/ctlseqs.html ("Special Keyboard Keys", "Alt and Meta Keys"),
/// and https://invisible-island.net/xterm/modified-keys.html.
extension TerminalInput {
    /// The bytes of a key; none for one that has no form.
    func legacy(_ key: TerminalKey) -> [UInt8] {
        if key.action == .release { return [] }
        if let bytes = keypad(key) ?? otherKey(key) { return bytes }
        switch key.code {
        case .character: return character(key)
        case .enter: return escaped(modes.contains(.newLine) ? [0x0d, 0x0a] : [0x0d], key)
        case .tab: return key.modifiers.contains(.shift) ? Array("\u{1b}[Z".utf8) : escaped([0x09], key)
        case .backspace: return escaped([backspace(key)], key)
        case .escape: return escaped([0x1b], key)
        default: return function(key)
        }
    }

    /// DECBKM: Backspace sends DEL or BS, and with control held the other one.
    func backspace(_ key: TerminalKey) -> UInt8 {
        modes.contains(.backarrowSendsBackspace) != key.modifiers.contains(.control) ? 0x08 : 0x7f
    }

    private func character(_ key: TerminalKey) -> [UInt8] {
        // What the command key does in a program without a protocol for it, nobody knows.
        guard let typed = key.typed, key.modifiers.isDisjoint(with: [.command, .hyper]) else { return [] }
        if key.modifiers.contains(.control), let control = Self.control(typed) {
            return escaped([control], key)
        }
        return escaped(Array(String(Character(typed)).utf8), key)
    }

    private func isMeta(_ key: TerminalKey) -> Bool { !key.modifiers.isDisjoint(with: [.alt, .meta]) }

    /// Whether alt and meta put an escape before a key (modes 1036 and 1039).
    private var sendsEscape: Bool { !modes.isDisjoint(with: [.metaSendsEscape, .altSendsEscape]) }

    /// Bytes with what alt and meta do to them: an escape in front, or the eighth bit of a character (mode 1034).
    private func escaped(_ bytes: [UInt8], _ key: TerminalKey) -> [UInt8] {
        guard isMeta(key) else { return bytes }
        if sendsEscape { return [0x1b] + bytes }
        guard modes.contains(.eightBitInput), bytes.count == 1 else { return bytes }
        return Array(String(Character(Unicode.Scalar(bytes[0] | 0x80))).utf8)
    }

    /// What control makes of a character, as X does (XLookupString in Xlib's KeyBind.c), and `?` as xterm does.
    static func control(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar {
        case "@"..."~": UInt8(scalar.value & 0x1f)
        case " ", "2": 0
        case "3"..."7": UInt8(scalar.value - 0x33 + 0x1b)
        case "8", "?": 0x7f
        case "/": 0x1f
        default: nil
        }
    }

    private func keypad(_ key: TerminalKey) -> [UInt8]? {
        guard key.isKeypad, modes.contains(.applicationKeypad), !key.modifiers.contains(.numLock),
            let letter = KeypadForm.application(key.code)
        else { return nil }
        return Array("\u{1b}O\(parameter(key).map { "\($0)" } ?? "")\(letter)".utf8)
    }

    /// The number that stands for the modifiers, or `nil` for none.
    private func parameter(_ key: TerminalKey) -> Int? {
        let modifiers = key.modifiers.subtracting(.locks)
        return modifiers.isEmpty ? nil : Int(modifiers.rawValue) + 1
    }

    private func function(_ key: TerminalKey) -> [UInt8] {
        guard let form = KeyForm(key.code) else { return [] }
        let parameter = parameter(key)
        let isFunction = if case .function = key.code { true } else { false }
        let level = keyboard.modify[isFunction ? .functionKeys : .cursorKeys]
        let told = level < 0 ? nil : parameter
        let mark = level == 3 && told != nil ? ">" : ""
        switch form.legacy {
        case .cursor(let letter):
            return self.letter(letter, told, level, isSingle: modes.contains(.applicationCursor))
        case .single(let letter): return self.letter(letter, told, level, isSingle: true)
        case .number(let number):
            return Array("\u{1b}[\(mark)\(number)\(told.map { ";\($0)" } ?? "")~".utf8)
        case .none: return []
        }
    }

    /// A letter with the modifiers in the place that modifyCursorKeys names: 0 first, 1 first and behind CSI,
    /// 2 second, 3 second and marked as private.
    private func letter(_ letter: Character, _ parameter: Int?, _ level: Int, isSingle: Bool) -> [UInt8] {
        guard let parameter else { return Array("\u{1b}\(isSingle ? "O" : "[")\(letter)".utf8) }
        switch level {
        case 0: return Array("\u{1b}\(isSingle ? "O" : "[")\(parameter)\(letter)".utf8)
        case 1: return Array("\u{1b}[\(parameter)\(letter)".utf8)
        case 2: return Array("\u{1b}[1;\(parameter)\(letter)".utf8)
        default: return Array("\u{1b}[>1;\(parameter)\(letter)".utf8)
        }
    }
}

/// xterm's modifyOtherKeys: keys that type or control, told with their modifiers.
///
/// Sources: https://invisible-island.net/xterm/modified-keys.html, and allowedCharModifiers and ModifyOtherKeys in
/// xterm's input.c, where Alt is what it calls Meta.
extension TerminalInput {
    /// The sequence for a key that the level in force (1 to 3) makes one of, else `nil`.
    func otherKey(_ key: TerminalKey) -> [UInt8]? {
        let level = keyboard.modify[.otherKeys]
        // What may have been the Escape key and another stays as two, for the program to tell by its own lights.
        guard level > 0, !key.isKeypad, !key.isPrefixed, let number = number(key) else { return nil }
        let held = key.modifiers.subtracting(.locks)
        let told =
            switch level {
            case 1: moderate(key, held)
            case 2: strict(key, held)
            default: TerminalKey.Modifiers?.some(held)
            }
        guard let told else { return nil }
        let parameter = Int(told.rawValue) + 1
        let isShort = keyboard.format[.otherKeys] > 0
        return Array("\u{1b}[\(isShort ? "\(number);\(parameter)u" : "27;\(parameter);\(number)~")".utf8)
    }

    /// The number a key is told by: its character with shift applied, or that of its control character.
    private func number(_ key: TerminalKey) -> UInt32? {
        switch key.code {
        case .character: key.typed?.value
        case .enter: 13
        case .tab: 9
        case .escape: 27
        case .backspace: UInt32(backspace(key))
        default: nil
        }
    }

    /// Level 1: all but those that programs know in their old form.
    private func moderate(_ key: TerminalKey, _ held: TerminalKey.Modifiers) -> TerminalKey.Modifiers? {
        switch key.code {
        case .enter where held.isDisjoint(with: [.alt, .meta]) && !held.isEmpty: return held
        case .tab where held == .control: return held
        case .character:
            guard let typed = key.typed, held.contains(.control) else { return nil }
            // Where control makes a control character, that is it; elsewhere nothing was known before.
            return Self.control(typed) == nil || typed == "?" ? held : nil
        case .escape where !held.isDisjoint(with: [.alt, .meta]) && held != .alt && held != .meta: return held
        default: return nil
        }
    }

    /// Level 2: all but shift alone with what shift is for, and control with Backspace.
    private func strict(_ key: TerminalKey, _ held: TerminalKey.Modifiers) -> TerminalKey.Modifiers? {
        if held.isEmpty { return nil }
        switch key.code {
        case .tab, .backspace:
            let usual: TerminalKey.Modifiers = key.code == .tab ? .shift : .control
            return held == usual ? nil : held
        case .character:
            guard let typed = key.typed else { return nil }
            let isShifted = held == .shift && typed != " " && !("@"..."~").contains(typed)
            return isShifted ? nil : held
        default: return held
        }
    }
}
