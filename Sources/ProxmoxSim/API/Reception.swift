/// What becomes of a request.
enum Verdict: Sendable {
    case reply(WireReply, wait: Refusal.Wait)
    /// A call that hangs on this node.
    case hang(NodeName)
}

extension World {
    /// Answers a request as the contacted node's proxy does: gate, route, permission, node, parameters.
    mutating func receive(_ request: WireRequest, at contact: NodeName) -> Verdict {
        var format = WireFormat.json
        do throws(Refusal) {
            if let page = page(for: request) { return .reply(page, wait: .none) }
            let parts = request.path.split(separator: "/", maxSplits: 2)
            guard parts.count == 3, parts[0] == "api2", let known = WireFormat(rawValue: String(parts[1]))
            else {
                throw Refusal.transport(501, "no such uri")
            }
            format = known
            let route = "/" + parts[2].split(separator: "/").joined(separator: "/")
            let (endpoint, call) = try admit(request, to: route, contact: contact)
            if let node = hanging(endpoint, call) { return .hang(node) }
            try Parameter.check(
                call.values, against: endpoint.parameters, path: endpoint.variables(in: route) ?? [:])
            let reply = try endpoint.answer(&self, call)
            var answer = WireReply(reply, format: format, seed: random.next())
            answer.console = reply.console
            return .reply(answer, wait: .none)
        } catch {
            return .reply(WireReply(error, format: format, seed: random.next()), wait: error.wait)
        }
    }

    /// Finds the endpoint and checks who asks, before any parameter is looked at.
    private mutating func admit(_ request: WireRequest, to route: String, contact: NodeName)
        throws(Refusal) -> (Endpoint, Call)
    {
        let found = Endpoint.find(request.method, route)
        let principal = try authenticate(request, for: found?.endpoint)
        guard let (endpoint, path) = found else {
            throw Refusal(status: 501, message: "Method '\(request.method) \(route)' not implemented")
        }
        var values = try request.parameters()
        for (name, value) in path {
            if let other = values[name], other != value {
                throw .wrong([
                    name: "duplicate parameter (already defined in URI) with conflicting values!"
                ])
            }
            values[name] = value
        }
        let call = Call(principal: principal, contact: contact, values: values)
        if principal.token != nil, !endpoint.allowsToken {
            throw Refusal(
                status: 403,
                message: "Permission check failed (URI '\(route)' not available with API token, "
                    + "need proper ticket.\n)")
        }
        try endpoint.access.check(call)
        if endpoint.isProxied { try reach(call.node) }
        return (endpoint, call)
    }

    private func authenticate(_ request: WireRequest, for endpoint: Endpoint?) throws(Refusal) -> Principal {
        if case .world? = endpoint?.access {
            let isToken = request.authorization?.hasPrefix("PVEAPIToken") ?? false
            return Principal(user: "", token: isToken ? "" : nil, grants: [:])
        }
        if let ticket = request.ticket {
            let principal = try gate.principal(ticket: ticket, profile: profile, at: now)
            let proof = request.preventionToken ?? ""
            if request.method != "GET", !gate.accepts(preventionToken: proof, for: principal.user, at: now) {
                throw .unauthorized("Permission denied - invalid csrf token")
            }
            return principal
        }
        guard let authorization = request.authorization, authorization.hasPrefix("PVEAPIToken") else {
            throw .unauthorized("No ticket")
        }
        return try gate.principal(authorization: authorization, profile: profile)
    }

    /// Passes a call on to a node, if it is there.
    private func reach(_ name: NodeName) throws(Refusal) {
        guard let node = node(name) else {
            throw .failed(
                "hostname lookup '\(name)' failed - failed to get address info for: \(name): "
                    + "Name or service not known")
        }
        guard node.isOnline else { throw .unreachable }
    }

    /// The node on which a call hangs: a storage does not answer, or all workers wait for one.
    private mutating func hanging(_ endpoint: Endpoint, _ call: Call) -> NodeName? {
        guard endpoint.isProtected, storages.contains(where: { $0.hangsSince != nil }) else { return nil }
        let name = endpoint.isProxied ? call.node : call.contact
        guard let node = node(name) else { return nil }
        if endpoint.touchesStorage {
            update(node: name) { $0.hungCalls += 1 }
            return name
        }
        return node.hungCalls >= 3 ? name : nil
    }

    /// Whether calls still hang on a node.
    func isHanging(_ name: NodeName) -> Bool {
        node(name)?.isOnline == true && storages.contains { $0.hangsSince != nil }
    }
}

extension Access {
    fileprivate func check(_ call: Call) throws(Refusal) {
        guard case .privilege(let pattern, let privileges) = self else { return }
        let path = pattern.split(separator: "/").map { part in
            part.hasPrefix("{") ? call.values[String(part.dropFirst().dropLast())] ?? "" : String(part)
        }
        let place = "/" + path.joined(separator: "/")
        guard call.principal.may(place, anyOf: privileges) else { throw .forbidden(place, privileges) }
    }
}

extension World {
    /// What lies beside the API: the page for people, and the path that starts scenarios.
    ///
    /// The port is open to this machine alone, so that the control path asks for no ticket.
    mutating func page(for request: WireRequest) -> WireReply? {
        let path = request.path
        if path == "/" {
            return WireReply(
                contentType: "text/html;charset=UTF-8", text: "<title>\(clusterName) (simulated)</title>\n")
        }
        guard path.hasPrefix("/jarvis-sim/") else { return nil }
        if request.method == "GET", path == "/jarvis-sim/scenario" {
            let rows: [Row] = Scenario.all.map { ["name": .text($0.name), "help": .text($0.help)] }
            return WireReply(Reply(.rows(rows)), format: .json, seed: seed)
        }
        if path.hasPrefix("/jarvis-sim/fault/") { return faultPage(for: request) }
        if request.method == "POST", let scenario = Scenario.named(String(path.dropFirst(21))) {
            scenario.act(&self)
            return WireReply(Reply(.text(scenario.name)), format: .json, seed: seed)
        }
        let names = Scenario.all.map(\.name).joined(separator: ", ")
        return WireReply(
            .failed("no such scenario, choose one of: \(names)"), format: .json, seed: seed)
    }

    /// `POST /jarvis-sim/fault/NODE/FAULT` makes a node's API daemon ill, `DELETE /jarvis-sim/fault/NODE` well.
    private mutating func faultPage(for request: WireRequest) -> WireReply {
        let parts = request.path.split(separator: "/").dropFirst(2).map(String.init)
        let fault = parts.count == 2 ? NodeFault(rawValue: parts[1]) : nil
        guard let name = parts.first, node(name) != nil, (request.method == "POST") == (fault != nil) else {
            let kinds = NodeFault.allCases.map(\.rawValue).joined(separator: ", ")
            return WireReply(
                .failed("give a node and one of: \(kinds)"), format: .json, seed: seed)
        }
        faults[name] = fault
        return WireReply(Reply(.text(fault?.rawValue ?? "well")), format: .json, seed: seed)
    }
}
