extension Endpoint {
    /// Opens a console on a node or a guest: first a ticket and a port, then a WebSocket.
    static let consoles = [nodeConsole, nodeSocket] + guestConsoles + guestSockets

    private static let nodeConsole = Endpoint(
        method: .post, path: "/nodes/{node}/termproxy",
        parameters: [.choice("cmd", ["ceph_install", "login", "upgrade"]), .text("cmd-opts")],
        access: .privilege("/nodes/{node}", ["Sys.Console"]), isProtected: true
    ) { world, call throws(Refusal) in
        try world.openConsole(call, path: "/nodes/\(call.node)", type: "vncshell", id: "")
    }

    private static let nodeSocket = Endpoint(
        method: .get, path: "/nodes/{node}/vncwebsocket", parameters: socketParameters,
        access: .privilege("/nodes/{node}", ["Sys.Console"])
    ) { world, call throws(Refusal) in
        try world.joinConsole(call, path: "/nodes/\(call.node)", vmid: nil)
    }

    private static let guestConsoles = guests(
        .post, "termproxy", [.choice("serial", ["serial0", "serial1", "serial2", "serial3"])],
        needs: ["VM.Console"], isProxied: false
    ) { world, call, guest throws(Refusal) in
        guard guest.isAlive else { throw .failed("\(guest.title) not running") }
        return try world.openConsole(
            call, path: "/vms/\(guest.vmid)", type: "vncproxy", id: "\(guest.vmid)")
    }

    private static let guestSockets = guests(
        .get, "vncwebsocket", socketParameters, needs: ["VM.Console"], isProtected: false, isProxied: false
    ) { world, call, guest throws(Refusal) in
        try world.joinConsole(call, path: "/vms/\(guest.vmid)", vmid: guest.vmid)
    }

    private static let socketParameters: [Parameter] = [
        .integer("port", 5_900...5_999).required, .text("vncticket").required,
    ]
}

extension World {
    /// A ticket for a console; its port is a text though the schema says integer.
    fileprivate mutating func openConsole(_ call: Call, path: String, type: String, id: String)
        throws(Refusal) -> Reply
    {
        guard let node = node(call.node) else {
            throw .failed(
                "hostname lookup '\(call.node)' failed - failed to get address info for: \(call.node): "
                    + "Name or service not known")
        }
        guard node.isOnline else { throw .unreachable }
        let port = 5_900 + Int(random.next() % 100)
        let ticket = gate.consoleTicket(for: call.principal.id, path: path, port: port, at: now)
        let upid = launch(
            type, id: id, on: call.node, by: call.principal.id,
            steps: [.say("starting termproxy on \(call.node)"), .say(after: 10, "connection timed out")])
        return Reply([
            "user": .text(call.principal.id), "ticket": .text(ticket), "port": .text("\(port)"),
            "upid": .text(upid.description),
        ])
    }

    /// The WebSocket of a console; without one the port is all there is to say.
    fileprivate func joinConsole(_ call: Call, path: String, vmid: VMID?) throws(Refusal) -> Reply {
        let ticket = call["vncticket"] ?? ""
        let port = call.int("port") ?? 0
        guard gate.accepts(consoleTicket: ticket, for: call.principal.id, path: path, port: port, at: now)
        else { throw Refusal(status: 401, message: "invalid PVEVNC ticket", wait: .refusal) }
        var reply = Reply(["port": .text("\(port)")])
        // Until release 9.1 a token's name, with its exclamation mark, did not pass the console's own check.
        reply.console = ConsoleTarget(
            node: call.node, vmid: vmid, user: call.principal.id, ticket: ticket,
            isOpen: profile == .nine || call.principal.token == nil)
        return reply
    }
}
