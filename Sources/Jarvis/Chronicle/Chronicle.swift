import ClusterKit
import FoundationEssentials
import Memory

/// Turns what changed in a cluster into lines of the activity feed.
package struct Chronicle: Sendable {
    private var feed = ChangeFeed()
    private var wasReached: Bool?
    private var hasBegun = false

    package init() {}

    /// The lines for the next snapshot, in the order things happened; for the first how things stand.
    package mutating func lines(for snapshot: ClusterSnapshot, at time: Date) -> [EventRecord] {
        let reach = opening(snapshot, at: time) + reachability(snapshot, at: time)
        return reach
            + feed.changes(to: snapshot).map { change in
                let note = ChangeNote(change)
                return EventRecord(
                    time: time, severity: note.severity, origin: .system, kind: note.kind,
                    subject: note.subject,
                    cluster: snapshot.name, title: note.title, detail: note.detail)
            }
    }

    /// How things stand when the watch begins, and the tasks of the last day that failed.
    private mutating func opening(_ snapshot: ClusterSnapshot, at time: Date) -> [EventRecord] {
        let isKnown = [.resources, .tasks, .status].allSatisfy { snapshot.freshness[$0]?.lastGood != nil }
        guard !hasBegun, isKnown else { return [] }
        hasBegun = true
        let online = snapshot.nodes.count { $0.state == .online }
        let guests = snapshot.guests.filter { $0.isTemplate != true }
        let running = guests.count { $0.status == .running }
        let words =
            "watching \(snapshot.name): \(online) of \(snapshot.nodes.count) nodes, "
            + "\(running) of \(guests.count) guests running"
        let failed = snapshot.tasks.filter { task in
            if case .failed = task.state { time.timeIntervalSince(task.upid.started) < 86_400 } else { false }
        }
        let lines = failed.prefix(3).reversed().map { task in
            let note = ChangeNote(.taskFailed(task))
            return EventRecord(
                time: task.ended ?? task.upid.started, severity: note.severity, origin: .system,
                kind: note.kind,
                subject: note.subject, cluster: snapshot.name, title: note.title, detail: note.detail)
        }
        return lines + [
            EventRecord(
                time: time, severity: .info, origin: .automatic, kind: "watch.began", subject: nil,
                cluster: snapshot.name, title: words, detail: nil)
        ]
    }

    /// Whether the cluster answers at all is news too, once.
    private mutating func reachability(_ snapshot: ClusterSnapshot, at time: Date) -> [EventRecord] {
        guard let freshness = snapshot.freshness[.resources] else { return [] }
        // One failed poll is no news; three in a row are.
        let isReached = freshness.failures >= 3 ? false : freshness.lastError == nil ? true : wasReached
        defer { wasReached = isReached }
        guard let isReached, let wasReached, wasReached != isReached else { return [] }
        return [
            EventRecord(
                time: time, severity: isReached ? .info : .critical, origin: .system,
                kind: isReached ? "cluster.reached" : "cluster.lost", subject: nil, cluster: snapshot.name,
                title: isReached ? "\(snapshot.name) answers again" : "\(snapshot.name) does not answer",
                detail: freshness.lastError.map { "\($0)" })
        ]
    }
}

/// A change in words.
struct ChangeNote {
    var severity: EventRecord.Severity
    /// A word of the program, such as `node.offline`.
    var kind: String
    /// The node, guest or storage it is about.
    var subject: String?
    var title: String
    var detail: String?

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

    init(_ change: ClusterChange) {
        switch change {
        case .nodeWentOffline(let node): self = .node(node, .critical, "offline", "is offline")
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
                storage, threshold >= 0.95 ? .critical : .warning, "filled",
                "is more than \(Int(threshold * 100)) % full")
        case .storageRelieved(let storage, let threshold):
            self = .storage(storage, .info, "relieved", "is below \(Int(threshold * 100)) % again")
        case .storageLost(let storage): self = .storage(storage, .critical, "lost", "cannot be reached")
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

    private static func node(
        _ node: Node, _ severity: EventRecord.Severity, _ kind: String, _ words: String
    ) -> ChangeNote {
        ChangeNote(severity, "node.\(kind)", node.name.text, "node \(node.name) \(words)")
    }

    private static func guest(
        _ guest: Guest, _ severity: EventRecord.Severity, _ kind: String, _ words: String,
        _ detail: String? = nil
    ) -> ChangeNote {
        let name = guest.name.map { " \($0)" } ?? ""
        return ChangeNote(severity, "guest.\(kind)", "\(guest.vmid)", "\(guest.vmid)\(name) \(words)", detail)
    }

    private static func stopped(_ guest: Guest, _ cause: StopCause) -> ChangeNote {
        switch cause {
        case .asked(let task):
            .guest(guest, .info, "stopped", "stopped", "\(task.type) by \(task.owner)")
        case .unasked:
            .guest(
                guest, .critical, "crashed", "stopped and nobody asked for it",
                "a crash, or a shutdown from within")
        case .nodeLost: .guest(guest, .warning, "stopped", "stopped with its node")
        case .unknown: .guest(guest, .warning, "stopped", "stopped", "why is not known")
        }
    }

    private static func storage(
        _ storage: Storage, _ severity: EventRecord.Severity, _ kind: String, _ words: String
    ) -> ChangeNote {
        ChangeNote(
            severity, "storage.\(kind)", storage.name.text,
            "storage \(storage.name) on \(storage.node) \(words)")
    }

    private static func task(
        _ task: ClusterTask, _ severity: EventRecord.Severity, _ kind: String, _ words: String
    ) -> ChangeNote {
        let subject = task.upid.subject.isEmpty ? "" : " \(task.upid.subject)"
        var detail = "by \(task.upid.user)"
        if case .failed(let reason) = task.state { detail = reason }
        if case .warnings(let count) = task.state { detail = "\(count) warnings" }
        return ChangeNote(
            severity, "task.\(kind)", task.upid.text,
            "\(task.upid.type)\(subject) on \(task.upid.node) \(words)",
            detail)
    }
}
