import ClusterKit
import Jarvis
import Text

/// One line of the activity feed.
struct FeedEntry: Identifiable, Equatable, Sendable {
    /// Who is behind it.
    enum Source: String, Sendable, CaseIterable {
        /// Jarvis, by himself.
        case auto = "AUTO"
        /// Jarvis, asked in the chat.
        case butler = "AI"
        /// The operator, by a key.
        case `operator` = "USER"
        /// The cluster.
        case system = "SYS"
        /// A program in the shell.
        case shell = "TERM"
    }

    let id: Int
    /// What sort of thing happened, such as `guest.started`; empty where nobody said.
    var kind = ""
    /// The number of the guest, or the name of the node or storage, or the task that it is about; untrusted.
    var subject: String?
    /// Seconds since 1970.
    var time: Double
    var severity: Severity
    var source: Source
    /// What happened, in one line; text from the cluster is part of it and untrusted.
    var title: String
    /// More, such as Proxmox's own words; may be empty.
    var detail: String
    /// The cluster that it is about; `nil` where that is none.
    var cluster: String?
}

extension FeedEntry {
    /// The thing that it is about, where the cluster has it; `nil` where it leads nowhere.
    func place(in pane: ClusterPane) -> FindingPlace? {
        let snapshot = pane.snapshot
        if kind.hasPrefix("quorum.") { return .row(.quorum) }
        guard let subject else { return nil }
        if let task = UPID(subject) { return .task(task) }
        let guest = VMID(subject).flatMap { snapshot.guest($0) }.map { ClusterRow.guest($0.id) }
        let node = NodeName(subject).flatMap { snapshot.node($0) }.map { ClusterRow.node($0.name) }
        let storage = snapshot.storageSights.first { $0.storage.name.text == subject }
            .map { ClusterRow.storage($0.id) }
        // A node or a storage may be called by a number.
        let row =
            switch kind.prefix(while: { $0 != "." }) {
            case "node", "guests": node
            case "storage": storage ?? node
            default: guest ?? node ?? storage
            }
        return row.map { .row($0) }
    }
}

extension FeedEntry {
    /// What tells whether it stands for others.
    var fold: GuestFold.Line { GuestFold.Line(kind: kind, subject: subject, cluster: cluster, time: time) }
}
