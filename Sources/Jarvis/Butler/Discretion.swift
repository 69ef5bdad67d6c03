import AIKit
import ClusterKit

/// What is kept from a model's server, of clusters as they are now.
struct Discretion: Sendable {
    let settings: DiscretionSettings
    /// The cluster that is spoken of, and those beside it.
    let sites: [Site]

    /// The tag that says so without any configuration.
    private static let tag = "private"

    func scope() async -> RedactionScope {
        var snapshots: [ClusterSnapshot] = []
        for site in sites { snapshots.append(await site.snapshot) }
        return Self.scope(of: snapshots, settings)
    }

    static func scope(of snapshots: [ClusterSnapshot], _ settings: DiscretionSettings) -> RedactionScope {
        var names: [(kind: Placeholder.Kind, name: String)] = []
        var withheld: Set<String> = []
        var tags: Set<String> = [tag]
        for thing in settings.things {
            switch thing {
            case .thing(let target): withheld.insert(word(of: target))
            case .tag(let name): tags.insert(name)
            }
        }
        for snapshot in snapshots {
            names += snapshot.nodes.map { (.node, $0.name.text) }
            names += snapshot.guests.compactMap { guest in guest.name.map { (.guest, $0) } }
            names += snapshot.storages.map { (.storage, $0.name.text) }
            names += snapshot.pools.map { (.pool, $0.name.text) }
            names += [snapshot.name, snapshot.clusterName].compactMap { $0.map { (.cluster, $0) } }
            for guest in snapshot.guests {
                let number = String(guest.vmid.number)
                guard
                    withheld.contains(number)
                        || guest.tags.contains(where: { tags.contains($0.lowercased()) })
                else { continue }
                withheld.formUnion([number] + (guest.name.map { [$0] } ?? []))
            }
        }
        return RedactionScope(settings.hides, names: names, withheld: withheld, tags: tags)
    }

    private static func word(of target: ActionTarget) -> String {
        switch target {
        case .guest(let number): String(number)
        case .node(let name), .storage(let name), .service(let name): name
        }
    }
}
