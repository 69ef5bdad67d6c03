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

extension Endpoint {
    /// The pools that guests are sorted into.
    static let pools = Endpoint(method: .get, path: "/pools", access: .everyone) { world, call in
        let visible = world.pools.filter { call.principal.may("/pool/\($0)", "Pool.Audit") }
        return Reply(.rows(visible.map { ["poolid": .text($0)] }))
    }
}

extension Endpoint {
    /// The next free VMID, as a string though the schema says integer.
    static let nextID = Endpoint(
        method: .get, path: "/cluster/nextid", parameters: [.integer("vmid", 100...999_999_999)],
        access: .everyone
    ) { world, call throws(Refusal) in
        if let wanted = call.int("vmid") {
            guard world.guests[wanted] == nil else { throw .wrong(["vmid": "VM \(wanted) already exists"]) }
            return Reply(.text("\(wanted)"))
        }
        let free = (100...999_999_999).first { world.guests[$0] == nil } ?? 100
        return Reply(.text("\(free)"))
    }
}

extension Endpoint {
    /// The guests that no backup job covers.
    static let notBackedUp = Endpoint(
        method: .get, path: "/cluster/backup-info/not-backed-up", access: .privilege("/", ["Sys.Audit"]),
        isProtected: true
    ) { world, _ in
        let kept = Set(world.backups.map(\.vmid))
        let rows: [Row] = world.guests.values.filter { !kept.contains($0.vmid) }.map { guest in
            ["vmid": .int(guest.vmid), "type": .text(guest.kind.rawValue), "name": .text(guest.name)]
        }
        return Reply(.rows(rows))
    }
}
