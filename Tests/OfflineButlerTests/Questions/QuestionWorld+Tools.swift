import AIKit
import ClusterKit
import JSON
import OfflineButler

extension QuestionWorld {
    /// The tools over this world; every order that is carried out is noted as `start_vm 105`.
    func tools(_ note: @escaping @Sendable (String) -> Void) -> ToolSet {
        ToolSet(
            OfflineProvider.tools.map { tool in
                let definition = ToolDefinition(name: tool, description: "", parameters: Self.parameters)
                let isOrder = ["start_", "stop_", "restart_", "snapshot_", "backup_"].contains {
                    tool.rawValue.hasPrefix($0)
                }
                guard isOrder else {
                    return .reading(definition) { arguments in reading(tool.rawValue, arguments) }
                }
                return Tool(
                    definition,
                    assess: { _ in ToolAssessment(tier: .red, summary: tool.rawValue, call: tool.rawValue) },
                    run: { arguments in
                        note("\(tool.rawValue) \(arguments["vmid"]?.integer ?? 0)")
                        if name == "quorumless" { return .failure("cluster not ready - no quorum?") }
                        if ["snapshot_", "backup_"].contains(where: { tool.rawValue.hasPrefix($0) }) {
                            return ToolOutcome(["exitstatus": "OK", "seen": "It is there."])
                        }
                        let isStop = tool.rawValue.hasPrefix("stop_")
                        return ToolOutcome(["exitstatus": "OK", "status": isStop ? "stopped" : "running"])
                    })
            })
    }

    private static let parameters = [
        ToolParameter("node", .text, "A node."), ToolParameter("storage", .text, "A storage."),
        ToolParameter("vmid", .integer(100...999_999_999), "A guest."),
        ToolParameter("limit", .integer(1...500), "How many."), ToolParameter("upid", .text, "A task."),
        ToolParameter("minutes", .integer(1...525_600), "How far back."),
        ToolParameter("timeframe", .text, "How far back."), ToolParameter("name", .text, "A name."),
        ToolParameter("subject", .text, "What the feed speaks of."),
        ToolParameter("words", .text, "Words of the lines."),
        ToolParameter("said", .choice(["kill", "halt", "poweroff", "reset"]), "The word that was said."),
    ]

    private func reading(_ tool: String, _ arguments: JSONValue) -> ToolOutcome {
        guard var members = facts(tool, arguments)?.object else { return .failure("There is no such thing.") }
        if name == "stale" {
            members["stale_seconds"] = 61
            members["stale_because"] = "connection refused"
        }
        return ToolOutcome(.object(members))
    }

    private var online: Int { (nodes.array ?? []).count { $0["status"] == "online" } }

    /// The same world as the kit's values.
    private var cluster: SmallCluster {
        var cluster = SmallCluster(nodes: nodes, guests: guests, storage: storage, tasks: tasks)
        cluster.snapshot.quorum = .cluster(isQuorate: online > 2, votes: online, expected: 4)
        switch name {
        case "unseen":
            cluster.snapshot.highAvailability = [
                HAEntry(id: "service:vm:950", kind: .service, node: "pve", state: "error")
            ]
        case "blurred": cluster.snapshot.freshness[.resources]?.unreadableRows = 5
        case "dim": cluster.snapshot.nodes[3].cpu = nil
        case "night": cluster.snapshot.unaskedStops = [GuestID(.lxc, 110)]
        default: break
        }
        return cluster
    }

    private func facts(_ tool: String, _ arguments: JSONValue) -> JSONValue? {
        switch tool {
        case "get_cluster_status":
            let own: [String: JSONValue] = [
                "cluster": "homelab", "quorate": .bool(online > 2), "votes": .integer(online), "expected": 4,
                "needed": name == "unseen" ? .null : 3, "nodes": nodes,
            ]
            return .object(own.merging(cluster.judged(at: Self.now)) { own, _ in own })
        case "get_cluster_resources":
            return ["nodes": nodes, "guests": guests, "storage": .array(cluster.snapshot.storageRows)]
        case "get_storage": return ["storage": .array(cluster.snapshot.storageRows)]
        case "get_node_status": return nodeStatus(arguments["node"]?.string ?? "")
        case "get_guest_status":
            let rows = rows(guests, "vmid", arguments["vmid"] ?? .null)
            return rows.array?.first.map { ["guest": $0] }
        case "get_node_temperature":
            return [
                "temperatures": [["node": "home", "celsius": 54], ["node": "pve", "celsius": 61.2]]
            ]
        case "get_recent_tasks":
            return ["tasks": arguments["vmid"].map { rows(tasks, "id", .string($0.text)) } ?? tasks]
        case "get_backups":
            return ["backups": arguments["vmid"].map { rows(backups, "vmid", $0) } ?? backups]
        case "get_events":
            let since = Self.now - (arguments["minutes"]?.integer ?? 525_600) * 60
            let subject = arguments["subject"]
            let seen = events.filter { event in
                (event["time"]?.integer ?? 0) >= since && (subject == nil || event["subject"] == subject)
            }
            return ["events": .array(seen), "watched_since": .integer(Self.now - 12_000)]
        case "get_task_log":
            return ["lines": .array(log(arguments["upid"]?.string ?? "").map { .string($0) })]
        case "get_node_log":
            let node = arguments["node"]?.string ?? ""
            return [
                "node": .string(node), "lines": [.string("Nov 19 03:00:01 \(node) kernel: nothing to see")],
            ]
        case "get_history": return history(arguments)
        case "get_disks":
            return [
                "disks": [
                    ["devpath": "/dev/sda", "model": "Samsung SSD 870", "health": "PASSED", "wearout": 92]
                ]
            ]
        case "find_guest": return ["clusters": [], "guests": []]
        case "memory_search":
            let isKnown = arguments["words"]?.string == "jellyfin"
            let fact: JSONValue = [
                "id": 3, "time": .integer(Self.now - 3_600), "source": "/remember",
                "text": "jellyfin scans on Sundays",
            ]
            return ["facts": .array(isKnown ? [fact] : [])]
        default: return nil
        }
    }

    private func nodeStatus(_ name: String) -> JSONValue? {
        guard case .object(var row)? = rows(nodes, "node", .string(name)).array?.first,
            let known = Self.processors[name]
        else { return nil }
        row["pveversion"] = .string("pve-manager/\(known.release)/42d7a9")
        row["kversion"] = "Linux 6.17.4-1-pve #1 SMP PREEMPT_DYNAMIC"
        row["cpumodel"] = .string(known.model)
        row["loadavg"] = .array(known.load.map { .number($0) })
        return ["node": .object(row)]
    }

    private func rows(_ all: JSONValue, _ key: String, _ value: JSONValue) -> JSONValue {
        .array((all.array ?? []).filter { $0[key] == value })
    }
}
