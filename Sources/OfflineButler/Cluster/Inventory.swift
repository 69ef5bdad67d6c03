import JSON

/// Everything in the cluster that has a name, from `get_cluster_resources`.
struct Inventory: Sendable {
    let nodes: [SeenNode]
    let guests: [SeenGuest]
    let storage: [SeenStorage]
    /// In alphabetical order.
    let tags: [String]
    /// The pools that guests are in, in alphabetical order.
    let pools: [String]
    /// What the cluster is called.
    let cluster: String?
    /// The other clusters in Jarvis' care.
    let others: [String]
    /// What is hidden from the account.
    let note: String?

    init(_ facts: JSONValue) {
        nodes = facts.rows("nodes", SeenNode.init).sorted { $0.name < $1.name }
        let dead = Set(nodes.filter(\.isOffline).map(\.name))
        let guests = facts.rows("guests", SeenGuest.init).sorted { $0.vmid < $1.vmid }.map { guest in
            var guest = guest
            guest.isAdrift = dead.contains(guest.node)
            return guest
        }
        self.guests = guests
        // Of a shared storage the first row counts, so rows of one name keep their order.
        storage = facts.rows("storage", SeenStorage.init).enumerated().sorted {
            ($0.element.name, $0.offset) < ($1.element.name, $1.offset)
        }.map(\.element)
        tags = Set(guests.flatMap(\.tags)).sorted()
        pools = Set(guests.compactMap(\.pool)).sorted()
        cluster = facts["cluster"]?.string
        others = (facts["other_clusters"]?.array ?? []).compactMap(\.string)
        note = facts["note"]?.string
    }

    /// The guests that are not templates, those of one node if it is given.
    func machines(on node: String? = nil) -> [SeenGuest] {
        guests.filter { !$0.isTemplate && (node == nil || $0.node == node) }
    }

    /// The guest of that number, as a task or a backup names it.
    func title(of vmid: Int) -> String {
        guests.first { $0.vmid == vmid }?.title ?? "guest \(vmid)"
    }
}
