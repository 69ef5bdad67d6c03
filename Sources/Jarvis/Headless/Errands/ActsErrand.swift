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
            return Ending(.memory, error.told)
        }
    }

    private static func acts(_ entries: [AuditRecord], _ limit: Int) -> JSONValue {
        var ends: [AuditRecord.ID: AuditOutcome] = [:]
        var acts: [JSONValue] = []
        for entry in entries where acts.count < limit {
            switch entry.content {
            case .outcome(let outcome, let intent): ends[intent] = outcome
            case .intent(let intent):
                acts.append(.object(ActRow.members(intent, entry.id, ends[entry.id])))
            }
        }
        return .array(acts.reversed())
    }

    /// The whole audit log from the day of the second argument on, else from its begin: a row an act, the oldest first.
    ///
    /// The first argument is its form: `jsonl`, the members of `listActs` and the announcement's `digest` in a line each;
    /// or `csv` (RFC 4180), the same as columns below a line with their names.
    package static let exportActs = Errand("export-acts", need: .memory, patience: .seconds(600)) {
        estate, arguments, output in
        guard !estate.store.isTemporary else { return noLastingAudit }
        guard let form = arguments.first.flatMap(ActRow.Form.init(rawValue:)) else {
            return Ending(.usage, "Give the form: jsonl or csv.")
        }
        let since = arguments.dropFirst().first
        let moment = since.flatMap { Date(day: $0) }
        guard since == nil || moment != nil else {
            return Ending(.usage, "Give the first day as in 2026-11-01.")
        }
        do throws(MemoryError) {
            output(form.head)
            var last: AuditRecord.ID?
            while true {
                let acts = try await estate.store.audit.acts(after: last, since: moment)
                guard let end = acts.last?.id, !Task.isCancelled else { return Ending(.done) }
                output(acts.map { form.line($0) }.joined())
                last = end
            }
        } catch {
            return Ending(.memory, error.told)
        }
    }
}
