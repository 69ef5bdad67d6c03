/// Keys as kitty's protocol writes them (https://sw.kovidgoyal.net/kitty/keyboard-protocol/).
extension TerminalInput {
    /// Whether any flag is in force that changes how keys are told; the others only add to that.
    var isEnhanced: Bool { !flags.isDisjoint(with: [.disambiguate, .eventTypes, .allKeys]) }

    /// The bytes of a key while ``isEnhanced``.
    func enhanced(_ key: TerminalKey) -> [UInt8] {
        if key.action == .release, !flags.contains(.eventTypes) { return [] }
        if !flags.contains(.allKeys) {
            if let bytes = plain(key) { return bytes }
            if case .character = key.code, !flags.contains(.disambiguate), key.action != .release {
                return legacy(key)
            }
        }
        return sequence(key)
    }

    /// What stays as it always was unless all keys are sequences: text, and Enter, Tab and Backspace by themselves.
    ///
    /// So a user whose program died can still type `reset`.
    private func plain(_ key: TerminalKey) -> [UInt8]? {
        let isAlone = key.modifiers.subtracting(.locks).isEmpty
        switch key.code {
        case .character:
            guard key.action != .release, let text = key.text else { return nil }
            return Array(String(Character(text)).utf8)
        case .enter, .tab, .backspace:
            guard isAlone, !key.isKeypad || !flags.contains(.disambiguate) else { return nil }
            return key.action == .release ? [] : legacy(key)
        case .escape:
            guard isAlone, !flags.contains(.disambiguate), key.action != .release else { return nil }
            return legacy(key)
        case .functional(let number):
            // Bare modifiers and locks are told only with all keys.
            return (57_358...57_360).contains(number) || number >= 57_441 ? [] : nil
        default: return nil
        }
    }

    private func sequence(_ key: TerminalKey) -> [UInt8] {
        let isDistinct = !flags.isDisjoint(with: [.disambiguate, .allKeys])
        if key.isKeypad, isDistinct, let number = KeypadForm.number(key.code) {
            return write("\(number)", "u", key, key.modifiers)
        }
        if let (scalar, modifiers) = key.unshifted {
            return write("\(scalar.value)\(alternates(key, scalar, modifiers))", "u", key, modifiers)
        }
        guard let form = KeyForm(key.code) else { return [] }
        return write("\(form.number)", form.final, key, key.modifiers)
    }

    /// `:shifted:base`, as far as they are asked for, known, and tell something.
    private func alternates(
        _ key: TerminalKey, _ scalar: Unicode.Scalar, _ modifiers: TerminalKey.Modifiers
    ) -> String {
        guard flags.contains(.alternates) else { return "" }
        let typed = TerminalKey(.character(scalar), modifiers, shifted: key.shifted).typed
        let shifted = typed.flatMap { modifiers.contains(.shift) && $0 != scalar ? ":\($0.value)" : nil }
        let base = key.base.flatMap { $0 != scalar ? ":\($0.value)" : nil }
        guard let base else { return shifted ?? "" }
        return (shifted ?? ":") + base
    }

    /// `CSI key ; modifiers : action ; text final`, without what goes without saying.
    private func write(
        _ key: String, _ final: Character, _ event: TerminalKey, _ modifiers: TerminalKey.Modifiers
    ) -> [UInt8] {
        let tellsAction = flags.contains(.eventTypes) && event.action != .press
        let tellsText = flags.contains([.allKeys, .text]) && event.action != .release
        let isText = if case .character = event.code { true } else { false }
        // Locks would make sequences of what the user means as text.
        let told = isText && !flags.contains(.allKeys) ? modifiers.subtracting(.locks) : modifiers
        var fields = [key, "", ""]
        if !told.isEmpty || tellsAction { fields[1] = "\(Int(told.rawValue) + 1)" }
        if tellsAction { fields[1] += ":\(event.action.rawValue)" }
        if tellsText, let text = event.text { fields[2] = "\(text.value)" }
        while fields.count > 1, fields.last == "" { fields.removeLast() }
        if fields == ["1"] { fields = [] }
        return Array("\u{1b}[\(fields.joined(separator: ";"))\(final)".utf8)
    }
}
