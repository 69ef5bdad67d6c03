import JSON
import Text

/// The facts of a tool as a model reads them: a line a thing, figures as people read them, no raw bytes or seconds.
///
/// Made from the structured result that programs read, so that both say the same.
package struct FactText: Sendable {
    private let facts: [String: JSONValue]
    private let time: LocalTime

    /// Takes an object, as a tool returns it.
    package init(_ facts: JSONValue, time: LocalTime = .machine) {
        self.facts = facts.object ?? ["result": facts]
        self.time = time
    }

    /// Lines without a line break at their end.
    package var text: String {
        let told = Set(["stale_seconds", "stale_because", "cluster"] + Self.quorumKeys)
        let cluster = facts["cluster"].map { "cluster: \(plain("cluster", $0))" }
        let rest = facts.keys.filter { !told.contains($0) }.sorted { Self.rank($0) < Self.rank($1) }
        let parts = rest.flatMap { lines(of: $0) }
        return (staleness + (cluster.map { [$0] } ?? []) + quorum + parts).joined(separator: "\n")
    }

    /// What comes first, because it qualifies everything below it.
    private var staleness: [String] {
        guard let age = facts["stale_seconds"]?.integer else { return [] }
        let reason = facts["stale_because"]?.string.map { " (\(Untrusted($0).line))" } ?? ""
        return ["All figures below are \(Figures.duration(age)) old; newer ones could not be had\(reason)."]
    }

    private static let quorumKeys = ["quorate", "votes", "expected", "needed", "standalone"]

    private var quorum: [String] {
        if facts["standalone"]?.bool == true { return ["a single node, in no cluster"] }
        guard let isQuorate = facts["quorate"]?.bool else { return [] }
        let votes = ["votes", "expected", "needed"].map { key in facts[key]?.integer.map(String.init) ?? "?" }
        return ["quorum: \(isQuorate ? "yes" : "LOST"), \(votes[0]) of \(votes[1]) votes, \(votes[2]) needed"]
    }

    private func lines(of key: String) -> [String] {
        let title = Self.titles[key] ?? Untrusted(key).line
        switch facts[key] {
        case nil, .null?: return []
        case .array(let elements)? where elements.isEmpty: return ["\(title): none"]
        case .array(let elements)? where elements.allSatisfy({ $0.object != nil }):
            return ["\(title) (\(elements.count)):"] + elements.map { "- " + row($0) }
        case .array(let elements)? where key == "lines":
            return ["\(title):"] + elements.map { plain(key, $0) }
        case .array(let elements)?:
            return ["\(title): " + elements.map { plain(key, $0) }.joined(separator: ", ")]
        case .object?: return ["\(title): " + row(facts[key] ?? .null)]
        case let value?: return ["\(title): \(plain(key, value))"]
        }
    }

    private func row(_ value: JSONValue) -> String { FactRow(value.object ?? [:], time: time).text }

    private func plain(_ key: String, _ value: JSONValue) -> String {
        FactRow.plain(key, value, time)
    }

    /// The order of the parts; those not named come last.
    private static let order = ["note", "nodes", "node", "guest", "guests", "storage", "tasks", "backups"]

    private static func rank(_ key: String) -> String {
        order.firstIndex(of: key).map { "\($0)" } ?? "x" + key
    }

    private static let titles = [
        "unprotected": "guests without any backup", "unreachable": "storages that did not answer",
        "remedy": "what would change that", "omitted": "lines left out", "exitstatus": "task ended",
    ]
}
