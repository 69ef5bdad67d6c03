/// The sequences that say how keys are to be told.
///
/// Sources: https://sw.kovidgoyal.net/kitty/keyboard-protocol/ and xterm's ctlseqs (XTMODKEYS, XTFMTKEYS).
extension ControlSequence {
    static let keyboard: [ControlSequence] = [
        ControlSequence(">u") { $0.keyboard.stack.push(KeyboardFlags($1.value(0))) },
        ControlSequence("<u") { $0.keyboard.stack.pop($1.amount()) },
        ControlSequence("=u") { $0.keyboard.stack.set(KeyboardFlags($1.value(0)), mode: $1.amount(1)) },
        ControlSequence("?u") { screen, _ in screen.reply("\u{1b}[?\(screen.keyboard.flags.rawValue)u") },
        ControlSequence(">m") { $0.keyboard.modify.set($1) },  // XTMODKEYS
        ControlSequence(">n") { $0.keyboard.modify.disable($1) },  // XTMODKEYS, disabling
        ControlSequence("?m") { $0.report($0.keyboard.modify, $1, "m") },  // XTQMODKEYS
        ControlSequence(">f") { $0.keyboard.format.set($1) },  // XTFMTKEYS
        ControlSequence("?g") { $0.report($0.keyboard.format, $1, "f") },  // XTQFMTKEYS
    ]
}

extension KeyboardFlags {
    /// The flags that are known among those a program names.
    fileprivate init(_ value: Int) {
        self = KeyboardFlags(rawValue: UInt8(truncatingIfNeeded: value)).intersection(.all)
    }
}

extension ModifierOptions {
    /// `group ; value`; without a value the initial one, without a group all of them.
    fileprivate mutating func set(_ parameters: borrowing SequenceParameters) {
        if parameters.count == 0 { return reset() }
        guard let group = Group(rawValue: parameters.value(0)) else { return }
        let value = parameters.value(1, or: -1)
        if value <= 3 { set(group, value < 0 ? nil : value) }
    }

    /// A group whose modifiers are not to be told; modifyFunctionKeys when none is named.
    fileprivate mutating func disable(_ parameters: borrowing SequenceParameters) {
        guard let group = Group(rawValue: parameters.value(0, or: 2)) else { return }
        set(group, group == .otherKeys ? 0 : -1)
    }
}

extension TerminalScreen {
    /// Tells options in the form that would set them.
    fileprivate mutating func report(
        _ options: ModifierOptions, _ parameters: borrowing SequenceParameters, _ final: Character
    ) {
        for index in 0..<parameters.count {
            guard let group = ModifierOptions.Group(rawValue: parameters.value(index)) else { continue }
            reply("\u{1b}[>\(group.rawValue);\(max(options[group], 0))\(final)")
        }
    }
}
