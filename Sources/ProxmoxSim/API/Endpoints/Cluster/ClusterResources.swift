extension Endpoint {
    /// Everything there is, in one list: what a screen lives on.
    static let clusterResources = Endpoint(
        method: .get, path: "/cluster/resources",
        parameters: [.choice("type", ["vm", "storage", "node", "sdn"])], access: .everyone
    ) { world, call in
        Reply(written: world.resourceList(of: call["type"], for: call.principal))
    }
}

extension World {
    /// The list as JSON; for those who may see everything it is built once for each tick and change.
    fileprivate mutating func resourceList(of type: String?, for principal: Principal) -> [UInt8] {
        let seesAll = principal.may("/", "Sys.Audit") && principal.may("/", "VM.Audit")
        let key = ResourceCache.Key(tick: lastTick, revision: revision, type: type)
        if seesAll, let cached = cache[key] { return cached }
        var list = RowList(seed: random.next(), capacity: 512 * (nodes.count * 6 + guests.count))
        if type == nil {
            for pool in pools where principal.may("/pool/\(pool)", "Pool.Audit") { list.add(poolRow(pool)) }
        }
        if type == nil || type == "vm" { addGuests(for: principal, to: &list) }
        if type == nil || type == "node" {
            for node in nodes {
                list.add(nodeRow(node, isAudited: principal.may("/nodes/\(node.name)", "Sys.Audit")))
            }
        }
        if type == nil || type == "storage" { addStorages(for: principal, to: &list) }
        if type == nil || (type == "sdn" && profile == .eight), principal.may("/sdn", "SDN.Audit") {
            for node in nodes { list.add(networkRow(node)) }
        }
        let written = list.finish()
        if seesAll { cache[key] = written }
        return written
    }

    private func addGuests(for principal: Principal, to list: inout RowList) {
        let states = Dictionary(resources.map { ($0.vmid, $0.state) }) { first, _ in first }
        for guest in guests.values where principal.may("/vms/\(guest.vmid)", "VM.Audit") {
            list.add(guestRow(guest, highAvailability: states[guest.vmid]))
        }
    }

    private func addStorages(for principal: Principal, to list: inout RowList) {
        let visible = storages.filter { principal.may("/storage/\($0.name)", "Datastore.Audit") }
        for node in nodes {
            for storage in visible { list.add(storageRow(storage, on: node)) }
        }
    }
}
