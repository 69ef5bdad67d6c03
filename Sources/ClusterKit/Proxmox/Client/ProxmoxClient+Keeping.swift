import JSON

/// What can be asked of a guest's snapshots, and of a node's own system.
extension ProxmoxClient {
    package nonisolated func snapshots(
        of guest: GuestID, at node: NodeName
    ) async throws(ProxmoxError) -> GuestSnapshots {
        GuestSnapshots(try await rows(.snapshots(of: guest, at: node)))
    }

    /// The services of a node's own system, by name; needs `Sys.Audit` on it.
    package nonisolated func services(of node: NodeName) async throws(ProxmoxError) -> [NodeService] {
        try await rows(.services(of: node), of: NodeService.self).sorted { $0.name < $1.name }
    }

    /// The last lines of a node's journal, the oldest first; needs `Sys.Syslog` on it.
    ///
    /// Anybody who can reach one of its services writes there.
    package nonisolated func journal(
        of node: NodeName, last count: Int
    ) async throws(ProxmoxError) -> [String] {
        let value = try await read(.journal(of: node, last: count)) { answer throws(WireFault) in
            try answer.json()
        }
        let lines = (value.array ?? []).compactMap(\.string)
        // Before the first and behind the last line stand their cursors.
        let hasCursors = lines.count >= 2 && lines[0].hasPrefix("s=")
        return hasCursors ? Array(lines.dropFirst().dropLast()) : lines
    }

    /// Has the packet sent that wakes a node, at most once.
    ///
    /// - Returns: the hardware address that it went to.
    package nonisolated func wake(_ node: NodeName) async throws(ProxmoxError) -> String? {
        try await read(.wake(node)) { answer throws(WireFault) in try answer.text() }
    }
}

extension APICall {
    static func snapshots(of guest: GuestID, at node: NodeName) -> APICall {
        APICall(
            .get, ["nodes", node.text, guest.kind.rawValue, guest.vmid.description, "snapshot"],
            reach: .node(node))
    }

    static func services(of node: NodeName) -> APICall {
        APICall(.get, ["nodes", node.text, "services"], reach: .node(node))
    }

    static func journal(of node: NodeName, last count: Int) -> APICall {
        APICall(
            .get, ["nodes", node.text, "journal"], [Parameter("lastentries", String(count))],
            reach: .node(node))
    }

    /// Asked of a node that is there, and not of the one that sleeps.
    package static func wake(_ node: NodeName) -> APICall {
        APICall(.post, ["nodes", node.text, "wakeonlan"])
    }

    package static func restart(service: String, at node: NodeName) -> APICall {
        APICall(.post, ["nodes", node.text, "services", service, "restart"], reach: .node(node))
    }
}
