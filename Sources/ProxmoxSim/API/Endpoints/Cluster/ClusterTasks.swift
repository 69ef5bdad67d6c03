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

extension Endpoint {
    /// The newest lines of the cluster's log, newest first.
    static let clusterLog = Endpoint(
        method: .get, path: "/cluster/log", parameters: [.integer("max")], access: .everyone
    ) { world, call in
        let seesAll = call.principal.may("/", "Sys.Syslog")
        let wanted = call.int("max") ?? 0
        let lines = world.log.lines.reversed().filter { seesAll || $0.user == call.principal.id }
        let rows: [Row] = lines.prefix(wanted == 0 ? 50 : wanted).map { line in
            [
                "uid": .int(line.uid), "time": .int(line.time), "pri": .int(line.priority),
                "tag": .text(line.tag), "pid": .int(line.pid), "node": .text(line.node),
                "user": .text(line.user), "msg": .text(line.message),
                "id": .text("\(line.uid):\(line.node)"),
            ]
        }
        return Reply(.rows(rows))
    }
}
