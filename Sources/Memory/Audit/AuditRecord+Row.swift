import FoundationEssentials
internal import GRDB
import Text

extension AuditRecord {
    init(row: Row) throws {
        id = try row.id()
        digest = AuditDigest(bytes: [UInt8](try row.value("digest") as Data))
        if let intent: ID = try row.optionalID("intent") {
            content = .outcome(try AuditOutcome(row: row), of: intent)
        } else {
            content = .intent(try AuditIntent(row: row))
        }
    }
}

extension AuditIntent {
    /// The columns it fills.
    var values: [String: (any DatabaseValueConvertible)?] {
        [
            "time": time.milliseconds, "asker": asker, "action": action, "arguments": arguments, "call": call,
            "target": target, "cluster": cluster, "tier": tier, "ruling": ruling.rawValue, "reason": reason,
        ]
    }

    fileprivate init(row: Row) throws {
        self.init(
            time: try row.date("time"), asker: try row.value("asker"), action: try row.value("action"),
            arguments: try row.value("arguments"), call: try row.optional("call"),
            target: try row.optional("target"), cluster: try row.optional("cluster"),
            tier: try row.value("tier"), ruling: try row.word("ruling"), reason: try row.optional("reason"))
    }
}

extension AuditOutcome {
    /// The columns it fills.
    func values(of intent: AuditRecord.ID) -> [String: (any DatabaseValueConvertible)?] {
        [
            "time": time.milliseconds, "intent": intent.rawValue, "result": result.rawValue, "detail": detail,
            "duration": duration?.wholeMilliseconds,
        ]
    }

    fileprivate init(row: Row) throws {
        self.init(
            time: try row.date("time"), result: try row.word("result"), detail: try row.optional("detail"),
            duration: try row.duration("duration"))
    }
}
