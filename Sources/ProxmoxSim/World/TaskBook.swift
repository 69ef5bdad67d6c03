/// All tasks that the cluster remembers.
struct TaskBook: Sendable {
    /// As many as a node's archive keeps.
    private static let archive = 2_000

    private var tasks: [UPID: ClusterTask] = [:]
    /// The tasks of each node, oldest first.
    private var order: [NodeName: [UPID]] = [:]

    subscript(upid: UPID) -> ClusterTask? {
        get { tasks[upid] }
        set { tasks[upid] = newValue }
    }

    /// Adds a task to its node's.
    mutating func add(_ task: ClusterTask) {
        let node = task.upid.node
        tasks[task.upid] = task
        order[node, default: []].append(task.upid)
        guard let count = order[node]?.count, count > Self.archive,
            let index = order[node]?.firstIndex(where: { tasks[$0]?.outcome != nil }),
            let old = order[node]?.remove(at: index)
        else { return }
        tasks[old] = nil
    }

    /// A node's tasks, newest first.
    func tasks(on node: NodeName) -> [ClusterTask] {
        (order[node] ?? []).reversed().compactMap { tasks[$0] }
    }

    /// What still runs on a node.
    func running(on node: NodeName) -> [ClusterTask] {
        tasks(on: node).filter { $0.outcome == nil }
    }
}
