extension Endpoint {
    /// A node's tasks; those that ended unless told otherwise.
    static let nodeTasks = Endpoint(
        method: .get, path: "/nodes/{node}/tasks",
        parameters: [
            .boolean("errors"), .integer("limit"), .integer("start"), .integer("since"), .integer("until"),
            .choice("source", ["archive", "active", "all"]), .text("statusfilter"), .text("typefilter"),
            .text("userfilter"), .integer("vmid", 100...999_999_999),
        ], access: .everyone, isProxied: true
    ) { world, call in
        let seesAll = call.principal.may("/nodes/\(call.node)", "Sys.Audit")
        let source = call["source"] ?? "archive"
        let tasks = world.tasks.tasks(on: call.node).filter { task in
            (seesAll || task.upid.user == call.principal.id) && task.fits(source: source) && task.fits(call)
        }
        let start = call.int("start") ?? 0
        let page = tasks.dropFirst(start).prefix(call.int("limit") ?? 50)
        return Reply(.rows(page.map { $0.row(status: "RUNNING") }), total: tasks.count)
    }

    /// How a task is doing.
    static let taskStatus = Endpoint(
        method: .get, path: "/nodes/{node}/tasks/{upid}/status", access: .everyone, isProtected: true,
        isProxied: true
    ) { world, call throws(Refusal) in
        let task = try world.task(call)
        var row = task.row(status: "running")
        row["endtime"] = nil
        if let outcome = task.outcome {
            row["status"] = "stopped"
            row["exitstatus"] = .text(outcome.exit)
        }
        return Reply(.row(row))
    }

    /// The lines that a task wrote.
    static let taskLog = Endpoint(
        method: .get, path: "/nodes/{node}/tasks/{upid}/log",
        parameters: [.integer("limit"), .integer("start"), .boolean("download")], access: .everyone,
        isProtected: true, isProxied: true
    ) { world, call throws(Refusal) in
        let written = try world.task(call).lines
        let lines = written.isEmpty ? ["no content"] : written
        let start = call.int("start") ?? 0
        let limit = call.int("limit") ?? 50
        let page = lines.enumerated().dropFirst(start).prefix(limit == 0 ? lines.count : limit)
        let rows: [Row] = page.map { ["n": .int($0.offset + 1), "t": .text($0.element)] }
        return Reply(.rows(rows), total: lines.count)
    }

    /// Ends a task.
    static let taskStop = Endpoint(
        method: .delete, path: "/nodes/{node}/tasks/{upid}", access: .everyone, isProtected: true,
        isProxied: true
    ) { world, call throws(Refusal) in
        let task = try world.task(call)
        let node = "/nodes/\(call.node)"
        guard task.upid.user == call.principal.id || call.principal.may(node, "Sys.Modify") else {
            throw .forbidden(node, ["Sys.Modify"])
        }
        world.after(0.8) { world in
            world.say("received interrupt", in: task.upid)
            world.finish(task.upid, "interrupted by signal")
        }
        return .nothing
    }
}

extension World {
    /// The task that a call names.
    fileprivate func task(_ call: Call) throws(Refusal) -> ClusterTask {
        guard let upid = UPID(call["upid"] ?? "") else {
            throw .wrong(["upid": "unable to parse worker upid '\(call["upid"] ?? "")'"])
        }
        guard upid.node == call.node, let task = tasks[upid] else {
            throw .wrong(["upid": "no such task"])
        }
        return task
    }
}

extension ClusterTask {
    /// The user without the token's name.
    var owner: String { String(upid.user.prefix { $0 != "!" }) }

    /// The task as lists show it; `status` is the word for one that runs.
    func row(status: String?) -> Row {
        let token = upid.user.split(separator: "!").dropFirst().first
        return [
            "upid": .text(upid.description), "node": .text(upid.node), "pid": .int(upid.pid),
            "pstart": .int(upid.pstart), "starttime": .int(upid.start), "type": .text(upid.type),
            "id": .text(upid.id), "user": .text(owner), "tokenid": token.map { .text(String($0)) },
            "status": (outcome?.exit ?? status).map(Datum.text),
            "endtime": outcome.map { .int(Int($0.time)) },
        ]
    }

    fileprivate func fits(source: String) -> Bool {
        switch source {
        case "active": outcome == nil
        case "all": true
        default: outcome != nil
        }
    }

    fileprivate func fits(_ call: Call) -> Bool {
        let end = outcome?.exit
        if call.flag("errors"), end == nil || end == "OK" { return false }
        if let type = call["typefilter"], type != upid.type { return false }
        if let user = call["userfilter"], !upid.user.contains(user) { return false }
        if let vmid = call["vmid"], vmid != upid.id { return false }
        if let since = call.int("since"), upid.start < since { return false }
        if let until = call.int("until"), upid.start > until { return false }
        guard let wanted = call["statusfilter"] else { return true }
        return wanted.split(separator: ",").contains { $0 == statusKind }
    }

    /// The kind of end as filters name it.
    private var statusKind: String {
        guard let exit = outcome?.exit else { return "unknown" }
        if exit == "OK" { return "ok" }
        if exit.hasPrefix("WARNINGS") { return "warning" }
        return exit == "unexpected status" ? "unknown" : "error"
    }
}
