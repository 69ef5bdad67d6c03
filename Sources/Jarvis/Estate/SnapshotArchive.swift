import ClusterKit
import JSON
import Memory

/// A snapshot as the memory keeps it: the rows of the tools, without what changes every second.
enum SnapshotArchive {
    static func text(of snapshot: ClusterSnapshot) -> String {
        JSONValue.object([
            "cluster": .string(snapshot.clusterName ?? snapshot.name),
            "quorum": .string("\(snapshot.quorum)"),
            "nodes": .array(snapshot.nodes.map { calm($0.row) }),
            "guests": .array(snapshot.guests.map { calm($0.row) }),
            "storage": .array(snapshot.storages.map(\.row)),
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
            return (try JSONValue(bytes: text.utf8)["guests"]?.array ?? []).compactMap(Guest.init(row:))
        } catch {
            return []
        }
    }

    private static func calm(_ row: JSONValue) -> JSONValue {
        guard case .object(let members) = row else { return row }
        return .object(members.filter { !["cpu", "mem", "uptime"].contains($0.key) })
    }
}
