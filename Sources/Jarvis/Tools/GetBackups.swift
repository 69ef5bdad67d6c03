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
            let found = await BackupSearch(client: site.client).run(places)
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
        let storages = node.map { snapshot.storages(of: $0) } ?? snapshot.storageSights.map(\.storage)
        return storages.filter { $0.content.contains("backup") && $0.state == .available }.map(\.id)
    }
}

/// Asks several storages for their backups side by side; one that fails delays nobody.
private struct BackupSearch {
    let client: ProxmoxClient

    /// What one storage said; decision 0015 tells why it is no tuple.
    private struct Find: Sendable {
        let place: Storage.ID
        /// `nil` when the storage did not answer.
        let backups: [Backup]?
    }

    func run(_ places: [Storage.ID]) async -> (backups: [Backup], unreachable: [Storage.ID]) {
        await withTaskGroup(of: Find.self) { group in
            for place in places {
                group.addTask {
                    let backups = try? await client.backups(on: place)
                    return Find(place: place, backups: backups)
                }
            }
            var backups: [Backup] = []
            var unreachable: [Storage.ID] = []
            for await find in group {
                if let found = find.backups { backups += found } else { unreachable.append(find.place) }
            }
            let newest = backups.sorted { ($0.created ?? .distantPast) > ($1.created ?? .distantPast) }
            return (newest, unreachable.sorted())
        }
    }
}
