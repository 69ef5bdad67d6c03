import ClusterKit
import Text

/// One line of the activity feed.
struct FeedEntry: Identifiable, Equatable, Sendable {
    /// Who is behind it.
    enum Source: String, Sendable, CaseIterable {
        /// Jarvis, by himself.
        case auto = "AUTO"
        /// Jarvis, asked in the chat.
        case butler = "AI"
        /// The operator's hand.
        case user = "USER"
        /// The cluster.
        case system = "SYS"
        /// A program in the shell.
        case shell = "TERM"
    }

    let id: Int
    /// Seconds since 1970.
    var time: Double
    var severity: Severity
    var source: Source
    /// What happened, in one line; text from the cluster is part of it and untrusted.
    var title: String
    /// More, such as Proxmox's own words; may be empty.
    var detail: String
}
