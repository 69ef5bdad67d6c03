import FoundationEssentials
import Text

/// Something about a cluster that is not as it should be; the one value that every place tells it from.
package struct HealthFinding: Sendable, Hashable {
    package let severity: Severity
    package let subject: Subject
    /// What is the matter with it, such as `down` or `CPU 97%`.
    package let what: String
    /// What of that stays the same while its figures change.
    let topic: String
    /// Where the thing is; `nil` where that is in no one place.
    package let node: NodeName?
    /// More in somebody else's words, such as why a task failed: untrusted.
    package let detail: String?
    /// What to do about it, in a sentence without a full stop.
    package let remedy: String
    /// Since when, or when it happened; `nil` while nobody saw it begin.
    package var since: Date?
    let timing: Timing

    init(
        _ severity: Severity, _ subject: Subject, _ what: String, topic: String? = nil,
        on node: NodeName? = nil,
        detail: String? = nil, since: Date? = nil, timing: Timing = .found, remedy: String
    ) {
        self.severity = severity
        self.subject = subject
        self.what = what
        self.topic = topic ?? what
        if case .node(let name) = subject { self.node = node ?? name } else { self.node = node }
        self.detail = detail
        self.since = since
        self.timing = timing
        self.remedy = remedy
    }

    /// What its moment is, and who knows it.
    enum Timing: Sendable, Hashable {
        /// It began when the watch found it first.
        case found
        /// It was found only after it had lasted: its rule knows since when, or nobody does.
        case lasting
        /// It happened then; its rule knows.
        case event
    }

    /// What it is about.
    package enum Subject: Sendable, Hashable {
        /// The cluster as a whole.
        case cluster
        case node(NodeName)
        /// A guest, or what high availability calls by a name of its own: visible and of bounded length.
        case guest(String)
        case storage(String)
        /// All storages of a node.
        case storages(of: NodeName)
        /// A node that the cluster is asked through, as `HOST:PORT`.
        case entry(String)
    }

    /// What is the same for a finding and for itself a moment later.
    package struct Key: Sendable, Hashable {
        let subject: Subject
        let topic: String
    }

    package var key: Key { Key(subject: subject, topic: topic) }

    /// It happened at its moment, instead of lasting since.
    package var isEvent: Bool { timing == .event }

    /// The sentence that every place tells it by: `pve down`, `storage nas 87% full`.
    package var text: String {
        let (kind, name) = subject.words
        return (kind + name).isEmpty ? what : "\(kind)\(name) \(what)"
    }
}

extension HealthFinding.Subject {
    /// A guest by its number and name.
    package init(_ guest: Guest) {
        let name = guest.name.map { " " + Untrusted($0).name.clipped(toColumns: 24) } ?? ""
        self = .guest("\(guest.vmid)\(name)")
    }

    /// What stands before the names of several, and the name of this one.
    var words: (kind: String, name: String) {
        switch self {
        case .cluster: ("", "")
        case .node(let name): ("", Untrusted(name.text).name)
        case .guest(let name): ("", name)
        case .storage(let name): ("storage ", Untrusted(name).name)
        case .storages(let node): ("storage of ", Untrusted(node.text).name)
        case .entry(let place): ("entry node ", place)
        }
    }
}
