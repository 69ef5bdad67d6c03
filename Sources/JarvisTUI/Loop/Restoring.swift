import AIKit
import ClusterKit
import FoundationEssentials
import Jarvis
import Memory
import Text

extension FeedEntry {
    /// A remembered event as the feed shows it.
    init(_ event: EventRecord) {
        self.init(
            id: event.id.map { Int(clamping: $0.rawValue) } ?? 0, time: event.time.timeIntervalSince1970,
            severity: Severity(event.severity), source: Source(event.origin),
            title: event.title, detail: event.detail ?? "")
    }
}

extension Severity {
    init(_ severity: EventRecord.Severity) {
        switch severity {
        case .info: self = .info
        case .notice: self = .notice
        case .warning: self = .warning
        case .critical: self = .critical
        }
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
        if CutOff.isNote(message) { return [.notice(message.text, .warning)] }
        guard message.role == .user else { return [.butlerText(message.text)] }
        return contents(of: message.text, handed: message.handed)
    }

    /// What the operator said, and a line for all that was handed over with it.
    static func contents(of text: String, handed: [HandedText]) -> [Content] {
        [.operatorText(text)] + handed.map { .notice("Handed over \($0.title)", .info) }
    }
}
