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
