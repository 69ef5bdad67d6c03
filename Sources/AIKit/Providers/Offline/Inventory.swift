import JSON

/// Everything in the cluster that has a name, from `get_cluster_resources`.
struct Inventory: Sendable {
    let nodes: [NodeRow]
    let guests: [GuestRow]
    let storage: [StorageRow]

    init(_ facts: JSONValue) {
        nodes = facts.rows("nodes", NodeRow.init).sorted { $0.name < $1.name }
        let dead = Set(nodes.filter { $0.status == "offline" }.map(\.name))
        guests = facts.rows("guests", GuestRow.init).sorted { $0.vmid < $1.vmid }.map { guest in
            var guest = guest
            guest.isAdrift = guest.node.map(dead.contains) ?? false
            return guest
        }
        storage = facts.rows("storage", StorageRow.init).sorted {
            ($0.name, $0.node ?? "") < ($1.name, $1.node ?? "")
        }
    }

    /// The node somebody named, if one was.
    func node(namedIn spoken: Utterance) -> NodeRow? {
        nodes.first { node in spoken.names.contains { NameMatch($0, node.name) == .exact } }
    }

    /// The guests that are not templates, those of one node if it is given.
    func machines(on node: String? = nil) -> [GuestRow] {
        guests.filter { !$0.isTemplate && (node == nil || $0.node == node) }
    }
}

extension OfflineExchange {
    /// The inventory, or the call that fetches it.
    func inventory() throws(OfflineStep) -> Inventory {
        Inventory(try facts(.clusterResources))
    }
}
