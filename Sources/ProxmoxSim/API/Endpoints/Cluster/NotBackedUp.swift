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
