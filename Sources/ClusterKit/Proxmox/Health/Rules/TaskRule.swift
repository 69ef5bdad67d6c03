/// Tasks that ended badly within a day, told of the guest that they were about, else of their node.
enum TaskRule: HealthRule {
    static func findings(in snapshot: ClusterSnapshot) -> [HealthFinding] {
        snapshot.hindsight.troubles.map { HealthFinding($0, in: snapshot) }
    }
}

extension HealthFinding {
    /// A task that ended badly: `101 media start failed`, `pve backup warned`.
    package init(_ task: ClusterTask, in snapshot: ClusterSnapshot) {
        let guest = task.upid.vmid.flatMap(snapshot.guest)
        let isFailure = task.state.isFailure
        self.init(
            isFailure ? .warning : .notice, guest.map { Subject($0) } ?? .node(task.upid.node),
            "\(task.upid.noun) \(isFailure ? "failed" : "warned")", on: task.upid.node,
            detail: task.state.exitStatus, since: task.ended ?? task.upid.started, timing: .event,
            remedy: "its log says why: Enter on the task in the list of tasks")
    }
}
