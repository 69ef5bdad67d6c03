import JSON
import Memory

extension Errand {
    /// Walks along the whole audit log, past the anchor `ID:DIGEST` when one is given.
    ///
    /// `{"version": 1, "intact", "entries"?, "last"?: {"id", "digest"}, "broken"?: {"id", "fault"}, "unfinished"}`.
    package static let verifyAudit = Errand("verify-audit", need: .memory, patience: .seconds(600)) {
        estate, arguments, output in
        let anchor = arguments.first.flatMap { AuditAnchor($0) }
        guard arguments.isEmpty || anchor != nil else {
            return Ending(.usage, "An anchor is an entry's number, a colon and the 64 digits of its digest.")
        }
        guard !estate.store.isTemporary else { return noLastingAudit }
        do throws(MemoryError) {
            let audit = estate.store.audit
            let verdict = try await audit.verify(against: anchor)
            var members = json(of: verdict)
            members["version"] = 1
            members["unfinished"] = .integer(try await audit.unfinished().count)
            output(JSONValue.object(members).text)
            if case .intact = verdict { return Ending(.done) }
            return Ending(.found)
        } catch {
            return Ending(.memory, error.told)
        }
    }

    /// An empty log would be the wrong answer: the lasting one is out of reach.
    static let noLastingAudit = Ending(
        .memory,
        "The running house works without its database, so its audit log cannot be looked at. Its feed says why; "
            + "end it with `jarvis kill-house` and ask again.")

    private static func json(of verdict: AuditVerdict) -> [String: JSONValue] {
        switch verdict {
        case .intact(let entries, let last):
            var members: [String: JSONValue] = ["intact": true, "entries": .integer(entries)]
            members["last"] = last.map {
                ["id": .integer(Int(clamping: $0.id.rawValue)), "digest": .string($0.digest.description)]
            }
            return members
        case .broken(let id, let fault):
            return [
                "intact": false,
                "broken": ["id": .integer(Int(clamping: id.rawValue)), "fault": .string(fault.description)],
            ]
        }
    }
}
