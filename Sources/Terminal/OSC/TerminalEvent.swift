import Text

/// Something a program did that the owner of its terminal may want to tell the user, or to allow.
package enum TerminalEvent: Hashable, Sendable {
    /// The window has another title: untrusted, without control characters.
    case title(String)
    /// The bell rang, once or more often.
    case bell
    /// The shell is in another folder.
    case directory(TerminalDirectory)
    /// A program wants its user to know something.
    case notification(TerminalNotification)
    /// How far a program is; `nil` when it has nothing to tell any more.
    case progress(TerminalProgress?)
    /// A program puts text on the clipboard.
    case clipboard(ClipboardRequest)
    /// A command the shell told of has ended.
    case commandEnded(CommandRun)

    /// Whether only the newest of its kind matters.
    fileprivate func takesPlace(of other: TerminalEvent) -> Bool {
        switch (self, other) {
        case (.title, .title), (.directory, .directory), (.progress, .progress), (.clipboard, .clipboard):
            true
        default: false
        }
    }
}

/// The events nobody took yet, in order.
///
/// Bounded: of titles, folders, progress and clipboards the newest waits, and of the rest the first ``limit``.
struct EventQueue {
    /// How many events may wait.
    static let limit = 64

    private var events: [TerminalEvent] = []
    /// How often the bell rang since the start.
    var bells = 0
    /// How many of these were told of.
    private var toldBells = 0

    mutating func append(_ event: TerminalEvent) {
        events.removeAll { event.takesPlace(of: $0) }
        if events.count < Self.limit { events.append(event) }
    }

    /// Takes all, and a bell when the count of rings has grown since the last call.
    mutating func drain() -> [TerminalEvent] {
        defer { events = [] }
        guard toldBells != bells else { return events }
        toldBells = bells
        return events + [.bell]
    }
}

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
