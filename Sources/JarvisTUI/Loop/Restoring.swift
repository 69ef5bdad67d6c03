import AIKit
import FoundationEssentials
import Memory

extension FeedEntry {
    /// A remembered event as the feed shows it.
    init(_ event: EventRecord) {
        self.init(
            id: event.id.map { Int($0.rawValue) } ?? 0, time: event.time.timeIntervalSince1970,
            severity: Severity(rawValue: event.severity.rawValue) ?? .info, source: Source(event.origin),
            title: event.title, detail: event.detail ?? "")
    }
}

extension FeedEntry.Source {
    init(_ origin: Origin) {
        switch origin {
        case .automatic: self = .auto
        case .model: self = .butler
        case .user: self = .user
        case .system: self = .system
        }
    }
}

extension ChatEntry {
    /// What a remembered message shows.
    static func contents(of message: Message) -> [Content] {
        guard !message.text.isEmpty else { return [] }
        return [message.role == .user ? .operatorText(message.text) : .butlerText(message.text)]
    }
}
