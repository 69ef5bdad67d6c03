import Memory
import Text

extension Butler {
    /// Puts a card before the operator that takes the last change of the cluster back; returns why there is none, or where
    /// that was asked for in the talk (`isSaid`) what came of it.
    package func undo(isSaid: Bool = false) async -> String? {
        // What is said has its turn after what was said before.
        if isSaid { await rest() }
        do throws(MemoryError) {
            let last: Undo
            switch try await Undo.last(of: site.name, in: store.audit) {
            case .nothing: return "Nothing was done lately that could be undone."
            case .underWay(let undo):
                return
                    "The last act, \(undo.done.card.verb.lowercased()) \(undo.guest.vmid), is still under way; "
                    + "ask again when it has ended."
            case .done(let undo): last = undo
            }
            guard let inverse = last.done.inverse else {
                return
                    "The last act, \(last.done.card.verb.lowercased()) \(last.guest.vmid), cannot be undone."
            }
            guard let guest = await site.snapshot.guest(last.guest.vmid), guest.id == last.guest else {
                return "\(last.guest.vmid) is not the guest any more that it was: there is nothing to undo."
            }
            guard !inverse.act.aim.contains(guest.status) else {
                return "\(last.guest.vmid) is \(guest.status) already: there is nothing to undo."
            }
            let result = await carriedOut(inverse, on: last.guest, isUndo: true)
            guard isSaid else { return nil }
            let name = guest.name.map { "\(Untrusted($0).name) (\(guest.vmid))" } ?? "\(guest.vmid)"
            let order = "\(inverse.card.verb.lowercased()) \(name)"
            guard result.isError else { return "Very good, taken back: \(order)." }
            let mark = "Not run: "
            return result.content.hasPrefix(mark)
                ? "The last act stands: \(result.content.dropFirst(mark.count))"
                : "That it was taken back is not sure (\(order)): the feed tells what came of it."
        } catch {
            return "What was done last is not known: \(error)"
        }
    }
}
