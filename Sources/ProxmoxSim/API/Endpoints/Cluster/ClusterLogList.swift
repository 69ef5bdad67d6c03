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
