import ClusterKit
import JSON
import Memory

/// A snapshot as the memory keeps it: the rows of the tools, without what changes every second.
enum SnapshotArchive {
    static func text(of snapshot: ClusterSnapshot) -> String {
        JSONValue.object([
            "cluster": .string(snapshot.clusterName ?? snapshot.name),
            "quorum": .string("\(snapshot.quorum)"),
            "nodes": .array(snapshot.nodes.map { calm(ResourceRow.node($0)) }),
            "guests": .array(snapshot.guests.map { calm(ResourceRow.guest($0)) }),
            "storage": .array(snapshot.storages.map(ResourceRow.storage)),
        ]).text
    }

    /// The guests of a cluster as they were kept last; none when nothing was kept.
    static func guests(
        of cluster: String, in store: Store
    ) async throws(MemoryError) -> RememberedGuests {
        guard let kept = try await store.snapshots.latest(of: cluster) else { return RememberedGuests() }
        return RememberedGuests(guests(in: kept.content))
    }

    /// The guests in the text of a kept snapshot; a text or row that cannot be read tells of none.
    private static func guests(in text: String) -> [Guest] {
        do throws(JSONFault) {
            return (try JSONValue(bytes: text.utf8)["guests"]?.array ?? []).compactMap(guest)
        } catch {
            return []
        }
    }

    private static func guest(_ row: JSONValue) -> Guest? {
        guard let vmid = row["vmid"]?.integer.flatMap({ VMID($0) }),
            let kind = row["type"]?.string.flatMap(GuestKind.init(rawValue:)),
            let node = row["node"]?.string.flatMap({ NodeName($0) })
        else { return nil }
        return Guest(
            id: GuestID(kind, vmid), node: node, name: row["name"]?.string,
            status: GuestStatus(row["status"]?.string ?? "unknown"),
            lastKnownStatus: row["last_known_status"]?.string.map { GuestStatus($0) },
            isTemplate: row["template"]?.bool)
    }

    private static func calm(_ row: JSONValue) -> JSONValue {
        guard case .object(let members) = row else { return row }
        return .object(members.filter { !["cpu", "mem", "uptime"].contains($0.key) })
    }
}
