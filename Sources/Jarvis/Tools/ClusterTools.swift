import AIKit
import ClusterKit
import JSON
import Memory

/// The tools about one cluster, made from its client's calls.
///
/// A new tool is a file here with its Markdown, a line in `all`, and one in `Package.swift`.
enum ClusterTools {
    /// Every tool the butler may wish for.
    ///
    /// `memory` keeps the feed and the talks, `others` are the other clusters in Jarvis' care, `runbooks` the operator's notes.
    /// What `scope` withholds is found in no talk.
    static func all(
        _ site: Site, memory: Store? = nil, beside others: [Site] = [], runbooks: Runbooks? = nil,
        keeper: GateKeeper = GateKeeper(),
        scope: @escaping @Sendable () async -> RedactionScope = { RedactionScope() }
    ) -> ToolSet {
        let tools =
            readings(site, others) + past(site, memory) + [
                memorySearch(site, memory, runbooks, scope), findGuest(beside: others),
                topology(site, keeper),
            ]
            + orders(site) + keeping(site) + [
                restartService(site), wakeNode(site), memoryNote(site, memory?.facts),
            ]
        return ToolSet(tools + [listTools(tools, site, keeper)])
    }

    /// Only looking: GREEN.
    private static func readings(_ site: Site, _ others: [Site]) -> [Tool] {
        [
            clusterStatus(site), nodeStatus(site), virtualMachines(site), containers(site), storage(site),
            clusterResources(site, beside: others), nodeTemperature(site), recentTasks(site), backups(site),
            guestStatus(site), guestConfig(site), snapshots(site), disks(site), executeSSH(site),
        ]
    }

    /// What happened and what was measured: GREEN as well.
    private static func past(_ site: Site, _ memory: Store?) -> [Tool] {
        [events(site, memory?.events), taskLog(site), nodeLog(site), history(site)]
    }

    /// Changing a guest's power state: RED.
    private static func orders(_ site: Site) -> [Tool] {
        [
            startVM(site), stopVM(site), restartVM(site), suspendVM(site), resumeVM(site), resetVM(site),
            startContainer(site), stopContainer(site), restartContainer(site),
        ]
    }

    /// Changing what is kept of a guest: YELLOW, or RED where something is lost.
    private static func keeping(_ site: Site) -> [Tool] {
        [snapshotGuest(site), deleteSnapshot(site), rollBackSnapshot(site), backUpGuest(site)]
    }

    /// A definition whose description is the Markdown file of the tool's name.
    static func definition(
        _ name: ToolName, _ description: [UInt8], _ parameters: [ToolParameter] = []
    ) -> ToolDefinition {
        ToolDefinition(
            name: name, description: String(decoding: description, as: UTF8.self), parameters: parameters)
    }

    /// The optional parameter that narrows a list to one node.
    static let nodeParameter = ToolParameter("node", .text, "The node's name; all nodes when left out.")

    /// The parameter that names a guest.
    static let guestParameter = ToolParameter(
        "vmid", .integer(1...999_999_999), "The guest's number.", isRequired: true)

    /// The number of the guest that an argument names.
    static func vmid(_ arguments: JSONValue) throws(ToolRejection) -> VMID {
        guard let vmid = arguments["vmid"]?.integer.flatMap({ VMID($0) }) else {
            throw ToolRejection("The parameter \"vmid\" is no guest's number.")
        }
        return vmid
    }

    /// The guest that an argument names, and a rejection when there is no such guest.
    static func guest(_ arguments: JSONValue, in snapshot: ClusterSnapshot) throws(ToolRejection) -> Guest {
        guard let vmid = arguments["vmid"]?.integer.flatMap({ VMID($0) }), let guest = snapshot.guest(vmid)
        else { throw ToolRejection("There is no such guest in \(snapshot.name).") }
        return guest
    }

    /// The node an argument names; `nil` when it is left out, and a rejection when there is no such node.
    static func node(_ arguments: JSONValue, in snapshot: ClusterSnapshot) throws(ToolRejection) -> NodeName?
    {
        guard let text = arguments["node"]?.string else { return nil }
        guard let name = NodeName(text), snapshot.node(name) != nil else {
            let known = snapshot.nodes.map(\.name.text).joined(separator: ", ")
            throw ToolRejection("There is no node \"\(text)\"; the nodes are \(known).")
        }
        return name
    }

    /// The newest that is known of the cluster; a rejection when that is nothing, which is not an empty cluster.
    static func sight(of site: Site) async throws(ToolRejection) -> ClusterSnapshot {
        try sight(in: await site.snapshot)
    }

    /// The same of a snapshot as it came.
    static func sight(in snapshot: ClusterSnapshot) throws(ToolRejection) -> ClusterSnapshot {
        let freshness = snapshot.freshness[.resources]
        guard freshness?.lastGood != nil else {
            let reason = freshness?.lastError.map { ": \($0)" } ?? ", no answer has come yet."
            throw ToolRejection(
                "Nothing is known of the cluster \(snapshot.name)\(reason)",
                cause: freshness?.lastError?.codeText)
        }
        guard snapshot.access != .noPermission else {
            throw ToolRejection(
                "Proxmox shows the account nothing at all: it has no permissions in \(snapshot.name), so how "
                    + "the cluster is is not known. Give the token rights, or end its privilege separation.")
        }
        return snapshot.believed(at: .now)
    }

    /// As `sight`, and guests are to be seen in it; a rejection when they are hidden, which is not that there are none.
    static func sightOfGuests(_ site: Site) async throws(ToolRejection) -> ClusterSnapshot {
        let snapshot = try await sight(of: site)
        guard snapshot.access != .noGuests else {
            throw ToolRejection(
                "Proxmox hides all guests of \(snapshot.name) from the account, which lacks VM.Audit: how many there "
                    + "are is not known. Give the token the role PVEAuditor on /.")
        }
        return snapshot
    }

    /// An outcome that says how old its facts are when they are stale.
    static func outcome(_ members: [String: JSONValue], from snapshot: ClusterSnapshot) -> ToolOutcome {
        var members = members
        if let freshness = snapshot.freshness[.resources], freshness.isStale(at: .now) {
            members["stale_seconds"] = freshness.age(at: .now).map { .seconds($0) }
            members["stale_because"] = freshness.lastError.map { .string($0.description) }
        }
        return ToolOutcome(.object(members))
    }
}
