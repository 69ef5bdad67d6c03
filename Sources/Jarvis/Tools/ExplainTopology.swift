import AIKit
import ClusterKit
import JSON
import Text

extension ClusterTools {
    /// What stands on what: the cluster on its votes, guests on nodes and storages, and what is protected, with why.
    static func topology(_ site: Site, _ keeper: GateKeeper) -> Tool {
        .reading(definition("explain_topology", PackageResources.explain_topology_md)) { _ in
            let snapshot = try await sight(of: site)
            let protected = await keeper.protected(at: site, in: snapshot)
            let disks = await GuestDisks.read(
                of: snapshot.guests.filter { $0.isTemplate != true }, in: snapshot, by: site.client)
            let topology = Topology(snapshot: snapshot, protected: protected, disks: disks)
            return outcome(topology.members, from: snapshot)
        }
    }
}

/// A cluster as things that stand on other things, from one snapshot and the guests' configurations.
struct Topology {
    let snapshot: ClusterSnapshot
    let protected: [ActionTarget: String]
    let disks: GuestDisks

    /// Of more guests on a node only the number is told.
    private static let mostGuests = 40
    /// The same of guests on a storage.
    private static let mostOnStorage = 20

    var members: [String: JSONValue] {
        var members: [String: JSONValue] = snapshot.quorum.members
        members["cluster"] = .string(snapshot.name)
        if snapshot.quorum == .unknown { members["quorum"] = "not known" }
        members["nodes"] = .array(snapshot.nodes.map(row(of:)))
        members["storage"] = .array(snapshot.storageSights.map(row(of:)))
        let managed = snapshot.highAvailability.filter { $0.kind == .service }
        if !managed.isEmpty { members["high_availability"] = .array(managed.map(row(of:))) }
        members["protected"] = .array(foundations)
        if snapshot.access == .noGuests { members["note"] = "Proxmox hides the guests from the account." }
        return members
    }

    private func row(of node: Node) -> JSONValue {
        let guests = snapshot.guests.filter { $0.node == node.name && $0.isTemplate != true }
        let running = guests.filter { $0.status == .running }
        let names = guests.prefix(Self.mostGuests).map { guest in
            JSONValue.string(word(for: guest) + (guest.status == .running ? "" : " (\(guest.status))"))
        }
        return .known([
            "node": .string(node.name.text), "status": .string(node.state.rawValue),
            "votes": snapshot.voting.map { .integer($0.nodes[node.name] ?? 0) },
            "running": .integer(running.count), "guest_count": .integer(guests.count),
            "carries": names.isEmpty ? nil : .array(Array(names)),
            "without_it": .string(loss(of: node, running.count)),
        ])
    }

    /// What goes down with a node.
    private func loss(of node: Node, _ running: Int) -> String {
        var words = running == 1 ? "1 guest stops" : "\(running) guests stop"
        if case .cluster(_, let votes, let expected) = snapshot.quorum, node.state == .online {
            let own = snapshot.voting.map { $0.nodes[node.name] ?? 0 } ?? 1
            words += votes - own < expected / 2 + 1 ? " and the quorum is lost" : ", the quorum stays"
        }
        let own = snapshot.storages.filter { $0.node == node.name && $0.isShared == false }
        if !own.isEmpty {
            words +=
                ", and \(own.map { Untrusted($0.name.text).name }.joined(separator: ", ")) of it are away"
        }
        return words
    }

    private func row(of sight: StorageSight) -> JSONValue {
        let storage = sight.storage
        let isShared = storage.isShared == true
        let near = snapshot.guests.filter { $0.isTemplate != true && (isShared || $0.node == storage.node) }
        let carried = near.filter { disks[$0]?.contains(storage.name.text) == true }
        let carries = carried.prefix(Self.mostOnStorage).map { JSONValue.string(word(for: $0)) }
        return .known([
            "storage": .string(storage.name.text), "node": isShared ? nil : .string(storage.node.text),
            "plugintype": storage.type.map { .string($0) }, "status": .string(storage.state.rawValue),
            "shared": .bool(isShared), "content": .string(storage.content.joined(separator: " ")),
            "lacking": sight.lacking.isEmpty ? nil : .array(sight.lacking.map { .string($0.text) }),
            "disk_count": carried.isEmpty ? nil : .integer(carried.count),
            "disks_of": carries.isEmpty ? nil : .array(Array(carries)),
            "without_it": storage.holdsDisks || !carried.isEmpty
                ? .string(loss(carried, unknown: near.count { disks[$0] == nil })) : nil,
        ])
    }

    /// What stands still with a storage, and of how many guests that is not known.
    private func loss(_ carried: [Guest], unknown: Int) -> String {
        let running = carried.count { $0.status == .running }
        let words =
            running == 0
            ? "no running guest stands still"
            : running == 1 ? "1 running guest stands still" : "\(running) running guests stand still"
        guard unknown > 0 else { return words }
        return "\(words), and of \(unknown == 1 ? "1 guest" : "\(unknown) guests") it is not known"
    }

    private func row(of entry: HAEntry) -> JSONValue {
        .known([
            "vmid": entry.vmid.map { .integer($0.number) }, "node": entry.node.map { .string($0.text) },
            "wanted": entry.requestedState.map { .string($0) }, "state": entry.state.map { .string($0) },
        ])
    }

    /// What is protected, and what that stands on.
    private var foundations: [JSONValue] {
        protected.keys.sorted { $0.description < $1.description }.map { target in
            var row: [String: JSONValue] = ["thing": .string(target.description)]
            row["because"] = protected[target].map { .string($0) }
            if case .guest(let number) = target, let guest = VMID(number).flatMap({ snapshot.guest($0) }) {
                row["thing"] = .string("guest \(word(for: guest))")
                row["stands_on"] = .string("node \(guest.node)")
            }
            return .object(row)
        }
    }

    private func word(for guest: Guest) -> String {
        "\(guest.vmid)" + (guest.name.map { " \(Untrusted($0).name)" } ?? "")
    }
}

extension Storage {
    /// Whether disks of guests may lie on it.
    fileprivate var holdsDisks: Bool { content.contains("images") || content.contains("rootdir") }
}
