import Text

/// Something about a cluster that is not as it should be.
struct Finding: Sendable, Hashable {
    let severity: Severity
    let subject: Subject
    /// What is the matter with it, such as `down` or `CPU 97%`.
    let what: String

    init(_ severity: Severity, _ subject: Subject, _ what: String) {
        self.severity = severity
        self.subject = subject
        self.what = what
    }

    /// What it is about.
    enum Subject: Sendable, Hashable {
        /// The cluster as a whole.
        case cluster
        case node(NodeName)
        /// A guest, or what high availability calls by a name of its own: visible and of bounded length.
        case guest(String)
        case storage(String)
        /// All storages of a node.
        case storages(of: NodeName)
    }
}

extension Finding.Subject {
    /// A guest by its number and name.
    init(_ guest: Guest) {
        let name = guest.name.map { " " + Untrusted($0).name.clipped(toColumns: 24) } ?? ""
        self = .guest("\(guest.vmid)\(name)")
    }

    /// What stands before the names of several, and the name of this one.
    var words: (kind: String, name: String) {
        switch self {
        case .cluster: ("", "")
        case .node(let name): ("", name.text)
        case .guest(let name): ("", name)
        case .storage(let name): ("storage ", name)
        case .storages(let node): ("storage of ", node.text)
        }
    }
}
