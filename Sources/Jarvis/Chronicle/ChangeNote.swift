import ClusterKit
import FoundationEssentials
import JSON
import Memory
import Text

/// A change in words.
struct ChangeNote {
    var severity: EventRecord.Severity
    /// A word of the program, such as `node.offline`.
    var kind: String
    /// The node, guest or storage it is about.
    var subject: String?
    var title: String
    var detail: String?
    /// What makes two sightings one: a task's end is seen again after a restart.
    var dedupeKey: String?

    private init(
        _ severity: EventRecord.Severity, _ kind: String, _ subject: String?, _ title: String,
        _ detail: String? = nil
    ) {
        self.severity = severity
        self.kind = kind
        self.subject = subject
        self.title = title
        self.detail = detail
    }

    init(_ change: ClusterChange, in snapshot: ClusterSnapshot) {
        switch change {
        case .nodeWentOffline(let node):
            self = .node(node, .critical, "offline", "is offline", Self.residents(of: node, snapshot))
        case .nodeFellSilent(let node): self = .node(node, .warning, "silent", "reports nothing any more")
        case .nodeCameBack(let node): self = .node(node, .info, "online", "is back")
        case .nodeJoined(let node): self = .node(node, .info, "joined", "joined the cluster")
        case .nodeLeft(let node): self = .node(node, .notice, "left", "left the cluster")
        case .guestStarted(let guest): self = .guest(guest, .info, "started", "started on \(guest.node)")
        case .guestStopped(let guest, let cause): self = .stopped(guest, cause)
        case .guestPaused(let guest): self = .guest(guest, .notice, "paused", "is paused")
        case .guestFaulted(let guest):
            self = .guest(guest, .critical, "faulted", "was stopped by an error", guest.status.description)
        case .guestMoved(let guest, let origin):
            self = .guest(guest, .info, "moved", "moved from \(origin) to \(guest.node)")
        case .guestAppeared(let guest): self = .guest(guest, .info, "appeared", "is new on \(guest.node)")
        case .guestVanished(let guest, let task):
            self = .guest(
                guest, task == nil ? .warning : .notice, "vanished", "is gone", task.map { "by \($0.user)" })
        case .storageFilled(let storage, let threshold):
            self = .storage(
                storage, threshold >= Threshold.storage.critical ? .critical : .warning, "filled",
                "is more than \(Int(saturating: threshold * 100)) % full", storage.roomLeft)
        case .storageRelieved(let storage, let threshold):
            self = .storage(
                storage, .info, "relieved", "is below \(Int(saturating: threshold * 100)) % again")
        case .storageLost(let storage):
            self = .storage(
                storage, .critical, "lost", "cannot be reached",
                "\(storage.node) tried and got no answer: check the server behind it and the way there.")
        case .storageReturned(let storage):
            self = .storage(storage, .info, "returned", "can be reached again")
        case .quorumLost:
            self = ChangeNote(.critical, "quorum.lost", nil, "quorum lost: the cluster refuses changes")
        case .quorumRegained: self = ChangeNote(.info, "quorum.regained", nil, "quorum regained")
        case .taskStarted(let task): self = .task(task, .info, "started", "began")
        case .taskFinished(let task): self = .task(task, .info, "finished", "ended well")
        case .taskFailed(let task): self = .task(task, .warning, "failed", "failed")
        case .backupFinished(let task):
            self = .task(
                task, task.state.isSuccess ? .info : .warning, "backup",
                task.state.isSuccess ? "ended well" : "failed")
        case .sightLost:
            self = ChangeNote(
                .warning, "sight.lost", nil, "nothing is visible any more: were rights taken away?")
        }
    }

    /// The change as a line of the feed.
    func line(cluster: String, at time: Date) -> EventRecord {
        EventRecord(
            time: time, severity: severity, origin: .system, kind: kind, subject: subject, cluster: cluster,
            title: title, detail: detail, dedupeKey: dedupeKey)
    }

    private static func node(
        _ node: Node, _ severity: EventRecord.Severity, _ kind: String, _ words: String,
        _ detail: String? = nil
    ) -> ChangeNote {
        ChangeNote(severity, "node.\(kind)", node.name.text, "node \(node.name) \(words)", detail)
    }

    /// The guests that a dead node takes along: the first by name, the others counted.
    private static func residents(of node: Node, _ snapshot: ClusterSnapshot) -> String? {
        let guests = snapshot.guests.filter { guest in
            guest.node == node.name && guest.isTemplate != true && guest.status != .stopped
        }
        guard !guests.isEmpty else { return nil }
        let named = guests.prefix(4).map { $0.name.map { Untrusted($0).name } ?? "\($0.vmid)" }
        let rest = guests.count - named.count
        return "with " + named.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }

    private static func guest(
        _ guest: Guest, _ severity: EventRecord.Severity, _ kind: String, _ words: String,
        _ detail: String? = nil
    ) -> ChangeNote {
        let name = guest.name.map { " \(Untrusted($0).name)" } ?? ""
        return ChangeNote(severity, "guest.\(kind)", "\(guest.vmid)", "\(guest.vmid)\(name) \(words)", detail)
    }

    private static func stopped(_ guest: Guest, _ cause: StopCause) -> ChangeNote {
        switch cause {
        case .asked(let task):
            .guest(guest, .info, "stopped", "stopped", "\(task.type) by \(task.owner)")
        case .unasked:
            .guest(
                guest, .critical, "fell", "stopped and no task says why",
                "a crash, or a shutdown from within the guest")
        case .nodeLost: .guest(guest, .warning, "stopped", "stopped with its node")
        case .unknown: .guest(guest, .warning, "stopped", "stopped", "why is not known")
        }
    }

    private static func storage(
        _ storage: Storage, _ severity: EventRecord.Severity, _ kind: String, _ words: String,
        _ detail: String? = nil
    ) -> ChangeNote {
        ChangeNote(
            severity, "storage.\(kind)", storage.name.text,
            "storage \(storage.name) on \(storage.node) \(words)", detail)
    }

    private static func task(
        _ task: ClusterTask, _ severity: EventRecord.Severity, _ kind: String, _ words: String
    ) -> ChangeNote {
        let subject = task.upid.subject.isEmpty ? "" : " \(task.upid.subject)"
        var detail = "by \(task.upid.user)"
        if case .failed(let reason) = task.state { detail = reason }
        if case .warnings(let count) = task.state { detail = count == 1 ? "1 warning" : "\(count) warnings" }
        var note = ChangeNote(
            severity, "task.\(kind)", task.upid.text,
            "\(task.upid.type)\(subject) on \(task.upid.node) \(words)", detail)
        note.dedupeKey = "\(note.kind) \(task.upid.text)"
        return note
    }
}

extension Storage {
    /// How much room there is, and what usually takes it.
    fileprivate var roomLeft: String? {
        guard let used, let total else { return nil }
        let room = max(0, total - used) >> 30
        return "\(room) GiB are left: old backups, snapshots and images are what usually fills it."
    }
}
