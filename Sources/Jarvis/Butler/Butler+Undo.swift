import ClusterKit
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
                return "The last act, \(undo.words), is still under way; ask again when it has ended."
            case .done(let undo): last = undo
            }
            let call: OperatorCall
            let order: String
            switch await wayBack(from: last) {
            case .nothing(let reason): return reason
            case .call(let found, let words):
                call = found
                order = words
            }
            let result = await carriedOut(call)
            guard isSaid else { return nil }
            guard result.isError else { return "Very good, taken back: \(order)." }
            let mark = "Not run: "
            return result.content.hasPrefix(mark)
                ? "The last act stands: \(result.content.dropFirst(mark.count))"
                : "That it was taken back is not sure (\(order)): the feed tells what came of it."
        } catch {
            return "What was done last is not known: \(error)"
        }
    }

    /// What takes an act back, or why nothing does.
    private enum WayBack {
        /// The call, and what it is called in a sentence.
        case call(OperatorCall, String)
        case nothing(String)
    }

    private func wayBack(from last: Undo) async -> WayBack {
        switch last {
        case .other: return .nothing("The last act, \(last.words), cannot be undone.")
        case .snapshot(let name, let id):
            guard let guest = await site.snapshot.guest(id.vmid), guest.id == id else {
                return .nothing(Self.absence(of: id))
            }
            return .call(
                .deleting(name, of: guest), "the snapshot \(name) of \(Self.title(of: guest)) is deleted")
        case .power(let action, let id):
            guard let inverse = action.inverse else {
                return .nothing("The last act, \(last.words), cannot be undone.")
            }
            guard let guest = await site.snapshot.guest(id.vmid), guest.id == id else {
                return .nothing(Self.absence(of: id))
            }
            guard !inverse.act.aim.contains(guest.status) else {
                return .nothing("\(id.vmid) is \(guest.status) already: there is nothing to undo.")
            }
            return .call(
                .acting(inverse, on: id, named: guest.name, isUndo: true),
                "\(inverse.card.verb.lowercased()) \(Self.title(of: guest))")
        }
    }

    private static func absence(of guest: GuestID) -> String {
        "\(guest.vmid) is not the guest any more that it was: there is nothing to undo."
    }

    private static func title(of guest: Guest) -> String {
        guest.name.map { "\(Untrusted($0).name) (\(guest.vmid))" } ?? "\(guest.vmid)"
    }
}
