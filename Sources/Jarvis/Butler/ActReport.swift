import AIKit
import Synchronization

/// How an act of the operator's is getting on.
package struct ActReport: Sendable, Hashable {
    /// How far it is.
    package enum Stage: Sendable, Hashable {
        /// Sent, and Proxmox works on it.
        case running
        /// What came of it, in a line; Proxmox's own words where it failed.
        case ended(Ending, String)
        /// Nothing was sent: the operator said no, or the gate did.
        case refused(RefusalReason)
    }

    /// Equal for the reports of one act.
    package var id: Int
    /// `Start 103 (jellyfin)`.
    package var title: String
    package var stage: Stage

    package init(id: Int, title: String, stage: Stage) {
        self.id = id
        self.title = title
        self.stage = stage
    }
}

extension ActReport.Stage {
    /// What a card's state means for such an act; `nil` while it is only judged or asked about.
    init?(_ state: ToolCard.State) {
        switch state {
        case .announced, .proposed, .waiting: return nil
        case .running: self = .running
        case .done(_, let ending, let line, _): self = .ended(ending, line ?? "")
        case .refused(let reason): self = .refused(reason)
        }
    }
}

/// Numbers the operator's actions, so that no two reports of different actions look alike.
package final class ActionNumbers: Sendable {
    private let last = Atomic(0)

    package init() {}

    /// One that was never given before; the first is 1.
    func next() -> Int {
        last.add(1, ordering: .relaxed).newValue
    }
}
