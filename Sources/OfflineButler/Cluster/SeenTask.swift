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

    var hasFailed: Bool {
        switch task.state {
        case .failed, .interrupted: true
        case .running, .ok, .warnings, .unknown: false
        }
    }

    var isWarning: Bool {
        if case .warnings = task.state { true } else { false }
    }
}
