import JSON
import Text

/// What was found and what is not known as rows for tools and reports, and the rows read again.
extension Judgement {
    /// `{concerns: [text], findings: [rows], unknown: [text]}`, without what there is none of.
    package var members: [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        if !concerns.isEmpty {
            members["concerns"] = .array(concerns.map { .string($0.text) })
            members["findings"] = .array(findings.map(\.row))
        }
        if !unknown.isEmpty { members["unknown"] = .array(unknown.map { .string($0) }) }
        return members
    }
}

extension HealthFinding {
    package var row: JSONValue {
        .known([
            "severity": .string("\(severity)"), "about": .string(subject.kind),
            "name": subject == .cluster ? nil : .string(subject.words.name), "what": .string(what),
            "topic": topic == what ? nil : .string(topic), "node": node.map { .string($0.text) },
            "detail": detail.map { .string($0) }, "remedy": .string(remedy),
            "time": since.map { .moment($0) }, "event": timing == .event ? .bool(true) : nil,
        ])
    }

    /// `nil` for a row that does not say what is the matter with what.
    package init?(row: JSONValue) {
        guard let severity = Severity.allCases.first(where: { "\($0)" == row["severity"]?.string }),
            let subject = Subject(row: row), let what = row.word("what")
        else { return nil }
        self.init(
            severity, subject, what, topic: row.word("topic"), on: row.name("node"),
            detail: row.word("detail"),
            since: row.date("time"), timing: row["event"]?.bool == true ? .event : .found,
            remedy: row["remedy"]?.string ?? "")
    }
}

extension HealthFinding.Subject {
    fileprivate var kind: String {
        switch self {
        case .cluster: "cluster"
        case .node: "node"
        case .guest: "guest"
        case .storage: "storage"
        case .storages: "storages"
        case .entry: "entry"
        }
    }

    fileprivate init?(row: JSONValue) {
        let name = row["name"]?.string ?? ""
        switch row["about"]?.string {
        case "cluster": self = .cluster
        case "guest": self = .guest(name)
        case "storage": self = .storage(name)
        case "entry": self = .entry(name)
        case "node":
            guard let node = NodeName(name) else { return nil }
            self = .node(node)
        case "storages":
            guard let node = NodeName(name) else { return nil }
            self = .storages(of: node)
        default: return nil
        }
    }
}
