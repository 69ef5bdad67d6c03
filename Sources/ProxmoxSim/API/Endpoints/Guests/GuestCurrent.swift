extension Endpoint {
    /// Everything about a guest at this moment.
    static let guestCurrent = guests(.get, "status/current", needs: ["VM.Audit"]) { world, _, guest in
        var row = world.listRow(guest, at: world.now)
        let resource = world.resources.first { $0.vmid == guest.vmid }
        row["ha"] = [
            "managed": .bit(resource != nil), "state": resource.map { .text($0.request) },
            "group": resource != nil && world.profile == .eight ? "prefer-home" : nil,
        ]
        guard guest.kind == .qemu else { return Reply(.row(row)) }
        row.append([
            "qmpstatus": .text(guest.state.word), "agent": guest.agent == .none ? nil : 1,
        ])
        if guest.isAlive { row.append(world.machineRow(guest)) }
        return Reply(.row(row))
    }
}

extension World {
    /// What a running QEMU says of itself.
    fileprivate func machineRow(_ guest: Guest) -> Row {
        let seen = guest.observed(at: now)
        let version = profile.release.qemu
        let balloon: Row = [
            "actual": .int(guest.memory), "max_mem": .int(guest.memory), "last_update": .int(Int(now)),
            "total_mem": guest.agent == .answering ? .int(guest.memory) : nil,
            "free_mem": guest.agent == .answering ? .int(guest.memory - seen.memory) : nil,
        ]
        return [
            "running-qemu": .text(version),
            "running-machine": .text("pc-i440fx-\(version.prefix { $0 != "." }).0+pve0"),
            "balloon": .int(guest.memory), "ballooninfo": .row(balloon),
            "freemem": guest.agent == .answering ? .int(guest.memory - seen.memory) : nil,
            "nics": .row([
                "tap\(guest.vmid)i0": ["netin": .int(seen.netIn), "netout": .int(seen.netOut)]
            ]),
            "blockstat": .row([
                "scsi0": ["rd_bytes": .int(seen.diskRead), "wr_bytes": .int(seen.diskWrite)]
            ]),
            "proxmox-support": [
                "pbs-dirty-bitmap": .flag(true), "query-bitmap-info": .flag(true),
                "pbs-library-version": "1.5.2 (6f0b4c5)",
            ],
        ]
    }
}
