import AIKit

/// One thing in the chat's transcript.
struct ChatEntry: Identifiable, Equatable {
    /// What the entry is.
    enum Content: Equatable {
        /// What the operator said.
        case operatorText(String)
        /// What Jarvis says; still growing while it streams.
        case butlerText(String)
        /// A tool call with its state.
        case tool(ToolCard, isFolded: Bool)
        /// Something about the conversation itself: stopped, failed, retried.
        case notice(String, Severity)
    }

    let id: Int
    var content: Content
}

/// How much something matters, with the feed's glyphs ○ △ ● ◆.
enum Severity: Int, Comparable, CaseIterable, Sendable {
    case info
    case notice
    case warning
    case critical

    static func < (left: Severity, right: Severity) -> Bool {
        left.rawValue < right.rawValue
    }
}
