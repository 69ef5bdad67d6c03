import AIKit
import ClusterKit
import Synchronization

/// Owns what the gate goes by, and makes the gate of this very moment for whoever asks.
///
/// All butlers of an estate have one keeper. It is asked for every call and again right before the deed, so that
/// what the operator changes meanwhile counts.
package final class GateKeeper: Sendable {
    private let settings: Mutex<SafetySettings>
    /// Whether the audit log outlives Jarvis.
    private let isRecorded: Bool

    package init(_ settings: SafetySettings = SafetySettings(), isRecorded: Bool = true) {
        self.settings = Mutex(settings)
        self.isRecorded = isRecorded
    }

    /// Goes by other settings from now on.
    package func use(_ new: SafetySettings) {
        settings.withLock { $0 = new }
    }

    /// The gate of this moment for an action in a cluster.
    func gate(for action: ProposedAction, at site: Site) async -> SafetyGate {
        // Whoever only looks is let through by any.
        guard action.assessment.tier > .green else { return SafetyGate() }
        return gate(for: action.assessment.targets, of: await site.snapshot)
    }

    /// The same, for what is known of the cluster.
    func gate(for targets: Set<ActionTarget>, of snapshot: ClusterSnapshot) -> SafetyGate {
        let settings = settings.withLock { $0 }
        let protection = Protection(settings: settings.protected, snapshot: snapshot)
        return SafetyGate(
            autonomy: settings.autonomy, protected: protection.reasons(for: targets),
            isReadOnly: settings.readOnly.holds(for: snapshot.name), isRecorded: isRecorded)
    }
}
