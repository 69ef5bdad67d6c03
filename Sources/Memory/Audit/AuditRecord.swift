import FoundationEssentials
internal import GRDB
import Text

/// One entry of the audit log: an act that is about to happen, or how it ended.
package struct AuditRecord: Sendable, Hashable, Identifiable {
    package typealias ID = RowID<AuditRecord>

    /// What is recorded.
    package enum Content: Sendable, Hashable {
        case intent(AuditIntent)
        case outcome(AuditOutcome, of: ID)
    }

    package let id: ID
    package let content: Content
    /// The digest that binds this entry to all before it.
    package let digest: AuditDigest
}

/// An act before it is done, or one that was refused.
package struct AuditIntent: Sendable, Hashable {
    /// What the gate said.
    package enum Ruling: String, Sendable, Hashable, CaseIterable {
        /// It ran without a question.
        case allowed
        /// The operator said yes.
        case confirmed
        /// It did not run; such an intent has no outcome.
        case refused
    }

    /// When it was decided, kept to the millisecond.
    package var time: Date
    /// Who wanted it: `finger`, `model`, `runbook`, `mcp`.
    package var asker: String
    /// The tool or command.
    package var action: String
    /// Canonical JSON text without secrets.
    package var arguments: String
    /// The exact call that is about to be made, such as `POST /nodes/pve/qemu/101/status/start`.
    package var call: String?
    /// What it touches, such as `guest 101`.
    package var target: String?
    /// The cluster's name in the configuration.
    package var cluster: String?
    /// The safety tier's name, such as `RED`.
    package var tier: String
    package var ruling: Ruling
    /// Why it was refused, or whose yes it was: the process and its terminal.
    package var reason: String?

    package init(
        time: Date, asker: String, action: String, arguments: String, call: String? = nil,
        target: String? = nil, cluster: String? = nil, tier: String, ruling: Ruling, reason: String? = nil
    ) {
        self.time = time
        self.asker = asker
        self.action = action
        self.arguments = arguments
        self.call = call
        self.target = target
        self.cluster = cluster
        self.tier = tier
        self.ruling = ruling
        self.reason = reason
    }
}

/// How an act ended.
package struct AuditOutcome: Sendable, Hashable {
    /// The end in one word.
    package enum Result: String, Sendable, Hashable, CaseIterable {
        case succeeded
        case failed
        case cancelled
        /// An answer never came: whether it took effect is not known.
        case unknown
    }

    /// When it ended, kept to the millisecond.
    package var time: Date
    package var result: Result
    /// The result's or the error's text.
    package var detail: String?
    /// From beginning to end, kept to the millisecond.
    package var duration: Duration?

    package init(time: Date, result: Result, detail: String? = nil, duration: Duration? = nil) {
        self.time = time
        self.result = result
        self.detail = detail
        self.duration = duration
    }
}

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
