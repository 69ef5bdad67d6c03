import Settings
import Text

/// What is said of changed settings: what counts now, what counts from something on, and what waits for a restart.
package struct TakeoverText: Sendable {
    private let changes: [SettingChange]

    package init(_ changes: [SettingChange]) {
        self.changes = changes
    }

    /// Whether some of it does not count before Jarvis begins anew.
    package var waitsForRestart: Bool { changes.contains { $0.counts == .restart } }

    /// The sentences for each moment that a change counts from: what waits for the operator first, then the soonest.
    package var sentences: [String] {
        let order: [ChangeMoment] = [
            .restart, .atOnce, .nextQuestion, .nextConversation, .nextProgram, .nextTerminal,
        ]
        return order.compactMap { moment in
            let named = changes.filter { $0.counts == moment }.map { words($0) }
            guard !named.isEmpty else { return nil }
            let list = named.joined(separator: ", ")
            return switch moment {
            case .atOnce, .perKey: "Taken over: \(list)."
            case .nextQuestion, .nextConversation, .nextProgram, .nextTerminal:
                "Taken over \(moment.rawValue): \(list)."
            case .restart: "Only after a restart (end Jarvis, then jarvis): \(list)."
            }
        }
    }

    private func words(_ change: SettingChange) -> String {
        guard change.counts != .restart, let value = change.value else { return change.key }
        return "\(change.key) \(Untrusted(value.coveringSecrets).line.clipped(toColumns: 40))"
    }
}
