import AIKit
import FoundationEssentials
import JSON
import Memory

/// Writes what the gate let through or refused into the audit log, intent before deed, and tells the feed how it
/// ended.
actor AuditTrail {
    private let log: AuditLog
    private let feed: ActivityFeed
    private let cluster: String
    private var intents: [String: AuditRecord.ID] = [:]
    /// Whose yes an action was asked for, by its canonical text, until the intent is written.
    private var approvers: [String: String] = [:]

    init(log: AuditLog, feed: ActivityFeed, cluster: String) {
        self.log = log
        self.feed = feed
        self.cluster = cluster
    }

    /// Returns once the entry is on disk; throws when it is not, and then the deed must not be done.
    func write(_ entry: AuditEntry) async throws {
        var failure: (any Error)?
        do {
            try await record(entry)
        } catch {
            failure = error
        }
        if let line = ActNote(entry).line(cluster: cluster, at: .now) { await feed.add([line]) }
        if let failure { throw failure }
    }

    /// Notes whose word an action got, for the intent that may follow.
    func note(_ approver: String?, of action: ProposedAction) {
        approvers[action.canonical] = approver
    }

    private func record(_ entry: AuditEntry) async throws(MemoryError) {
        switch entry.stage {
        case .intent(let confirmed):
            let approver = approvers.removeValue(forKey: entry.action.canonical)
            intents[entry.callID] = try await log.append(
                intent(
                    entry.action, confirmed ? .confirmed : .allowed,
                    reason: confirmed ? approver.map { "yes by \($0)" } : nil))
        case .refusal(let reason):
            approvers[entry.action.canonical] = nil
            // An intent that stands already was stopped in the last moment: it surely had no effect.
            let ended = try await finish(entry, .cancelled, reason.description, took: nil)
            if !ended {
                _ = try await log.append(intent(entry.action, .refused, reason: reason.description))
            }
        case .outcome(let ending, let text, let took):
            _ = try await finish(entry, AuditOutcome.Result(ending), text, took: took)
        }
    }

    /// Writes the end of the entry's intent; `false` when none is open.
    private func finish(
        _ entry: AuditEntry, _ result: AuditOutcome.Result, _ detail: String, took: Duration?
    ) async throws(MemoryError) -> Bool {
        guard let id = intents.removeValue(forKey: entry.callID) else { return false }
        try await log.finish(
            id, AuditOutcome(time: .now, result: result, detail: detail, duration: took))
        return true
    }

    private func intent(
        _ action: ProposedAction, _ ruling: AuditIntent.Ruling, reason: String?
    ) -> AuditIntent {
        let targets = action.assessment.targets.map(\.description).sorted().joined(separator: ", ")
        return AuditIntent(
            time: .now, asker: action.asker.rawValue, action: action.name, arguments: action.arguments.text,
            call: action.assessment.call, target: targets.isEmpty ? nil : targets, cluster: cluster,
            tier: action.assessment.tier.description, ruling: ruling, reason: reason)
    }
}

// How something ended, as the tables of the memory have it: their words are older than `Ending`, and stay as they are
// written down.

extension AuditOutcome.Result {
    init(_ ending: Ending) {
        self = Self(rawValue: ending.kept) ?? .unknown
    }
}

extension ToolCallRecord.Result {
    init(_ ending: Ending) {
        self = Self(rawValue: ending.kept) ?? .unknown
    }
}

extension Ending {
    fileprivate var kept: String {
        switch self {
        case .done: "succeeded"
        case .failed: "failed"
        case .unknown: "unknown"
        }
    }
}
