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
    private var bells = 0

    mutating func append(_ event: TerminalEvent) {
        events.removeAll { event.takesPlace(of: $0) }
        if events.count < Self.limit { events.append(event) }
    }

    /// Takes all, and a bell when the count of rings has grown since the last call.
    mutating func take(bells count: Int) -> [TerminalEvent] {
        defer { events = [] }
        guard count != bells else { return events }
        bells = count
        return events + [.bell]
    }
}
