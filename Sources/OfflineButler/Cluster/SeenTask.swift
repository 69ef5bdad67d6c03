import ClusterKit
import FoundationEssentials
import JSON
import Text

/// A task as the butler sees it: what its UPID tells is as untrusted as everything that comes from a cluster.
struct SeenTask: Sendable, Hashable {
    private let task: ClusterTask
    let node: String
    let type: String
    /// What it works on: a guest's number, a storage, or nothing.
    let id: String
    let user: String

    /// `nil` for a row without a UPID.
    init?(_ row: JSONValue) {
        guard let task = ClusterTask(row: row) else { return nil }
        self.task = task
        node = Untrusted(task.upid.node.text).words()
        type = Untrusted(task.upid.type).words()
        id = Untrusted(task.upid.subject).words()
        user = Untrusted(task.upid.user).words()
    }

    var upid: String { task.upid.text }
    /// Unix seconds.
    var start: Int { Int(saturating: task.upid.started.timeIntervalSince1970) }
    /// Unix seconds; `nil` while it runs.
    var end: Int? { task.ended.map { Int(saturating: $0.timeIntervalSince1970) } }
    /// `OK`, `WARNINGS: n` or the error; `nil` while it runs.
    var status: String? { task.state.exitStatus }

    var isRunning: Bool { task.state == .running }
    var hasEndedWell: Bool { task.state == .ok }
    var hasEndedBadly: Bool { hasFailed || isWarning }

    var hasFailed: Bool { task.state.isFailure }
    var isWarning: Bool { task.state.isWarning }

    /// `start`, `backup`; Proxmox's own word for other kinds.
    var noun: String { Untrusted(task.upid.noun).words() }
    /// It takes a guest down for good.
    var isStop: Bool { Self.stops.contains(type) }
    /// It has a guest run, from a stop or anew.
    var isStart: Bool { Self.starts.contains(type) }

    private static let stops = GuestAction.shutdown.act.taskTypes.union(GuestAction.stop.act.taskTypes)
    private static let starts = GuestAction.start.act.taskTypes.union(GuestAction.reboot.act.taskTypes)
}
