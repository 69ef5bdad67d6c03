extension Endpoint {
    /// The newest tasks of all nodes, at most 25 a node.
    ///
    /// A task that runs has neither status nor end; one that ended has no process and is marked as saved.
    static let clusterTasks = Endpoint(method: .get, path: "/cluster/tasks", access: .everyone) {
        world, call in
        let seesAll = call.principal.may("/", "Sys.Audit")
        let rows = world.nodes.flatMap { node in
            world.tasks.tasks(on: node.name).prefix(25).filter {
                seesAll || $0.upid.user == call.principal.id
            }
            .map { task in
                var row = task.row(status: nil)
                row["pstart"] = nil
                if task.outcome != nil {
                    row["pid"] = nil
                    row["saved"] = "1"
                }
                return row
            }
        }
        return Reply(.rows(rows.shuffled(using: &world.random)))
    }
}
