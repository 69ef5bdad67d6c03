import AIKit
import JSON

/// A storage on one node, or a shared one once.
struct StorageRow: Sendable, Hashable {
    let name: String
    let node: String?
    let status: String?
    let isShared: Bool
    let used: Int?
    let total: Int?
    let holdsBackups: Bool
    /// The nodes that lack a shared storage.
    var missing: [String] = []

    init?(_ row: JSONValue) {
        guard let name = row["storage"]?.string else { return nil }
        self.name = name
        node = row["node"]?.string
        status = row["status"]?.string
        isShared = row["shared"]?.bool ?? false
        holdsBackups = row["content"]?.string?.split(separator: ",").contains("backup") ?? false
        used = row.count("disk") ?? row.count("used")
        total = row.count("maxdisk") ?? row.count("total")
    }

    /// Whether its node has it; what says nothing of it is taken for well.
    var isAvailable: Bool { status == nil || status == "available" }
    var share: Double? { Figures.share(used, of: total) }
    /// `local-lvm on pve`, `nas (shared)`.
    var title: String { isShared ? "\(name) (shared)" : node.map { "\(name) on \($0)" } ?? name }
}

/// A task of the cluster.
struct TaskRow: Sendable, Hashable {
    let upid: String?
    let node: String?
    let type: String
    let id: String
    let user: String?
    let start: Int?
    let end: Int?
    /// `OK`, `WARNINGS: n` or the error; `nil` while it runs.
    let status: String?

    init?(_ row: JSONValue) {
        guard let type = row["type"]?.string else { return nil }
        self.type = type
        upid = row["upid"]?.string
        node = row["node"]?.string
        id = row["id"]?.string ?? row["id"]?.integer.map { String($0) } ?? ""
        user = row["user"]?.string
        start = row.moment("starttime")
        end = row.moment("endtime")
        status = row["status"]?.string ?? row["exitstatus"]?.string
    }

    var isRunning: Bool { end == nil && (status == nil || status == "RUNNING" || status == "running") }
    var hasEndedBadly: Bool { hasFailed || isWarning }
    var hasFailed: Bool { !isRunning && status != nil && status != "OK" && !isWarning }
    var isWarning: Bool { status?.hasPrefix("WARNINGS") ?? false }
}

/// A line of the activity feed.
struct EventRow: Sendable, Hashable {
    let time: Int?
    let severity: String
    let kind: String
    let subject: String?
    let title: String
    let detail: String?

    init?(_ row: JSONValue) {
        guard let title = row["title"]?.string else { return nil }
        self.title = title
        time = row["time"]?.integer
        severity = row["severity"]?.string ?? "info"
        kind = row["kind"]?.string ?? ""
        subject = row["subject"]?.string
        detail = row["detail"]?.string
    }

    /// Whether it tells of a task, which the task log tells as well.
    var isTask: Bool { kind.hasPrefix("task.") }
    var isGrave: Bool { severity == "critical" || severity == "warning" }

    /// `110 grafana stopped and no task says why, 4 min ago (a crash)`.
    func line(now: Int) -> String {
        "\(title), \(Figures.ago(time, now: now))" + (detail.map { " (\($0))" } ?? "")
    }
}

/// What was measured at one time.
struct SampleRow: Sendable, Hashable {
    let time: Int
    let load: Load

    init?(_ row: JSONValue) {
        guard let time = row["time"]?.integer else { return nil }
        self.time = time
        load = Load(row)
    }
}

/// A disk of a node, as its own electronics judge it.
struct DiskRow: Sendable, Hashable {
    let path: String
    let model: String?
    /// `PASSED`, `OK`, `FAILED`, `UNKNOWN`.
    let health: String?
    /// Percent of its life that is left.
    let wearout: Int?

    init?(_ row: JSONValue) {
        guard let path = row["devpath"]?.string else { return nil }
        self.path = path
        model = row["model"]?.string
        health = row["health"]?.string
        wearout = row["wearout"]?.integer
    }

    var isWell: Bool? {
        switch health?.uppercased() {
        case "PASSED", "OK": true
        case nil, "UNKNOWN", "": nil
        case _?: false
        }
    }
}

/// A backup of a guest.
struct BackupRow: Sendable, Hashable {
    let vmid: Int
    let storage: String?
    let time: Int?
    let size: Int?

    init?(_ row: JSONValue) {
        guard let vmid = row["vmid"]?.integer else { return nil }
        self.vmid = vmid
        storage = row["storage"]?.string
        time = row.moment("ctime")
        size = row.count("size")
    }
}

/// A temperature somebody measured.
struct TemperatureRow: Sendable, Hashable {
    let node: String
    let sensor: String?
    let celsius: Double

    init?(_ row: JSONValue) {
        guard let node = row["node"]?.string, let celsius = row.measure("celsius") else { return nil }
        self.node = node
        self.celsius = celsius
        sensor = row["sensor"]?.string
    }
}

extension JSONValue {
    /// The rows under a key that can be read.
    func rows<Row>(_ key: String, _ read: (JSONValue) -> Row?) -> [Row] {
        (self[key]?.array ?? []).compactMap(read)
    }

    /// The texts under a key.
    func texts(_ key: String) -> [String] {
        (self[key]?.array ?? []).compactMap(\.string)
    }
}
