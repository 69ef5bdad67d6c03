import AIKit
import FoundationEssentials
import JSON
import Memory

/// Writes what the gate let through or refused into the audit log, intent before deed.
actor AuditTrail {
    private let log: AuditLog
    private let cluster: String
    private var intents: [String: AuditRecord.ID] = [:]

    init(log: AuditLog, cluster: String) {
        self.log = log
        self.cluster = cluster
    }

    /// Returns once the entry is on disk; throws when it is not, and then the deed must not be done.
    func write(_ entry: AuditEntry) async throws {
        switch entry.stage {
        case .intent(let confirmed):
            intents[entry.callID] = try await log.append(
                intent(entry.action, confirmed ? .confirmed : .allowed, reason: nil))
        case .refusal(let reason):
            _ = try await log.append(intent(entry.action, .refused, reason: reason.description))
        case .outcome(let isError, let text, let took):
            guard let id = intents.removeValue(forKey: entry.callID) else { return }
            try await log.finish(
                id,
                AuditOutcome(
                    time: .now, result: isError ? .failed : .succeeded, detail: text, duration: took))
        }
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
