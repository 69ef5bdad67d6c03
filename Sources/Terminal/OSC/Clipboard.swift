import Text

/// Text that a program wants on the clipboard (OSC 52): untrusted.
package struct ClipboardRequest: Hashable, Sendable {
    /// Which of X's selections it is for; other systems have the first only.
    package enum Selection: Hashable, Sendable {
        case clipboard
        case primary
    }

    package let selection: Selection
    /// At most 786,432 bytes of UTF-8.
    package let text: String
    /// Whether the policy wants the user asked first.
    package let needsConsent: Bool
}

/// What happens when a program puts text on the clipboard (OSC 52); none may ever read it.
package enum ClipboardPolicy: Hashable, Sendable {
    case ask
    case allow
    case refuse
}

extension TerminalScreen {
    /// OSC 52: text for the clipboard, in base 64; a question is never answered, and nothing clears the clipboard.
    mutating func copy(_ command: OperatingSystemCommand.Argument) {
        let fields = command.fields(limit: 2)
        guard policy.clipboard != .refuse, fields.count == 2, !fields[1].isEmpty,
            let bytes = Base64.decoded(fields[1])
        else { return }
        let isPrimary = !fields[0].isEmpty && fields[0].allSatisfy { $0 == UInt8(ascii: "p") }
        let request = ClipboardRequest(
            selection: isPrimary ? .primary : .clipboard, text: String(decoding: bytes, as: UTF8.self),
            needsConsent: policy.clipboard == .ask)
        events.append(.clipboard(request))
    }
}
