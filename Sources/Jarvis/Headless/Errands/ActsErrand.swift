import FoundationEssentials
import JSON
import Memory

extension Errand {
    /// The latest acts of the audit log, the first argument tells how many; the newest comes last.
    ///
    /// `{"version": 1, "acts": [{"id", "time", "asker", "action", "arguments", "call"?, "target"?, "cluster"?,
    /// "tier", "ruling", "reason"?, "result"?, "detail"?, "duration"?}]}`: time as in RFC 3339, duration in
    /// milliseconds, `result` one of succeeded, failed, cancelled, unknown, and left out while there is none.
    package static let listActs = Errand("list-acts", need: .memory) { estate, arguments, output in
        let limit = arguments.first.flatMap { Int($0, radix: 10) } ?? 50
        guard (1...10_000).contains(limit) else { return Ending(.usage, "Ask for 1 to 10000 acts.") }
        guard !estate.store.isTemporary else { return noLastingAudit }
        do throws(MemoryError) {
            // An act has at most two entries, and its end comes after it.
            let entries = try await estate.store.audit.list(limit: 2 * limit)
            output(JSONValue.object(["version": 1, "acts": acts(entries, limit)]).text)
            return Ending(.done)
        } catch {
            return Ending(.memory, error.description)
        }
    }

    private static func acts(_ entries: [AuditRecord], _ limit: Int) -> JSONValue {
        var ends: [AuditRecord.ID: AuditOutcome] = [:]
        var acts: [JSONValue] = []
        for entry in entries where acts.count < limit {
            switch entry.content {
            case .outcome(let outcome, let intent): ends[intent] = outcome
            case .intent(let intent):
                acts.append(.object(members(intent, entry.id, ends[entry.id])))
            }
        }
        return .array(acts.reversed())
    }

    private static func members(
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
}
