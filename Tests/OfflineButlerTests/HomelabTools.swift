import AIKit
import ClusterKit
import Counterparts
import JSON
import OfflineButler

/// The cluster's tools over a small homelab that never changes but for what is ordered.
enum HomelabTools {
    static let now = 1_795_000_000

    static let giB = 1 << 30

    static let nodes: JSONValue = [
        node("home", cpu: 0.12, processors: 20, memory: (10, 24), uptime: 1_000_000),
        node("pve", cpu: 0.5, processors: 6, memory: (28, 31), uptime: 90_000),
        node("agent1", cpu: 0.05, processors: 14, memory: (8, 31), uptime: 500),
        ["node": "agent", "type": "node", "status": "offline"],
    ]

    static let guests: JSONValue = [
        guest(
            101, "pihole", "lxc", "pve", "running", cpu: 0.01, memory: (1, 2),
            extra: ["tags": "dns;network", "ip": "192.168.1.53"]),
        guest(
            102, "home-assistant", "qemu", "home", "running", cpu: 0.25, memory: (2, 4),
            extra: ["hastate": "started"]),
        guest(
            103, "jellyfin", "lxc", "pve", "running", cpu: 0.4, memory: (3, 8),
            extra: [
                "tags": "media", "disk": .integer(20 * giB), "maxdisk": .integer(32 * giB),
                "ip": "192.168.1.9",
            ]),
        guest(104, "jellyfin-test", "lxc", "home", "stopped"),
        guest(105, "nextcloud", "qemu", "agent1", "stopped", extra: ["lock": "backup"]),
        guest(106, "gitea", "lxc", "agent1", "running", cpu: 0.02, memory: (1, 1)),
        guest(107, "backup", "qemu", "home", "stopped"),
        guest(108, "debian-template", "qemu", "home", "stopped", extra: ["template": 1]),
        guest(109, "legacy", "qemu", "agent", "unknown", extra: ["last_known_status": "running"]),
        guest(110, "plex", "lxc", "home", "stopped", extra: ["tags": "media"]),
        guest(111, "plex", "qemu", "pve", "stopped"),
        guest(113, "k3s-1", "qemu", "agent1", "running", cpu: 0.1, memory: (2, 4), extra: ["tags": "k8s"]),
        guest(114, "k3s-2", "qemu", "agent1", "running", cpu: 0.12, memory: (2, 4), extra: ["tags": "k8s"]),
        guest(115, "web.example.lan", "lxc", "home", "running", cpu: 0.03, memory: (1, 2)),
        guest(116, "win11", "qemu", "home", "paused"),
        ["vmid": 112, "type": "qemu", "node": "home", "status": "unknown"],
    ]

    static let storage: JSONValue = [
        pool("local", "home", 20, 100), pool("local-lvm", "home", 50, 100), pool("local-lvm", "pve", 92, 100),
        pool("nas", "home", 400, 1000, shared: true), pool("nas", "pve", 400, 1000, shared: true),
        ["storage": "usb", "node": "agent1", "status": "unknown"],
    ]

    static let tasks: JSONValue = [
        task("vzdump", "", "home", "root@pam", began: 600),
        task("qmstart", "105", "agent1", "root@pam", began: 7200, status: "VM is locked (backup)"),
        task("vzdump", "", "pve", "root@pam", began: 20_000, status: "job errors"),
        task("vzdump", "", "agent1", "root@pam", began: 21_000, status: "WARNINGS: 1"),
        task("vzdump", "", "home", "root@pam", began: 22_000, status: "OK"),
        task("vzshutdown", "104", "home", "anna@pve", began: 90_000, status: "OK"),
        task("vzstart", "103", "pve", "root@pam", began: 180_000, status: "OK"),
    ]

    static let backups: JSONValue = [
        [
            "vmid": 103, "volid": "nas:backup/1", "storage": "nas", "node": "home",
            "ctime": .integer(now - 200_000),
            "size": 1_073_741_824,
        ],
        [
            "vmid": 103, "volid": "nas:backup/2", "storage": "nas", "node": "home",
            "ctime": .integer(now - 10_800),
            "size": 2_147_483_648,
        ],
        [
            "vmid": 102, "volid": "nas:backup/3", "storage": "nas", "node": "home",
            "ctime": .integer(now - 190_000),
        ],
    ]

    static let events: JSONValue = [
        [
            "time": .integer(now - 1200), "severity": "info", "kind": "guest.started", "subject": "106",
            "title": "106 gitea started on agent1",
        ]
    ]

    private static let cluster: ClusterSnapshot = {
        var cluster = SmallCluster(nodes: nodes, guests: guests, storage: storage, tasks: tasks).snapshot
        cluster.quorum = .cluster(isQuorate: true, votes: 3, expected: 4)
        return cluster
    }()

    private static let status: [String: JSONValue] = {
        var small = SmallCluster(nodes: nodes, guests: guests, storage: storage, tasks: tasks)
        small.snapshot = cluster
        let own: [String: JSONValue] = [
            "cluster": "homelab", "quorate": true, "votes": 3, "expected": 4, "nodes": nodes,
        ]
        return own.merging(small.judged(at: now)) { own, _ in own }
    }()

    /// What each reading tool returns.
    static func reading(_ tool: ToolName, _ arguments: JSONValue) -> ToolOutcome {
        switch tool {
        case .clusterStatus: ToolOutcome(.object(status))
        case .nodeStatus: nodeStatus(arguments["node"]?.string ?? "")
        case .storage: ToolOutcome(["storage": .array(cluster.storageRows)])
        case .clusterResources:
            ToolOutcome(["nodes": nodes, "guests": guests, "storage": .array(cluster.storageRows)])
        case .nodeTemperature:
            ToolOutcome([
                "temperatures": [
                    ["node": "home", "celsius": 54], ["node": "pve", "sensor": "cpu", "celsius": 82.4],
                ]
            ])
        case .recentTasks:
            ToolOutcome([
                "tasks": arguments["vmid"].map { rows(tasks, "id", .string($0.text)) } ?? tasks
            ])
        case .backups:
            ToolOutcome(["backups": arguments["vmid"].map { rows(backups, "vmid", $0) } ?? backups])
        case .guestStatus:
            ToolOutcome(["guest": rows(guests, "vmid", arguments["vmid"] ?? .null).array?.first ?? .null])
        case .events: ToolOutcome(["events": events])
        // In a kept talk a quoted line would be taken for something said; the questions' world has logs.
        case .taskLog, .nodeLog: ToolOutcome(["lines": []])
        case .history: ToolOutcome(["samples": []])
        case .disks: ToolOutcome(["disks": [["devpath": "/dev/sda", "health": "PASSED", "wearout": 92]]])
        case .findGuest: ToolOutcome(["clusters": [], "guests": []])
        case .memorySearch: ToolOutcome(remembered(arguments["words"]?.string ?? ""))
        default: .failure("not a reading tool")
        }
    }

    /// What is remembered of jellyfin; nothing of all else.
    private static func remembered(_ words: String) -> JSONValue {
        guard ["jellyfin", "103"].contains(words) else {
            return ["facts": [], "acts": [], "runbooks": [], "happened": [], "said": []]
        }
        return [
            "facts": [
                [
                    "id": 12, "time": .integer(now - 259_200), "source": "/remember", "supersedes": 9,
                    "text": "jellyfin may be slow while it scans",
                ]
            ],
            "acts": [
                [
                    "id": 88, "time": .integer(now - 7_200), "who": "the operator",
                    "tool": "restart_container", "target": "guest 103", "tier": "RED", "ended": "done",
                ]
            ],
            "runbooks": [
                [
                    "file": "/root/notes/media.md:14", "heading": "Jellyfin",
                    "text": "restart it\nafter an update",
                ]
            ],
            "happened": [["time": .integer(now - 1_200), "title": "103 jellyfin started on pve"]],
            "said": [
                ["time": .integer(now - 86_400), "who": "operator", "text": "jellyfin is slow again"]
            ],
        ]
    }

    private static func nodeStatus(_ name: String) -> ToolOutcome {
        guard case .object(var row)? = rows(nodes, "node", .string(name)).array?.first else {
            return .failure("There is no node \(name).")
        }
        row["pveversion"] = "pve-manager/9.1.1/42d7a9"
        row["kversion"] = "Linux 6.17.4-1-pve #1 SMP PREEMPT_DYNAMIC"
        row["disk"] = .integer(30 * giB)
        row["maxdisk"] = .integer(100 * giB)
        return ToolOutcome(["node": .object(row)])
    }

    private static func rows(_ all: JSONValue, _ key: String, _ value: JSONValue) -> JSONValue {
        .array((all.array ?? []).filter { $0[key] == value })
    }

    private static func node(
        _ name: String, cpu: Double, processors: Int, memory: (Int, Int), uptime: Int
    ) -> JSONValue {
        [
            "node": .string(name), "type": "node", "status": "online", "cpu": .number(cpu),
            "maxcpu": .integer(processors), "mem": .integer(memory.0 * giB),
            "maxmem": .integer(memory.1 * giB),
            "uptime": .integer(uptime),
        ]
    }

    private static func guest(
        _ vmid: Int, _ name: String, _ type: String, _ node: String, _ status: String, cpu: Double? = nil,
        memory: (Int, Int)? = nil, extra: [String: JSONValue] = [:]
    ) -> JSONValue {
        var row: [String: JSONValue] = [
            "vmid": .integer(vmid), "name": .string(name), "type": .string(type), "node": .string(node),
            "status": .string(status), "template": 0, "maxcpu": 4,
        ]
        if let cpu { row["cpu"] = .number(cpu) }
        if let memory { (row["mem"], row["maxmem"]) = (.integer(memory.0 * giB), .integer(memory.1 * giB)) }
        if status == "running" { row["uptime"] = 7500 }
        return .object(row.merging(extra) { _, new in new })
    }

    private static func pool(_ name: String, _ node: String, _ used: Int, _ total: Int, shared: Bool = false)
        -> JSONValue
    {
        [
            "storage": .string(name), "node": .string(node), "status": "available", "shared": shared ? 1 : 0,
            "disk": .integer(used * giB), "maxdisk": .integer(total * giB),
        ]
    }

    private static func task(
        _ type: String, _ id: String, _ node: String, _ user: String, began: Int, status: String? = nil
    ) -> JSONValue {
        let start = now - began
        var row: [String: JSONValue] = [
            "upid": upid(type, id, node, user, start), "type": .string(type), "id": .string(id),
            "node": .string(node), "user": .string(user), "starttime": .integer(start),
        ]
        if let status {
            row["status"] = .string(status)
            row["endtime"] = .integer(now - began + 5)
        }
        return .object(row)
    }

    /// The task's name as Proxmox writes it; `start` in Unix seconds.
    static func upid(_ type: String, _ id: String, _ node: String, _ user: String, _ start: Int) -> JSONValue
    {
        let moment = String(start, radix: 16, uppercase: true)
        return .string("UPID:\(node):0000ABCD:00001234:\(moment):\(type):\(id):\(user):")
    }

    /// The tools; every call is added to `calls`.
    static func all(_ calls: Collected<String>) -> ToolSet {
        all { calls.add($0) }
    }

    /// The tools; every call is noted.
    static func all(_ note: @escaping @Sendable (String) -> Void) -> ToolSet {
        ToolSet(
            OfflineProvider.tools.map { tool in
                let definition = ToolDefinition(name: tool, description: "", parameters: parameters)
                if !isOrder(tool) {
                    return .reading(definition) { arguments in
                        note(spelled(tool, arguments))
                        return reading(tool, arguments)
                    }
                }
                return Tool(
                    definition,
                    assess: { _ in ToolAssessment(tier: .red, summary: tool.rawValue, call: tool.rawValue) },
                    run: { arguments in
                        note(spelled(tool, arguments))
                        if [.snapshotGuest, .backupGuest].contains(tool) {
                            return ToolOutcome(["exitstatus": "OK", "seen": "It is there."])
                        }
                        let isStop = tool == .stopVM || tool == .stopContainer
                        return ToolOutcome(["exitstatus": "OK", "status": isStop ? "stopped" : "running"])
                    })
            })
    }

    private static let parameters = [
        ToolParameter("node", .text, "A node."),
        ToolParameter("vmid", .integer(100...999_999_999), "A guest."),
        ToolParameter("limit", .integer(1...200), "How many."), ToolParameter("upid", .text, "A task."),
        ToolParameter("minutes", .integer(1...525_600), "How far back."),
        ToolParameter("timeframe", .text, "How far back."), ToolParameter("storage", .text, "A storage."),
        ToolParameter("words", .text, "Words."),
        ToolParameter("name", .text, "A name."), ToolParameter("subject", .text, "What is spoken of."),
    ]

    private static func isOrder(_ tool: ToolName) -> Bool {
        ["start_", "stop_", "restart_", "snapshot_", "backup_"].contains { tool.rawValue.hasPrefix($0) }
    }

    /// `get_recent_tasks vmid=105`.
    static func spelled(_ tool: ToolName, _ arguments: JSONValue) -> String {
        let members = (arguments.object ?? [:]).sorted { $0.key < $1.key }
        return ([tool.rawValue] + members.map { "\($0.key)=\($0.value.string ?? $0.value.text)" }).joined(
            separator: " ")
    }
}
