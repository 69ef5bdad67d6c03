import AIKit
import ClusterKit
import FoundationEssentials
import Text

/// The storage that a guest's backup goes to, and how it is seen there.
enum BackupPlace {
    /// - Throws: why there is no such place.
    static func plan(
        for guest: Guest, to name: String?, _ mode: BackupMode, in snapshot: ClusterSnapshot
    ) throws(ToolRejection) -> GuestKeeping.Plan {
        let places = snapshot.storages(of: guest.node).filter(\.keepsBackups)
        let names = places.map { Untrusted($0.name.text).name }.joined(separator: ", ")
        guard let place = name.map({ name in places.first { $0.name.text == name } }) ?? best(of: places)
        else {
            guard let name else {
                throw ToolRejection("No storage that takes backups is there on \(guest.node).")
            }
            throw ToolRejection(
                "\(Untrusted(name).name) is no storage of \(guest.node) that takes backups"
                    + (names.isEmpty ? "." : "; these are: \(names)."))
        }
        let order = KeepingOrder.backUp(place.name, mode: mode)
        var card = KeepingCard(
            tier: .yellow, verb: "Back up", object: " to \(Untrusted(place.name.text).name)", impact: [])
        card.impact.append("No older backup is removed for it.")
        let runs = guest.status != .stopped
        switch mode {
        case .snapshot: card.impact.append("It goes on meanwhile; its node and the storage are busy.")
        case .suspend where runs:
            card.tier = .orange
            card.impact.append("It stands still for a part of the time.")
        case .stop where runs:
            card.tier = .red
            card.impact.append("It is shut down for it, and started again.")
        case .suspend, .stop: break
        }
        if let used = place.usedFraction, used >= KeepingCard.full {
            card.tier = max(.orange, card.tier)
            card.impact.append("The storage is nearly full, at \(Int(saturating: (used * 100).rounded())) %.")
        }
        return GuestKeeping.Plan(guest: guest, order: order, card: card, state: "to \(place.name)")
    }

    /// A backup server first, then what all nodes share, then where the most room is.
    private static func best(of places: [Storage]) -> Storage? {
        func rank(_ place: Storage) -> (Int, Int) {
            let kind = place.type == "pbs" ? 2 : place.isShared == true ? 1 : 0
            return (kind, (place.total ?? 0) - (place.used ?? 0))
        }
        let roomy = places.filter { ($0.usedFraction ?? 0) < KeepingCard.full }
        return (roomy.isEmpty ? places : roomy).max { rank($0) < rank($1) }
    }

    /// A look for a backup that was not there before.
    static func look(
        on storage: StorageName, for guest: Guest, _ client: ProxmoxClient
    ) async throws(ProxmoxError) -> TaskRun.Look {
        let place = Storage.ID(node: guest.node, name: storage)
        let before = Set(try await client.backups(on: place).map(\.id))
        return { () throws(ProxmoxError) in
            let found = try await client.backups(on: place).first { backup in
                backup.vmid == guest.vmid && !before.contains(backup.id)
            }
            guard let found else { return .missing("there is no new backup of \(guest.vmid) on \(storage)") }
            let size = found.size.map { ", \(Figures.bytes($0))" } ?? ""
            return .reached("A new backup of \(guest.vmid) lies on \(storage)\(size).")
        }
    }
}
