import JSON

/// The cluster that the questions are asked about: a calm one, or one where something is amiss.
struct QuestionWorld: Sendable {
    static let now = 1_795_000_000
    static let giB = 1 << 30

    let name: String

    init(_ name: String) {
        self.name = name
    }

    /// Nodes that are offline.
    private var dead: Set<String> {
        switch name {
        case "dead": ["agent"]
        case "quorumless": ["agent", "agent1"]
        default: []
        }
    }

    var nodes: JSONValue {
        let rows: [(String, Double, Int, Int, Int, Int, Int, Int)] = [
            ("agent", 0.05, 8, 8, 16, 3_456_000, 20, 94), ("agent1", 0.22, 14, 12, 31, 500, 30, 94),
            ("home", 0.12, 20, 10, 24, 1_036_800, 30, 94), ("pve", 0.5, 6, 24, 31, 90_000, 40, 68),
        ]
        return .array(
            rows.map { row in
                guard !dead.contains(row.0) else { return ["node": .string(row.0), "status": "offline"] }
                var members: [String: JSONValue] = [
                    "node": .string(row.0), "status": "online", "cpu": .number(row.1),
                    "maxcpu": .integer(row.2), "mem": gib(row.3), "maxmem": gib(row.4),
                    "uptime": .integer(row.5), "disk": gib(row.6), "maxdisk": gib(row.7),
                ]
                if name == "ha" { members["hastate"] = row.0 == "pve" ? "maintenance" : "online" }
                return .object(members)
            })
    }

    /// One guest; sizes in GiB.
    private struct Guest {
        var vmid: Int
        var name: String
        var isContainer = false
        var node: String
        var status = "running"
        var cpu = 0.0
        var processors = 2
        var memory = 0.0
        var memoryTotal = 2.0
        var disk: Int?
        var diskTotal: Int?
        var uptime = 0
        var extra: [String: JSONValue] = [:]
    }

    private static let household: [Guest] = [
        Guest(
            vmid: 100, name: "router", node: "home", cpu: 0.05, memory: 1, uptime: 1_036_800,
            extra: ["hastate": "started", "tags": "infra"]),
        Guest(
            vmid: 101, name: "homeassistant", node: "home", cpu: 0.14, memory: 2, memoryTotal: 4,
            uptime: 244_800, extra: ["hastate": "started", "tags": "home;infra"]),
        Guest(
            vmid: 102, name: "nextcloud", node: "pve", cpu: 0.35, processors: 4, memory: 6, memoryTotal: 8,
            uptime: 86_400, extra: ["tags": "cloud"]),
        Guest(
            vmid: 103, name: "jellyfin", isContainer: true, node: "pve", cpu: 0.4, processors: 4, memory: 3,
            memoryTotal: 8, disk: 20, diskTotal: 32, uptime: 7500,
            extra: ["tags": "media", "pool": "media"]),
        Guest(
            vmid: 104, name: "pihole", isContainer: true, node: "home", cpu: 0.01, processors: 1,
            memory: 0.25, memoryTotal: 0.5, disk: 1, diskTotal: 4, uptime: 1_036_800,
            extra: ["tags": "dns;infra"]),
        Guest(vmid: 105, name: "win11", node: "home", status: "stopped"),
        Guest(
            vmid: 106, name: "gitea", isContainer: true, node: "agent1", cpu: 0.02, memory: 1, disk: 6,
            diskTotal: 16, uptime: 500, extra: ["tags": "dev", "pool": "lab/dev"]),
        Guest(
            vmid: 107, name: "postgres", isContainer: true, node: "agent1", cpu: 0.1, processors: 4,
            memory: 3, memoryTotal: 4, disk: 30, diskTotal: 40, uptime: 500,
            extra: ["tags": "db", "pool": "lab/dev/db"]),
        Guest(vmid: 108, name: "minio", node: "agent", status: "stopped", extra: ["tags": "storage"]),
        Guest(vmid: 109, name: "build-runner", node: "agent1", status: "paused"),
        Guest(
            vmid: 110, name: "grafana", isContainer: true, node: "agent", cpu: 0.03, memory: 0.5,
            memoryTotal: 1, disk: 3, diskTotal: 8, uptime: 3_456_000, extra: ["tags": "monitoring"]),
        Guest(
            vmid: 111, name: "k3s-1", node: "agent", cpu: 0.1, processors: 4, memory: 2, memoryTotal: 4,
            uptime: 3_456_000, extra: ["tags": "k8s;lab", "pool": "lab/dev"]),
        Guest(
            vmid: 112, name: "k3s-2", node: "agent1", cpu: 0.12, processors: 4, memory: 2, memoryTotal: 4,
            uptime: 500, extra: ["tags": "k8s;lab", "pool": "lab/dev"]),
        Guest(
            vmid: 113, name: "mqtt", isContainer: true, node: "home", status: "stopped",
            extra: ["tags": "home"]),
        Guest(vmid: 114, name: "ubuntu-old", node: "pve", status: "stopped", extra: ["tags": "old"]),
        Guest(
            vmid: 115, name: "vaultwarden", isContainer: true, node: "pve", cpu: 0.01, processors: 1,
            memory: 0.25, memoryTotal: 0.5, disk: 1, diskTotal: 4, uptime: 86_400,
            extra: ["tags": "security"]),
        Guest(
            vmid: 116, name: "paperless", isContainer: true, node: "agent", cpu: 0.02, memory: 1, disk: 9,
            diskTotal: 10, uptime: 3_456_000, extra: ["tags": "docs", "lock": "backup"]),
        Guest(
            vmid: 9000, name: "debian-template", node: "home", status: "stopped", extra: ["template": true]),
    ]

    /// Names that are numbers, places or not alone.
    private static let namesakes: [Guest] = [
        Guest(vmid: 201, name: "web", isContainer: true, node: "home", memory: 1, uptime: 900),
        Guest(vmid: 202, name: "alpha", node: "pve", memory: 1, uptime: 900),
        Guest(vmid: 203, name: "web", node: "pve", status: "stopped"),
        Guest(vmid: 204, name: "202", isContainer: true, node: "home", memory: 1, uptime: 900),
        Guest(vmid: 205, name: "web", isContainer: true, node: "agent", memory: 1, uptime: 900),
        Guest(vmid: 206, name: "pve2", isContainer: true, node: "agent", status: "stopped"),
        Guest(vmid: 208, name: "agent1", isContainer: true, node: "home", memory: 1, uptime: 900),
        Guest(vmid: 209, name: "nas", node: "home", memory: 1, uptime: 900),
        Guest(vmid: 207, name: "all", isContainer: true, node: "home", status: "stopped"),
    ]

    var guests: JSONValue {
        let all = Self.household + (name == "names" ? Self.namesakes : [])
        return .array(all.map { row($0) })
    }

    private func row(_ guest: Guest) -> JSONValue {
        let isCrashed = name == "night" && guest.name == "grafana"
        let isLost = dead.contains(guest.node)
        let status = isLost ? "unknown" : isCrashed ? "stopped" : guest.status
        var row: [String: JSONValue] = [
            "vmid": .integer(guest.vmid), "name": .string(guest.name), "node": .string(guest.node),
            "type": guest.isContainer ? "lxc" : "qemu", "status": .string(status),
            "maxcpu": .integer(guest.processors), "maxmem": gib(guest.memoryTotal),
        ]
        if isLost { row["last_known_status"] = .string(guest.status) }
        if status == "running" {
            row["cpu"] = .number(guest.cpu)
            row["mem"] = gib(guest.memory)
            row["uptime"] = .integer(guest.uptime)
        }
        row["disk"] = guest.disk.map { gib($0) }
        row["maxdisk"] = guest.diskTotal.map { gib($0) }
        row.merge(guest.extra) { _, new in new }
        if ["ha", "faulty"].contains(name), guest.name == "router" { row["hastate"] = "error" }
        if name == "faulty", guest.name == "k3s-1" { row["hastate"] = "fence" }
        if name == "faulty", guest.name == "nextcloud" { row["status"] = "io-error" }
        return .object(row)
    }

    var storage: JSONValue {
        let share = name == "filling" ? 3640 : 2800
        let own: [(String, String, Int, Int)] = [
            ("local", "agent", 10, 94), ("local", "agent1", 30, 94), ("local", "home", 20, 94),
            ("local", "pve", 50, 68), ("local-lvm", "agent", 60, 400), ("local-lvm", "agent1", 120, 400),
            ("local-lvm", "home", 200, 800), ("local-lvm", "pve", 380, 450),
        ]
        let rows = own.map { pool($0.0, $0.1, $0.2, $0.3, isShared: false) }
        return .array(
            rows
                + ["agent", "agent1", "home", "pve"].map { pool("nas-nfs", $0, share, 4000, isShared: true) })
    }

    private func pool(_ name: String, _ node: String, _ used: Int, _ total: Int, isShared: Bool) -> JSONValue
    {
        let isLost = dead.contains(node) || (self.name == "gap" && isShared && node == "agent1")
        var row: [String: JSONValue] = [
            "storage": .string(name), "node": .string(node), "shared": .bool(isShared),
            "status": isLost ? "unknown" : "available",
            "content": isShared ? "backup,iso" : "images,rootdir",
        ]
        if !isLost { (row["disk"], row["maxdisk"]) = (gib(used), gib(total)) }
        return .object(row)
    }

    /// What `get_node_status` adds.
    static let processors: [String: (model: String, load: [Double], release: String)] = [
        "home": ("13th Gen Intel(R) Core(TM) i7-13700H", [1.2, 1.1, 0.95], "9.1.1"),
        "pve": ("Intel(R) Core(TM) i5-8500T CPU @ 2.10GHz", [3.1, 2.8, 2.5], "9.1.1"),
        "agent": ("AMD Ryzen 7 5700G with Radeon Graphics", [0.2, 0.3, 0.25], "8.4.14"),
        "agent1": ("Intel(R) Xeon(R) E-2278G CPU @ 3.40GHz", [2.0, 1.9, 1.8], "9.1.1"),
    ]

    func gib(_ count: Int) -> JSONValue { .integer(count * Self.giB) }
    func gib(_ count: Double) -> JSONValue { .integer(Int(count * Double(Self.giB))) }
}
