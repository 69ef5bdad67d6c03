import FoundationEssentials
import JSON
import Memory
import Text

/// An act of the audit log as scripts and spreadsheets read it.
enum ActRow {
    /// How a whole log is written.
    enum Form: String {
        case jsonl
        case csv

        /// What stands above the first act.
        var head: String { self == .csv ? ActRow.columns.joined(separator: ",") + "\r\n" : "" }

        /// An act with the end of its line.
        func line(_ act: AuditedAct) -> String {
            var members = ActRow.members(act.intent, act.id, act.outcome)
            members["digest"] = .string(act.digest.description)
            switch self {
            case .jsonl: return JSONText.visible(JSONValue.object(members).text) + "\n"
            case .csv: return ActRow.columns.map { ActRow.cell(members[$0]) }.joined(separator: ",") + "\r\n"
            }
        }
    }

    private static let columns = [
        "id", "time", "asker", "action", "arguments", "call", "target", "cluster", "tier", "ruling", "reason",
        "result", "detail", "duration", "digest",
    ]

    static func members(
        _ intent: AuditIntent, _ id: AuditRecord.ID, _ end: AuditOutcome?
    ) -> [String: JSONValue] {
        var members: [String: JSONValue] = [
            "id": .integer(Int(clamping: id.rawValue)), "time": .string(intent.time.formatted(.iso8601)),
            "asker": .string(intent.asker), "action": .string(intent.action),
            "arguments": (try? JSONValue(parsing: intent.arguments)) ?? .string(intent.arguments),
            "tier": .string(intent.tier), "ruling": .string(intent.ruling.rawValue),
        ]
        members["call"] = intent.call.map { .string($0) }
        members["target"] = intent.target.map { .string($0) }
        members["cluster"] = intent.cluster.map { .string($0) }
        members["reason"] = intent.reason.map { .string($0) }
        members["result"] = end.map { .string($0.result.rawValue) }
        members["detail"] = end?.detail.map { .string($0) }
        members["duration"] = end?.duration.map { .integer(Int(saturating: $0 / .milliseconds(1))) }
        return members
    }

    /// A cell of RFC 4180; a text that a spreadsheet would take for a formula begins with an apostrophe.
    private static func cell(_ value: JSONValue?) -> String {
        guard let value else { return "" }
        guard let text = value.string ?? (value.integer == nil ? value.text : nil) else { return value.text }
        let line = Untrusted(text).line
        let isFormula = line.first.map { "=+-@".contains($0) } ?? false
        return "\"" + (isFormula ? "'" : "") + line.replacing("\"", with: "\"\"") + "\""
    }
}
