import AIKit
import ClusterKit
import JSON
import Text

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
    /// Unix seconds.
    let time: Int
    /// A fraction of all processors.
    let cpu: Double?
    /// Bytes.
    let memory: Int?
    let disk: Int?

    init?(_ row: JSONValue) {
        guard let time = row["time"]?.integer else { return nil }
        self.time = time
        cpu = row.amount("cpu")
        memory = row.count("mem")
        disk = row.count("disk")
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

    /// Votes, of which no cluster has a million.
    func votes(_ key: String) -> Int? {
        self[key]?.integer.flatMap { (0..<1_000_000).contains($0) ? $0 : nil }
    }

    /// The texts under a key.
    func texts(_ key: String) -> [String] {
        (self[key]?.array ?? []).compactMap(\.string)
    }
}

extension JSONValue {
    /// The facts with every text in them as words of a sentence: one line, nothing of it Markdown.
    ///
    /// UPIDs, which go back to the cluster, stay; lines of a log are quoted, and stay but for line breaks.
    var inWords: JSONValue { inWords(of: "") }

    private func inWords(of key: String) -> JSONValue {
        switch self {
        case .null, .bool, .integer, .number: self
        case .string(let text):
            switch key {
            case "upid": self
            case "lines": .string(Untrusted(text).line)
            default: .string(Untrusted(text).words())
            }
        case .array(let elements): .array(elements.map { $0.inWords(of: key) })
        case .object(let members):
            .object(Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.value.inWords(of: $0.key)) }))
        }
    }
}
