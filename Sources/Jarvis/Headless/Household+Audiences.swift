import AIKit
import Synchronization

/// An audience, who asked for it, and how he is told something.
struct Admission: Sendable {
    let audience: Audience
    let asker: Errand.Asker
    let show: @Sendable (AskEvent) -> Void
}

/// What a word on a card is worth.
package enum Approval: Sendable, Hashable {
    /// The operator's own, from this process and terminal.
    case given(by: String)
    /// Nobody's, for the reason that the sentence says.
    case void(String)
}

extension Household {
    /// Lets somebody in to the butler of a cluster, until dismissed by the number.
    func admit(
        to site: Site, asker: Errand.Asker, show: @escaping @Sendable (AskEvent) -> Void
    ) -> (Int, Audience) {
        audiences.withLock { audiences in
            audiences.last += 1
            let id = audiences.last
            let audience = audience(at: site) { event in
                if let event = AskEvent(event, audience: id) { show(event) }
            }
            audiences.open[id] = Admission(audience: audience, asker: asker, show: show)
            return (id, audience)
        }
    }

    func dismiss(_ id: Int) {
        audiences.withLock { _ = $0.open.removeValue(forKey: id) }
    }

    /// The operator's word on a question: the numbers of audience and card, and `no`, `none` (no to all), `yes`,
    /// `nobody`, `because` and the reason of a no, or `type` and the word.
    ///
    /// Counts only from the one who asked for this very audience. A yes that is not the operator's is refused
    /// with the reason, which the audit log keeps.
    package func settle(_ words: [String], from asker: Errand.Asker, _ approval: Approval) async {
        guard words.count >= 3, let number = Int(words[0], radix: 10), let card = Int(words[1], radix: 10),
            let guest = audiences.withLock({ $0.open[number] }), guest.asker == asker
        else { return }
        let answer: CardAnswer =
            switch words[2] {
            case "yes": .yes
            case "nobody": .nobody
            case "none": .noToAll
            case "because": .noBecause(words.dropFirst(3).joined(separator: " "))
            case "type": .typed(words.dropFirst(3).joined(separator: " "))
            default: .no
            }
        switch (answer, approval) {
        case (.no, _), (.noToAll, _), (.noBecause, _), (.nobody, _), (.void, _):
            await guest.audience.settle(card, answer, by: nil)
        case (_, .given(let approver)): await guest.audience.settle(card, answer, by: approver)
        case (_, .void(let reason)): await guest.audience.settle(card, .void(reason), by: nil)
        }
    }
}
