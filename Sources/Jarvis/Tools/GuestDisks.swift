import ClusterKit
import JSON

/// On which storages the disks of guests lie, as their configurations say.
struct GuestDisks: Sendable {
    /// The names of the storages by guest; a guest that is missing here was not read.
    private let places: [VMID: Set<String>]

    /// So many configurations are read at most, in the order of the list.
    static let most = 200
    /// So many are asked for at once.
    private static let breadth = 6
    /// All together take no longer.
    static let patience = Duration.seconds(10)

    init(_ places: [VMID: Set<String>] = [:]) {
        self.places = places
    }

    /// The storages of a guest's disks; `nil` where that is not known.
    subscript(guest: Guest) -> Set<String>? { places[guest.vmid] }

    /// Reads the configurations of the guests whose nodes answer; what does not come in time is not known.
    static func read(
        of guests: [Guest], in snapshot: ClusterSnapshot, by client: ProxmoxClient,
        within limit: Duration = patience
    ) async -> GuestDisks {
        let asked = guests.filter { snapshot.node($0.node)?.state == .online }.prefix(most)
        return await withTaskGroup(of: Find.self) { group in
            var waiting = asked[...]
            var open = 0
            var places: [VMID: Set<String>] = [:]
            func askNext() {
                guard let guest = waiting.popFirst() else { return }
                open += 1
                group.addTask {
                    let storages = await storages(of: guest, by: client)
                    return Find(guest: guest.vmid, storages: storages)
                }
            }
            group.addTask {
                do {
                    try await Task.sleep(for: limit)
                } catch {
                    // Only cancellation ends a sleep early.
                }
                return Find()
            }
            for _ in 0..<breadth { askNext() }
            while open > 0, let find = await group.next(), let guest = find.guest {
                open -= 1
                places[guest] = find.storages
                askNext()
            }
            group.cancelAll()
            return GuestDisks(places)
        }
    }

    /// What came of a configuration; without a guest it is the deadline that passed.
    private struct Find: Sendable {
        var guest: VMID?
        var storages: Set<String>?
    }

    private static func storages(of guest: Guest, by client: ProxmoxClient) async -> Set<String>? {
        do throws(ProxmoxError) {
            return storages(in: try await client.config(of: guest.id, at: guest.node), of: guest.kind)
        } catch {
            // It is told that this guest's are not known.
            return nil
        }
    }

    /// The storages that a configuration names for disks; those of removable media, unused disks and paths of the node's own
    /// are none of them (`qm.conf(5)`, `pct.conf(5)`).
    static func storages(in config: JSONValue, of kind: GuestKind) -> Set<String> {
        var names: Set<String> = []
        for (key, value) in config.object ?? [:] where isDisk(key, of: kind) {
            let parts = (value.string ?? "").split(separator: ",")
            guard let volume = parts.first, !volume.hasPrefix("/"), !parts.contains("media=cdrom"),
                let end = volume.firstIndex(of: ":"), end > volume.startIndex
            else { continue }
            names.insert(String(volume[..<end]))
        }
        return names
    }

    private static func isDisk(_ key: String, of kind: GuestKind) -> Bool {
        let stems = kind == .qemu ? ["scsi", "virtio", "sata", "ide", "efidisk", "tpmstate"] : ["mp"]
        if kind == .lxc, key == "rootfs" { return true }
        return stems.contains { stem in
            let number = key.dropFirst(stem.count)
            return key.hasPrefix(stem) && !number.isEmpty && number.allSatisfy(\.isNumber)
        }
    }
}
