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
            let guests = Self.residents(of: node, snapshot)
            let count = guests.count == 1 ? "1 guest" : "\(guests.count) guests"
            self = .node(
                node, .critical, "offline", guests.isEmpty ? "down" : "down, with \(count)",
                guests.isEmpty ? nil : "with " + guests.map(\.numbered).joined(separator: ", "))
        case .nodeFellSilent(let node):
            self = .node(node, .warning, "silent", "silent", "its status daemon reports nothing any more")
        case .nodeCameBack(let node): self = .node(node, .info, "online", "is back")
        case .nodeJoined(let node): self = .node(node, .info, "joined", "joined the cluster")
        case .nodeLeft(let node): self = .node(node, .notice, "left", "left the cluster")
        case .guestStarted(let guest): self = .guest(guest, .info, "started", "started on \(guest.node)")
        case .guestStopped(let guest, let cause): self = .stopped(guest, cause)
        case .guestPaused(let guest): self = .guest(guest, .notice, "paused", "is paused")
        case .guestFaulted(let guest):
            self = .guest(guest, .critical, "faulted", "\(guest.status)", "an error stopped it")
        case .guestMoved(let guest, let origin):
            self = .guest(guest, .info, "moved", "moved from \(origin) to \(guest.node)")
        case .guestAppeared(let guest): self = .guest(guest, .info, "appeared", "is new on \(guest.node)")
        case .guestVanished(let guest, let task):
            self = .guest(
                guest, task == nil ? .warning : .notice, "vanished", "is gone", task.map { "by \($0.user)" })
        case .storageFilled(let storage, let threshold):
            let severity: EventRecord.Severity =
                threshold >= Threshold.storage.critical ? .critical : .warning
            self = .storage(storage, severity, "filled", storage.roomLeft, snapshot.sight(of: storage)?.fill)
        case .storageRelieved(let storage, let threshold):
            self = .storage(
                storage, .info, "relieved", nil, nil, "is below \(Int(saturating: threshold * 100))% again")
        case .storageLost(let storage):
            self = .storage(
                storage, .critical, "lost",
                "\(storage.node) tried and got no answer: check the server behind it and the way there.",
                snapshot.sight(of: storage)?.absence, "lost")
        case .storageReturned(let storage):
            self = .storage(storage, .info, "returned", nil, nil, "can be reached again")
        case .quorumLost:
            self = ChangeNote(
                .critical, "quorum.lost", nil, "\(snapshot.quorumLoss): the cluster refuses changes")
        case .quorumRegained: self = ChangeNote(.info, "quorum.regained", nil, "quorum regained")
        case .taskStarted(let task): self = .task(task, .info, "started", "began", snapshot)
        case .taskFinished(let task):
            self = .task(task, task.state.isWarning ? .notice : .info, "finished", "ended well", snapshot)
        case .taskFailed(let task): self = .task(task, .warning, "failed", "failed", snapshot)
        case .backupFinished(let task):
            let severity: EventRecord.Severity =
                task.state.isWarning ? .notice : task.state.isSuccess ? .info : .warning
            self = .task(task, severity, "backup", task.state.isSuccess ? "ended well" : "failed", snapshot)
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

    /// The guests that a dead node takes along.
    private static func residents(of node: Node, _ snapshot: ClusterSnapshot) -> [Guest] {
        snapshot.guests.filter { guest in
            guest.node == node.name && guest.isTemplate != true && guest.status != .stopped
        }
    }

    private static func guest(
        _ guest: Guest, _ severity: EventRecord.Severity, _ kind: String, _ words: String,
        _ detail: String? = nil
    ) -> ChangeNote {
        ChangeNote(severity, "guest.\(kind)", "\(guest.vmid)", "\(guest.numbered) \(words)", detail)
    }

    /// The kinds of line that tell of a stop which lasts until the guest runs again.
    static let lastingStops: [String: LastingStops.Cause] = ["guest.fell": .unasked, "guest.down": .nodeLost]

    private static func stopped(_ guest: Guest, _ cause: StopCause) -> ChangeNote {
        switch cause {
        case .asked(let task):
            .guest(guest, .info, "stopped", "stopped", "\(task.type) by \(task.owner)")
        case .unasked:
            .guest(
                guest, .critical, "fell", "stopped without a task",
                "a crash, or a shutdown from within the guest")
        case .nodeLost: .guest(guest, .warning, "down", "stopped with its node")
        case .unknown: .guest(guest, .warning, "stopped", "stopped", "why is not known")
        }
    }

    /// In the words of what was found, and else as the one node sees it.
    private static func storage(
        _ storage: Storage, _ severity: EventRecord.Severity, _ kind: String, _ detail: String?,
        _ found: HealthFinding?, _ words: String = ""
    ) -> ChangeNote {
        let title = found?.text ?? "storage \(storage.name) on \(storage.node) \(words)"
        return ChangeNote(severity, "storage.\(kind)", storage.name.text, title, detail)
    }

    /// Where it ended badly in the words of what was found, and else in Proxmox's own.
    private static func task(
        _ task: ClusterTask, _ severity: EventRecord.Severity, _ kind: String, _ words: String,
        _ snapshot: ClusterSnapshot
    ) -> ChangeNote {
        let subject = task.upid.subject.isEmpty ? "" : " \(task.upid.subject)"
        let isBad = task.state.isFailure || task.state.isWarning
        var detail = "by \(task.upid.user)"
        if case .failed(let reason) = task.state { detail = reason }
        if case .interrupted(let reason) = task.state { detail = reason }
        if case .warnings(let count) = task.state { detail = count == 1 ? "1 warning" : "\(count) warnings" }
        var note = ChangeNote(
            severity, "task.\(kind)", task.upid.text,
            isBad
                ? HealthFinding(task, in: snapshot).text
                : "\(task.upid.type)\(subject) \(words) on \(task.upid.node)", detail)
        note.dedupeKey = "\(note.kind) \(task.upid.text)"
        return note
    }
}

extension ClusterSnapshot {
    /// How the nodes together see a storage.
    fileprivate func sight(of storage: Storage) -> StorageSight? {
        storageSights.first { $0.id == storage.id }
            ?? storageSights.first { $0.storage.name == storage.name && $0.storage.isShared == true }
    }

    /// `quorum lost 1/4`.
    fileprivate var quorumLoss: String {
        guard case .cluster(_, let votes, let expected) = quorum else { return "quorum lost" }
        return "quorum lost \(votes)/\(expected)"
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
