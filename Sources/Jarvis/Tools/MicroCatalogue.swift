/// The few tools that a small model is told of: those that suit the question, by its words alone.
///
/// Some thirty definitions fill a small window, take a small machine long to read, and confuse a small model.
enum MicroCatalogue {
    /// At least and at most so many, where there are as many.
    static let bounds = 6...10

    /// The names for a question, of `all` that there are; `used` are those that the talk called lately, the last first.
    ///
    /// The tools of orders come first, then those that were used and those of the question's topics, then what is never
    /// missing. The same words give the same tools.
    static func names(for question: String, used: [String] = [], of all: [String]) -> Set<String> {
        let words = self.words(of: question)
        var chosen: [String] = []
        func add(_ names: [String], upTo limit: Int) {
            for name in names where chosen.count < limit && all.contains(name) && !chosen.contains(name) {
                chosen.append(name)
            }
        }
        let room = bounds.upperBound - basics.count
        add(orders(in: words), upTo: room)
        add(all.sorted().filter { isNamed($0, by: words) }, upTo: room)
        add(topics.filter { !words.isDisjoint(with: $0.words) }.flatMap(\.tools), upTo: room)
        add(used, upTo: room)
        add(basics, upTo: bounds.upperBound)
        add(usual, upTo: bounds.lowerBound)
        return Set(chosen)
    }

    /// Never missing: the whole in one look, and a name made a number.
    private static let basics = ["find_guest", "get_cluster_resources", "get_guest_status"]

    /// What fills the rest where the words say little.
    private static let usual = [
        "get_cluster_status", "get_events", "get_recent_tasks", "get_node_status", "get_storage",
    ]

    private struct Topic {
        let words: Set<String>
        let tools: [String]
    }

    private static let topics = [
        Topic(
            words: ["backup", "backed", "vzdump", "pbs", "restore", "archive"],
            tools: ["get_backups", "get_storage", "get_recent_tasks", "get_task_log"]),
        Topic(
            words: ["task", "job", "log", "failed", "fail", "error", "warning", "why", "wont", "crash"],
            tools: ["get_recent_tasks", "get_task_log", "get_events"]),
        Topic(
            words: [
                "happened", "happen", "changed", "new", "night", "yesterday", "today", "since", "who", "when",
                "missed", "ago", "crashed", "went", "last",
            ],
            tools: ["get_events", "get_recent_tasks"]),
        Topic(
            words: [
                "storage", "disk", "space", "full", "fill", "fills", "nas", "zfs", "lvm", "nfs", "ceph",
                "tib",
                "gib", "free", "pool",
            ],
            tools: ["get_storage", "get_history"]),
        Topic(words: ["disk", "smart", "wear", "wearout", "ssd", "nvme", "hdd"], tools: ["get_disks"]),
        Topic(
            words: [
                "average", "trend", "week", "month", "history", "compare", "over", "growing", "grow", "graph",
                "busiest",
            ],
            tools: ["get_history"]),
        Topic(
            words: ["temperature", "temp", "hot", "warm", "sensor", "fan", "heat"],
            tools: ["get_node_temperature", "get_node_status"]),
        Topic(
            words: [
                "node", "host", "server", "cpu", "processor", "load", "version", "uptime", "kernel", "memory",
                "ram", "core", "reboot", "rebooted",
            ],
            tools: ["get_node_status", "get_cluster_status"]),
        Topic(
            words: ["quorum", "cluster", "vote", "ha", "everything", "status", "ok", "wrong", "health"],
            tools: ["get_cluster_status", "get_events"]),
        Topic(words: ["vm", "machine", "windows", "qemu"], tools: ["get_vms"]),
        Topic(words: ["container", "ct", "lxc"], tools: ["get_containers"]),
        Topic(words: ["guest", "running", "stopped", "list"], tools: ["get_vms", "get_containers"]),
        Topic(
            words: [
                "config", "configuration", "setting", "boot", "onboot", "network", "bridge", "mac", "tag",
            ],
            tools: ["get_guest_config"]),
        Topic(
            words: ["ssh", "shell", "command", "systemctl", "journalctl", "docker", "zpool", "smartctl"],
            tools: ["execute_ssh"]),
        Topic(
            words: ["remember", "earlier", "said", "told", "talked", "note", "before"],
            tools: ["memory_search", "memory_note"]),
        Topic(words: ["journal", "syslog", "kernel", "dmesg", "login"], tools: ["get_node_log"]),
        Topic(
            words: ["depend", "stand", "topology", "without", "impact", "protected"],
            tools: ["explain_topology"]),
        Topic(words: ["rollback", "roll"], tools: ["get_snapshots", "rollback_snapshot"]),
    ]

    /// The verbs of orders, with the stems of their tools.
    private static let verbs: [String: [String]] = [
        "start": ["start"], "boot": ["start"], "launch": ["start"], "on": [], "stop": ["stop"],
        "shutdown": ["stop"], "shut": ["stop"], "off": ["stop"], "kill": ["stop", "reset"], "halt": ["stop"],
        "restart": ["restart"], "reboot": ["restart"], "bounce": ["restart"], "suspend": ["suspend"],
        "pause": ["suspend"], "resume": ["resume"], "unpause": ["resume"], "wake": ["resume", "start"],
        "reset": ["reset"], "turn": ["start", "stop", "restart"],
    ]

    private static func orders(in words: Set<String>) -> [String] {
        let stems = verbs.keys.sorted().filter(words.contains).flatMap { verbs[$0] ?? [] }
        return stems.flatMap { ["\($0)_vm", "\($0)_container"] }
    }

    /// Whether the question has a word that stands in the tool's name and in few others, so that tools that no rule knows
    /// are found as well.
    private static func isNamed(_ tool: String, by words: Set<String>) -> Bool {
        tool.split(separator: "_").map(String.init).contains { !common.contains($0) && words.contains($0) }
    }

    private static let common: Set<String> = [
        "get", "guest", "vm", "vms", "container", "containers", "node", "cluster", "status", "find", "list",
        "recent", "memory", "search", "execute", "log",
    ]

    /// The words of a question, each also without the end of a plural.
    private static func words(of question: String) -> Set<String> {
        let plain = question.lowercased().replacing("'", with: "").replacing("’", with: "")
            .split { !($0.isLetter || $0.isNumber) }.map(String.init)
        return Set(plain + plain.filter { $0.count > 2 && $0.hasSuffix("s") }.map { String($0.dropLast()) })
    }
}
