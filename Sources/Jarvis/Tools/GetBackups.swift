import AIKit
import ClusterKit
import JSON

extension ClusterTools {
    static func backups(_ site: Site) -> Tool {
        let parameters = [
            nodeParameter, ToolParameter("vmid", .integer(1...999_999_999), "Only backups of this guest."),
        ]
        let definition = definition("get_backups", PackageResources.get_backups_md, parameters)
        return .reading(definition) { arguments in
            let snapshot = try await sight(of: site)
            let node = try node(arguments, in: snapshot)
            let vmid = arguments["vmid"]?.integer.flatMap { VMID($0) }
            let places = backupPlaces(snapshot, on: node)
            let found = await site.client.backups(on: places)
            let rows = found.backups.filter { vmid == nil || $0.vmid == vmid }
            var members: [String: JSONValue] = ["backups": .array(rows.map(\.row))]
            if !found.unreachable.isEmpty {
                members["unreachable"] = .array(found.unreachable.map { .string($0.description) })
            }
            if node == nil, vmid == nil, found.unreachable.isEmpty {
                let covered = Set(found.backups.compactMap(\.vmid))
                let bare = snapshot.guests.filter { $0.isTemplate != true && !covered.contains($0.vmid) }
                members["unprotected"] = .array(bare.map { .integer($0.vmid.number) })
            }
            return outcome(members, from: snapshot)
        }
    }

    /// The storages that hold backups, a shared one once.
    private static func backupPlaces(_ snapshot: ClusterSnapshot, on node: NodeName?) -> [Storage.ID] {
        guard let node else { return snapshot.backupPlaces }
        return snapshot.storages(of: node).filter(\.keepsBackups).map(\.id)
    }
}
